const english = {
  lang: 'en',
  login: 'Log in',
  loginTo: (/** @type {string} */ app) => `Log in to ${app}`,
  choose: 'One click, as:',
  orPassword: 'Or with a password:',
  email: 'Email',
  password: 'Password',
  standIn: 'A stand-in for tests and demos: do not type a real password.',
  allowAccess: 'Allow access',
  wants: (/** @type {string} */ app) => `${app} wants to know who you are`,
  youAre: (/** @type {string} */ name) => `You are ${name}.`,
  willSee: 'It will see your:',
  members: ['user id', 'nickname and number', 'avatar'],
  allow: 'Allow',
  refuse: 'To refuse, close this page.',
  error: 'Error',
  failed: 'That did not work',
  again: 'Try again',
  groups: 'Groups and roles',
  bans: 'Bans',
  owner: 'owner: has every role',
  ban: (/** @type {string} */ name) => `Ban ${name}`,
  unban: (/** @type {string} */ name) => `Lift the ban on ${name}`,
  add: (/** @type {string} */ name) => `Add ${name}`,
  remove: (/** @type {string} */ name) => `Remove ${name}`,
  give: (/** @type {string} */ role, /** @type {string} */ name) => `Give ${role} to ${name}`,
  take: (/** @type {string} */ role, /** @type {string} */ name) => `Take ${role} from ${name}`,
};

/** @typedef {typeof english} Texts */

/** @type {Texts} */
const chinese = {
  lang: 'zh-Hans',
  login: '登录',
  loginTo: (app) => `登录 ${app}`,
  choose: '一键登录：',
  orPassword: '或使用密码：',
  email: '邮箱',
  password: '密码',
  standIn: '这是用于测试和演示的替身：请不要输入真实的密码。',
  allowAccess: '授权',
  wants: (app) => `${app} 想知道你是谁`,
  youAre: (name) => `你是 ${name}。`,
  willSee: '它将看到你的：',
  members: ['用户 ID', '昵称和编号', '头像'],
  allow: '允许',
  refuse: '如要拒绝，请关闭此页面。',
  error: '错误',
  failed: '操作未成功',
  again: '重试',
  groups: '群组与角色',
  bans: '封禁',
  owner: '群主：拥有所有角色',
  ban: (name) => `封禁 ${name}`,
  unban: (name) => `解除对 ${name} 的封禁`,
  add: (name) => `加入 ${name}`,
  remove: (name) => `移除 ${name}`,
  give: (role, name) => `把 ${role} 授予 ${name}`,
  take: (role, name) => `从 ${name} 收回 ${role}`,
};

/** The texts of the pages, by language. */
export const TEXTS = Object.freeze({ en: english, zh: chinese });

/**
 * The texts in the language that an Accept-Language header prefers (RFC 9110 12.5.4): Chinese or English.
 *
 * @param {string | undefined} header
 * @returns {Texts}
 */
export function textsFor(header = '') {
  const preferred = header
    .split(',')
    .map((entry) => {
      const [range, weight = '1'] = entry.toLowerCase().split(/;\s*q=/);
      return { language: range.trim().split('-')[0], quality: Number(weight) };
    })
    .filter(({ language, quality }) => Object.hasOwn(TEXTS, language) && quality > 0)
    .sort((one, other) => other.quality - one.quality);
  return preferred[0]?.language === 'zh' ? chinese : english;
}
