/**
 * The page that a person sees when a login fails. It has the error code to report and a link to try again. The details
 * are only in the log. A form or a frame gets this page too after its session has ended, although no login has failed.
 */
const TEXTS = {
  en: {
    lang: 'en',
    title: 'The login did not succeed',
    request: 'The login could not be completed. It may have been interrupted, or have taken too long.',
    refused: 'This site does not let this account in.',
    upstream: 'Tailchat did not answer as it should. Please try again in a moment.',
    server: 'This site’s login has a problem. Please tell those who run the site.',
    code: 'Error code: ',
    again: 'Try again',
    out: 'You have been logged out',
    ended:
      'Your session has ended, so this request was not carried out. Go back to the page and log in again.',
    back: 'Back to the page',
    home: 'Go to ',
  },
  zh: {
    lang: 'zh-Hans',
    title: '登录未成功',
    request: '登录未能完成，可能已中断或超时。',
    refused: '本站不允许此账号登录。',
    upstream: 'Tailchat 未能正常响应，请稍后重试。',
    server: '本站的登录功能出现问题，请联系网站管理员。',
    code: '错误代码：',
    again: '重试',
    out: '您已退出登录',
    ended: '您的会话已结束，此次请求未被处理。请返回页面，重新登录。',
    back: '返回页面',
    home: '前往 ',
  },
};

const STYLE =
  '*{box-sizing:border-box}body{display:grid;place-items:center;min-height:100vh;margin:0;padding:1rem;font:16px/1.5 system-ui,sans-serif;color:#1f2329;background:#f2f3f5}' +
  'main{width:100%;max-width:28rem;padding:2rem;border-radius:.75rem;background:#fff;overflow-wrap:anywhere}h1{margin:.25rem 0;font-size:1.4rem;line-height:1.3}' +
  'a{display:inline-block;padding:.6rem 0;color:inherit}.again{margin-right:1.25rem;padding:.6rem 1.25rem;border-radius:.75rem;color:#fff;background:#3f5bd9;text-decoration:none}' +
  '@media(prefers-color-scheme:dark){body{color:#e8eaed;background:#15181c}main{background:#22262c}}';

/** SHA-256 of STYLE; a test computes it again. */
export const STYLE_HASH = 'sha256-t80vq/alvrfrUiaX2P6KrBrrdwI5cGsPkQ7IYpqfs44=';

/**
 * A page of the site may frame the message that the session has ended, and nothing else of the login.
 *
 * @param {import('../../bindings/error.js').TailchatLoginError} error
 */
export function pageHeaders({ code }) {
  const ancestors = code === 'unauthenticated' ? "'self'" : "'none'";
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors ${ancestors}`,
  };
}

/**
 * @typedef {{ title: string, text: string, again: string }} Said
 *
 * @typedef {object} Around
 * @property {string} [again] where the link leads
 * @property {Said} [said] replaces our own words
 * @property {Pick<import('./site.js').Site, 'origin' | 'home'>} [site] its name and its start page are shown
 *
 * @param {import('../../bindings/error.js').TailchatLoginError} error
 * @param {'en' | 'zh'} language
 * @param {Around} [around]
 */
export function errorPage(error, language, { again, said, site } = {}) {
  const text = TEXTS[language];
  const blamed = blame(error);
  const ended = blamed === 'ended';
  const title = escape(said?.title ?? (ended ? text.out : text.title));
  // Inside a frame, the login would open in the frame or be refused.
  const link = (/** @type {string} */ to, /** @type {string} */ label, mark = '') =>
    `<a${mark} href="${escape(to)}" target="_top">${escape(label)}</a>`;
  const links = [
    again && link(again, said?.again ?? (ended ? text.back : text.again), ' class="again"'),
    site && link(site.home, text.home + new URL(site.origin).host),
  ];
  const body = `<p>${escape(said?.text ?? text[blamed])}</p>
<p>${text.code}<code>${escape(error.code)}</code></p>
${links.join('')}`;
  return makePage(text.lang, title, body);
}

/**
 * @param {string} lang
 * @param {string} title escaped, as the body is
 * @param {string} body
 */
export const makePage = (lang, title, body) => `<!doctype html>
<html lang="${lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
<main>
<h1>${title}</h1>
${body}
</main>
</html>
`;

/**
 * @param {import('../../bindings/error.js').TailchatLoginError} error
 * @returns {'request' | 'refused' | 'ended' | 'upstream' | 'server'}
 */
function blame({ code, status }) {
  if (code === 'unauthenticated') return 'ended';
  if (code === 'login_refused') return 'refused';
  if (code === 'prefetch_refused') return 'request';
  if (status === 502 || status === 504 || code === 'groups_unavailable') return 'upstream';
  return status >= 500 ? 'server' : 'request';
}

/** @param {string} text */
export function escape(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
