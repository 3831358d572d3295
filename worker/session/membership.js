import { TailchatLoginError } from '../../bindings/error.js';

// What `tailchat-login/groups` knows of the session's user. Each request asks again, and the session stores nothing: a role
// that was removed is gone at once.

/**
 * @typedef {import('../../types/worker.js').GroupRequirement} Requirement
 * @typedef {import('./session.js').Account} Account
 * @typedef {import('../../types/worker.js').SessionUser} Member
 * @typedef {import('../context.js').Context} Context
 */

/** @param {Context} context @param {string} sub @returns {Promise<boolean>} false where nobody can say */
export async function isBanned({ config: { groups } }, sub) {
  return groups !== undefined && (await groups.isBanned(sub).catch(() => false));
}

/**
 * @param {Context} context
 * @param {Account} account
 * @returns {Promise<Member | undefined>} undefined: banned
 */
export async function findMember({ config: { groups } }, account) {
  if (groups === undefined) return account;
  const { sub } = account;
  const [banned, own] = await Promise.allSettled([groups.isBanned(sub), groups.of(sub)]);
  if (banned.status === 'rejected') return account;
  if (banned.value) return undefined;
  return own.status === 'rejected'
    ? account
    : Object.freeze(Object.assign({}, account, { groups: own.value }));
}

/**
 * @param {Context} context
 * @param {Member} member
 * @param {Requirement | undefined} requirement
 * @returns {Promise<import('../../types/groups.js').Lack | undefined>}
 */
export async function findLack({ config: { groups } }, member, requirement) {
  if (requirement === undefined) return undefined;
  if (groups === undefined) {
    const message = 'groups must be given to createLogin: require was asked for a group';
    throw new TailchatLoginError('configuration_invalid', { option: 'groups', message });
  }
  const { joinUrl, ...asked } = Object(requirement);
  const lack = await groups.lacks(member.sub, asked);
  // If bans are unknown, groups are too: a banned user may still be a member.
  if (member.groups === undefined) throw new TailchatLoginError('groups_unavailable');
  return lack && joinUrl !== undefined ? { ...lack, joinUrl: readJoinUrl(joinUrl) } : lack;
}

/** @param {unknown} url */
function readJoinUrl(url) {
  if (typeof url === 'string' && /^https?:\/\//i.test(url) && URL.canParse(url)) return url;
  throw new TailchatLoginError('configuration_invalid', {
    option: 'joinUrl',
    message: 'joinUrl must be an http or https URL',
  });
}
