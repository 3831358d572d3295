/** The pages of the stand-in: plain HTML that loads nothing. Every variable part is escaped. */
import { textsFor } from './texts.js';

/** @typedef {import('./options.js').User} User */
/** @typedef {import('./texts.js').Texts} Texts */

const STYLE = `
:root { color-scheme: light dark; --back: #f2f3f5; --card: #fff; --text: #1e2329; --soft: #5c6570; --line: #c3c9d1; --main: #1f6feb; }
@media (prefers-color-scheme: dark) {
  :root { --back: #15181c; --card: #22262c; --text: #e9ecef; --soft: #a3adb8; --line: #4a525c; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--back);
  color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 24rem; padding: 2rem; background: var(--card); border-radius: 12px;
  box-shadow: 0 2px 16px rgb(0 0 0 / 12%); overflow-wrap: anywhere; }
.mark { margin: 0; color: var(--soft); font-size: .875rem; font-weight: 600; letter-spacing: .04em; }
h1 { margin: .25rem 0 1rem; font-size: 1.375rem; line-height: 1.3; }
p { margin: 0 0 1rem; }
pre { margin: 0 0 1rem; font: inherit; white-space: pre-wrap; }
ul { margin: 0 0 1.5rem; padding-left: 1.25rem; }
label { display: block; margin-bottom: 1rem; font-size: .875rem; font-weight: 600; }
input { display: block; width: 100%; margin-top: .25rem; padding: .625rem .75rem; font: inherit; color: inherit;
  background: transparent; border: 1px solid var(--line); border-radius: 8px; }
form { margin-bottom: .5rem; }
button { width: 100%; padding: .75rem; font: inherit; font-weight: 600; color: #fff; background: var(--main);
  border: 0; border-radius: 8px; cursor: pointer; }
input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
a { color: inherit; }
.note { margin: 1rem 0 0; color: var(--soft); font-size: .875rem; }
`;

/**
 * @param {Texts} texts
 * @param {string} uid
 * @param {string} appName
 */
export function renderLogin(texts, uid, appName) {
  return renderPage(
    texts,
    texts.login,
    `<h1>${escape(texts.loginTo(appName))}</h1>
<form method="post" action="/open/interaction/${escape(uid)}/login">
<label>${texts.email} <input name="email" type="email" autocomplete="username" required autofocus></label>
<label>${texts.password} <input name="password" type="password" autocomplete="current-password" required></label>
<button type="submit">${texts.login}</button>
</form>
<p class="note">${texts.standIn}</p>`,
  );
}

/**
 * @param {Texts} texts
 * @param {string} uid
 * @param {string} appName
 * @param {User} [user]
 */
export function renderConsent(texts, uid, appName, user) {
  const name = user && `${user.nickname}#${user.discriminator}`;
  return renderPage(
    texts,
    texts.allowAccess,
    `<h1>${escape(texts.wants(appName))}</h1>
${name ? `<p>${escape(texts.youAre(name))}</p>` : ''}
<p>${texts.willSee}</p>
<ul>${texts.members.map((member) => `<li>${member}</li>`).join('')}</ul>
<form method="post" action="/open/interaction/${escape(uid)}/confirm">
<button type="submit" autofocus>${texts.allow}</button>
</form>
<p class="note">${texts.refuse}</p>`,
  );
}

/**
 * @param {Texts} texts
 * @param {string} uid
 * @param {string} text Tailchat's own words, which are English
 */
export function renderInteractionError(texts, uid, text) {
  return renderPage(
    texts,
    texts.error,
    `<h1>${texts.failed}</h1>
<p role="alert">${escape(text)}</p>
<p><a href="/open/interaction/${escape(uid)}">${texts.again}</a></p>`,
  );
}

/**
 * oidc-provider's hook for errors that a redirect cannot report to the app. The page has one line for each existing member
 * of error, error_description, state and iss. A real server writes the names in bold (`<strong>error</strong>: ...`).
 * @param {any} ctx
 * @param {Record<string, unknown>} out
 */
export function renderProviderError(ctx, out) {
  const lines = Object.entries(out).filter(([, value]) => value !== undefined);
  ctx.type = 'html';
  const texts = textsFor(ctx.get('accept-language'));
  ctx.body = renderPage(
    texts,
    texts.error,
    `<h1>oops! something went wrong</h1>
${lines.map(([name, value]) => `<pre>${escape(`${name} : ${value}`)}</pre>`).join('\n')}`,
  );
}

/**
 * @param {Texts} texts
 * @param {string} title
 * @param {string} body
 */
export function renderPage({ lang }, title, body) {
  return `<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Tailchat</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="mark">Tailchat</p>
${body}
</main>
</body>
</html>
`;
}

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** @param {string} text */
export function escape(text) {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
