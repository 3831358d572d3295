import * as LIMITS from '../../bindings/limits.js';
import { readEmail } from './email.js';

/**
 * OpenID Connect Core 5.1. A claim that Tailchat did not send is absent, and never empty.
 *
 * @param {import('../../types/user.js').User} user
 * @param {import('./options.js').OidcConfig} wanted
 * @param {object} more
 * @param {Readonly<Record<string, unknown>>} [more.account] Tailchat's user
 * @param {ReadonlyArray<import('../../types/groups.js').Membership>} [more.memberships]
 * @returns {Record<string, unknown>}
 */
export function makeClaims({ sub, nickname, discriminator, avatar }, wanted, { account, memberships }) {
  const claims = {
    sub,
    name: nickname || undefined,
    preferred_username: nickname && discriminator ? `${nickname}-${discriminator}` : undefined,
    picture: avatar,
    groups: memberships && listGroups(memberships),
    ...readEmail(sub, wanted, account),
  };
  return claims; // JSON leaves out undefined members
}

/**
 * Only ids, because anybody can copy the name of a group.
 *
 * @param {ReadonlyArray<import('../../types/groups.js').Membership>} memberships
 * @returns {string[]} GROUP, and GROUP/ROLE
 */
function listGroups(memberships) {
  const all = memberships.flatMap(({ id, roles }) => [id, ...roles.map((role) => `${id}/${role.id}`)]);
  let bytes = 0;
  return all.filter((one) => (bytes += one.length + 3) <= LIMITS.response_bytes);
}
