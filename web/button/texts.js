const english = {
  loading: 'Loading…',
  login: 'Log in with Tailchat',
  leaving: 'Going to Tailchat…',
  logout: 'Log out',
  nameless: 'Tailchat user',
  failed: 'That did not work',
  retry: 'Try again',
  in: 'Logged in as',
  out: 'Logged out',
};

/** @typedef {typeof english} Texts */

/** @type {Texts} */
const chinese = {
  loading: '加载中…',
  login: '使用 Tailchat 登录',
  leaving: '正在前往 Tailchat…',
  logout: '退出登录',
  nameless: 'Tailchat 用户',
  failed: '操作未成功',
  retry: '重试',
  in: '已登录：',
  out: '已退出登录',
};

/**
 * The texts in the language of the page at the element's place, or else in the language of the browser.
 *
 * @param {Element} element
 * @returns {{ language: string, texts: Texts }}
 */
export function textsFor(element) {
  const language = declaredLanguage(element) || navigator.language;
  return /^zh\b/i.test(language)
    ? { language: 'zh-Hans', texts: chinese }
    : { language: 'en', texts: english };
}

/** The closest `lang` attribute, also outside of the element's shadow trees. @param {Element} element */
function declaredLanguage(element) {
  /** @type {Element | undefined} */
  let node = element;
  while (node) {
    const found = node.closest('[lang]');
    if (found) return found.getAttribute('lang');
    node = /** @type {ShadowRoot} */ (node.getRootNode()).host;
  }
}
