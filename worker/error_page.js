/**
 * What a person sees when a login fails: that it failed, the code to tell somebody, and the way to
 * try again. No details: they are in the log.
 */
const TEXTS = {
  en: {
    lang: 'en',
    title: 'The login did not succeed',
    request: 'The login could not be completed. It may have been interrupted, or have taken too long.',
    refused: 'This site does not let this account in.',
    upstream: 'Tailchat did not answer as it should. Please try again in a moment.',
    server: 'This site’s login has a problem. Please tell those who run the site.',
    code: 'Error code',
    again: 'Try again',
  },
  zh: {
    lang: 'zh-Hans',
    title: '登录未成功',
    request: '登录未能完成,可能已中断或超时。',
    refused: '本站不允许此账号登录。',
    upstream: 'Tailchat 未能正常响应,请稍后重试。',
    server: '本站的登录功能出现问题,请联系网站管理员。',
    code: '错误代码',
    again: '重试',
  },
};

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1.5rem;color:#1f2329;background:#fff}' +
  'h1{font-size:1.4rem}a{display:inline-block;margin-top:1rem;padding:.5rem 1.25rem;border-radius:.4rem;color:#fff;background:#2f5fd0;text-decoration:none}' +
  'code{overflow-wrap:anywhere}' +
  '@media(prefers-color-scheme:dark){body{color:#e8eaed;background:#1b1d21}}';

/** SHA-256 of STYLE; a test computes it anew. */
export const STYLE_HASH = 'sha256-/rXUS63VC/tbEprtLsU1wxKZf59Q0xf3cukCqA4ZN6E=';

export const PAGE_HEADERS = Object.freeze({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
});

/**
 * @param {import('../bindings/error.js').TailchatLoginError} error
 * @param {'en' | 'zh'} language
 * @param {string} [again] where "try again" leads
 */
export function errorPage(error, language, again) {
  const text = TEXTS[language];
  const link = again === undefined ? '' : `\n<p><a href="${escape(again)}">${text.again}</a></p>`;
  return `<!doctype html>
<html lang="${text.lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${text.title}</title>
<style>${STYLE}</style>
<h1>${text.title}</h1>
<p>${text[blame(error)]}</p>
<p>${text.code}: <code>${escape(error.code)}</code></p>${link}
</html>
`;
}

/**
 * @param {import('../bindings/error.js').TailchatLoginError} error
 * @returns {'request' | 'refused' | 'upstream' | 'server'}
 */
function blame({ code, status }) {
  if (code === 'login_refused') return 'refused';
  if (code === 'prefetch_refused') return 'request';
  if (status === 502 || status === 504) return 'upstream';
  return status >= 500 ? 'server' : 'request';
}

/** @param {string} text */
function escape(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
