/** The pages of the stand-in: plain HTML that loads nothing. Every variable part is escaped. */
import { textsFor } from './texts.js';

/** @typedef {import('./options.js').User} User */
/** @typedef {import('./texts.js').Texts} Texts */

const STYLE = `
:root { color-scheme: light dark; --page: #f3f4f8; --card: #fff; --edge: #e1e4ec; --control: #c3c9d8;
  --text: #1b1f2a; --soft: #5a6274; --accent: #3f5bd9; --on-accent: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --page: #0f1219; --card: #181c26; --edge: #2a303e; --control: #414a5e;
    --text: #eceff6; --soft: #a3abbd; --accent: #8ea2ff; --on-accent: #10142a; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--page);
  color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 26rem; padding: 2rem; background: var(--card); border: 1px solid var(--edge);
  border-radius: 1.25rem; overflow-wrap: anywhere; }
.mark { margin: 0; color: var(--soft); font-size: .875rem; font-weight: 600; letter-spacing: .04em; }
h1 { margin: .25rem 0 1rem; font-size: 1.375rem; line-height: 1.3; }
p { margin: 0 0 1rem; }
pre { margin: 0 0 1rem; font: inherit; white-space: pre-wrap; }
ul { margin: 0 0 1.5rem; padding-left: 1.25rem; }
label { display: block; margin-bottom: 1rem; font-size: .875rem; font-weight: 600; }
input { display: block; width: 100%; margin-top: .25rem; padding: .625rem .75rem; font: inherit; color: inherit;
  background: transparent; border: 1px solid var(--control); border-radius: .75rem; }
form { margin-bottom: .5rem; }
button { width: 100%; margin-bottom: .5rem; padding: .75rem; font: inherit; font-weight: 600; color: var(--on-accent);
  background: var(--accent); border: 1px solid var(--accent); border-radius: .75rem; cursor: pointer; }
button.account { color: inherit; background: transparent; border-color: var(--control); text-align: start; }
summary { margin: .5rem 0 1rem; cursor: pointer; }
input:focus-visible, button:focus-visible, a:focus-visible, summary:focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: inherit; }
.note + form { margin-top: 1rem; }
.note { margin: 1rem 0 0; color: var(--soft); font-size: .875rem; }
`;

/**
 * @param {Texts} texts
 * @param {string} uid
 * @param {string} appName
 * @param {ReadonlyArray<User>} [offered] accounts with a button that logs them in
 */
export function renderLogin(texts, uid, appName, offered = []) {
  return renderPage(
    texts,
    texts.login,
    `<h1>${escape(texts.loginTo(appName))}</h1>
${renderOffers(texts, uid, offered)}<form method="post" action="/open/interaction/${escape(uid)}/login">
<label>${texts.email} <input name="email" type="email" autocomplete="username" required autofocus></label>
<label>${texts.password} <input name="password" type="password" autocomplete="current-password" required></label>
<button type="submit">${texts.login}</button>
</form>
<p class="note">${texts.standIn}</p>`,
  );
}

/** @param {Texts} texts @param {string} uid @param {ReadonlyArray<User>} offered */
function renderOffers(texts, uid, offered) {
  if (offered.length === 0) return '';
  const buttons = offered.map(
    ({ _id, nickname, discriminator }) =>
      `<button class="account" name="account" value="${escape(_id)}">${escape(`${nickname}#${discriminator}`)}</button>`,
  );
  return `<form method="post" action="/open/interaction/${escape(uid)}/login">
<p>${texts.choose}</p>
${buttons.join('\n')}
</form>
<p class="note">${texts.orPassword}</p>
`;
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
 * @param {string} text of Tailchat, in English
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
