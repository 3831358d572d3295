import * as LIMITS from '../../bindings/limits.js';

/**
 * The headers for the program behind the gate. Every good answer has all of them, with an empty value if there is none. If one
 * was missing, the proxy would pass on the client's own value.
 *
 * @typedef {import('../../types/worker.js').SessionUser} User
 */

/** No cache may keep the answer, because the next request may be another user's. */
const FIXED = Object.freeze({ 'cache-control': 'private, no-store', vary: 'Cookie' });

export const NOBODY = Object.freeze({
  ...FIXED,
  'remote-user': '',
  'x-tailchat-sub': '',
  'x-tailchat-nickname': '',
  'x-tailchat-discriminator': '',
  'x-tailchat-avatar': '',
  'x-tailchat-groups': '',
  'x-tailchat-assertion': '',
});

/**
 * @param {User} user
 * @param {string} groups as listGroups gives it
 * @param {string} assertion
 * @returns {Record<string, string>}
 */
export function describeUser(user, groups, assertion) {
  const { sub, nickname, discriminator, avatar } = user;
  return {
    ...FIXED,
    'remote-user': sub,
    'x-tailchat-sub': sub,
    'x-tailchat-nickname': nickname === undefined ? '' : escape(nickname),
    'x-tailchat-discriminator': discriminator === undefined ? '' : escapeOdd(discriminator),
    'x-tailchat-avatar': avatar === undefined ? '' : escapeOdd(avatar),
    'x-tailchat-groups': groups,
    'x-tailchat-assertion': assertion,
  };
}

/** @param {string} text */
function escape(text) {
  try {
    return encodeURIComponent(text);
  } catch {
    return ''; // half of a pair
  }
}

/** Escapes only texts that a header cannot contain, so that addresses and numbers stay readable. @param {string} text */
const escapeOdd = (text) => (/^[\x21-\x7e]*$/.test(text) ? text : escape(text));

/**
 * The user's groups and roles that the rules for a host name. A program learns no others.
 *
 * @param {User} user
 * @param {Named} named
 * @returns {ReadonlyArray<string>} GROUP, and GROUP/ROLE
 */
export function listGroups({ groups = [] }, named) {
  const all = groups.flatMap(({ id, roles }) => {
    const counted = named.get(id);
    if (counted === undefined) return [];
    return [id, ...roles.filter((role) => counted.has(role.id)).map((role) => `${id}/${role.id}`)];
  });
  let bytes = 0;
  return all.filter((one) => (bytes += one.length + 1) <= LIMITS.gate_groups_bytes);
}

/**
 * For each group that the rules for a host name, the roles that they name.
 *
 * @typedef {ReadonlyMap<string, ReadonlySet<string>>} Named
 *
 * @param {ReadonlyArray<import('./rules.js').Rule>} rules
 * @param {string} host
 * @returns {Named}
 */
export function nameGroups(rules, host) {
  /** @type {Map<string, Set<string>>} */
  const named = new Map();
  for (const { group, role } of rules.filter((rule) => rule.host === host).flatMap(({ needs }) => needs)) {
    const roles = named.get(group) ?? new Set();
    named.set(group, role === undefined ? roles : roles.add(role));
  }
  return named;
}
