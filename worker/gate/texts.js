// The texts of a refusal if no group or role is missing. `tailchat-login/groups` has the texts about groups and roles.

/** @type {Readonly<Record<'en' | 'zh', { refused: Said, ambiguous: Said }>>} */
const TEXTS = Object.freeze({
  en: {
    refused: {
      title: 'You cannot open this page',
      text: 'The rules of this site do not let your account in. Those who run the site can change them.',
      again: '',
    },
    ambiguous: {
      title: 'This address cannot be opened',
      text: 'It is written in a way that programs read differently. Open the page from a link of the site.',
      again: '',
    },
  },
  zh: {
    refused: {
      title: '您不能打开此页面',
      text: '本站的规则不允许您的账号进入。网站的管理者可以更改规则。',
      again: '',
    },
    ambiguous: {
      title: '无法打开此地址',
      text: '此地址的写法会被不同的程序理解成不同的路径。请从网站的链接打开页面。',
      again: '',
    },
  },
});

/** @typedef {import('../http/error_page.js').Said} Said */

/**
 * @param {import('../../bindings/vocabulary.js').ErrorCode} code
 * @param {'en' | 'zh'} language
 * @returns {Said | undefined}
 */
export function say(code, language) {
  if (code === 'rule_refused') return TEXTS[language].refused;
  return code === 'path_ambiguous' ? TEXTS[language].ambiguous : undefined;
}
