// The texts for a user who lacks a group or a role, in the languages of the login's other pages. Users of Tailchat choose
// the names, so a page that shows them must escape them.

/** @typedef {import('../../types/groups.js').LackExplanation} Explanation */

/** @type {Readonly<Record<'en' | 'zh', { title: string, member: (group: string) => string, role: (role: string, group: string) => string, join: (group: string) => string }>>} */
const TEXTS = Object.freeze({
  en: {
    title: 'You cannot open this page yet',
    member: (group) =>
      `It is for members of the Tailchat group “${group}”. Those who run the group can let you in.`,
    role: (role, group) =>
      `It is for those who have the role “${role}” in the Tailchat group “${group}”. Those who run the group can give it to you.`,
    join: (group) => `Join “${group}”`,
  },
  zh: {
    title: '您还不能打开此页面',
    member: (group) => `此页面只对 Tailchat 群组“${group}”的成员开放。群组的管理者可以让您加入。`,
    role: (role, group) =>
      `此页面只对 Tailchat 群组“${group}”中拥有角色“${role}”的成员开放。群组的管理者可以授予您这个角色。`,
    join: (group) => `加入“${group}”`,
  },
});

/**
 * @param {import('../../types/groups.js').Lack} lack
 * @param {'en' | 'zh'} language
 * @returns {Explanation}
 */
export function explain({ group, role }, language) {
  const { title, member, role: withRole, join } = TEXTS[language];
  const text = role === undefined ? member(group.name) : withRole(role.name, group.name);
  return { title, text, join: join(group.name) };
}
