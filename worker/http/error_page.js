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
  },
};

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1.5rem;color:#1f2329;background:#fff}' +
  'h1{font-size:1.4rem}a{display:inline-block;margin-top:1rem;padding:.5rem 1.25rem;border-radius:.4rem;color:#fff;background:#2f5fd0;text-decoration:none}' +
  'code{overflow-wrap:anywhere}' +
  '@media(prefers-color-scheme:dark){body{color:#e8eaed;background:#1b1d21}}';

/** SHA-256 of STYLE; a test computes it again. */
export const STYLE_HASH = 'sha256-/rXUS63VC/tbEprtLsU1wxKZf59Q0xf3cukCqA4ZN6E=';

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
 * @param {import('../../bindings/error.js').TailchatLoginError} error
 * @param {'en' | 'zh'} language
 * @param {string} [again] where the link leads
 * @param {Said} [said] replaces our own words
 */
export function errorPage(error, language, again, said) {
  const text = TEXTS[language];
  const blamed = blame(error);
  const title = escape(said?.title ?? (blamed === 'ended' ? text.out : text.title));
  // Inside a frame, the login would open in the frame or be refused.
  const link = blamed === 'ended' ? ` target="_top">${text.back}` : `>${escape(said?.again ?? text.again)}`;
  const way = again === undefined ? '' : `\n<p><a href="${escape(again)}"${link}</a></p>`;
  return `<!doctype html>
<html lang="${text.lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
<h1>${title}</h1>
<p>${escape(said?.text ?? text[blamed])}</p>
<p>${text.code}<code>${escape(error.code)}</code></p>${way}
</html>
`;
}

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
function escape(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
