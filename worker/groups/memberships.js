import * as LIMITS from '../../bindings/limits.js';
import { createGenerations } from '../lib/generations.js';
import { weigh } from '../lib/weigh.js';

/**
 * @typedef {import('../../types/groups.js').ListedGroup} ListedGroup
 * @typedef {import('../../types/groups.js').Membership} Membership
 * @typedef {import('../../types/groups.js').NamedId} Named
 */

/** A row of `members`: the user's id, the index of the first role, the number of roles, and the end of a mute. */
const ROW_BYTES = 24;
const FIRST_ROLE = 12;
const ROLE_COUNT = 16;
const MUTED_UNTIL = 20;
const ROLE_NUMBER_BYTES = 2;

/** The memory for a user's entry in the map, without the groups. */
const KNOWN_BYTES = 192;

/**
 * The members of each group, as rows of bytes sorted by user id. A binary search finds a user.
 *
 * @typedef {ReturnType<typeof createMemberships>} Memberships
 *
 * @param {import('../../bindings/groups.js').GroupsRead} read
 */
export function createMemberships({ groups: read, members, role_numbers, foreign, left_out }) {
  const rows = new DataView(members.buffer, members.byteOffset, members.byteLength);
  const numbers = new DataView(role_numbers.buffer, role_numbers.byteOffset, role_numbers.byteLength);
  const groups = read.map((group) => ({ ...group, listed: list(group) }));
  const byId = new Map(groups.map((group) => [group.id, group]));
  /** @type {ReturnType<typeof createGenerations<ReadonlyArray<Membership>>>} */
  const known = createGenerations({
    most: LIMITS.known_users,
    mostBytes: LIMITS.known_memberships_bytes,
    weigh: (sub, memberships) => KNOWN_BYTES + weigh(sub) + weigh(memberships),
  });

  /** @param {number} row @param {readonly [number, number, number]} user */
  function compare(row, user) {
    for (let part = 0; part < 3; part += 1) {
      const difference = rows.getUint32(row * ROW_BYTES + 4 * part) - user[part];
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /**
   * Two simultaneous logins may have added a user to a group twice. The user then has the roles of both rows.
   *
   * @param {{ first_member: number, member_count: number }} group
   * @param {readonly [number, number, number]} user
   * @returns {number[]} rows
   */
  function find({ first_member, member_count }, user) {
    const end = first_member + member_count;
    let [low, high] = [first_member, end];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(middle, user) < 0) low = middle + 1;
      else high = middle;
    }
    const found = [];
    for (let row = low; row < end && compare(row, user) === 0; row += 1) found.push(row);
    return found;
  }

  /** @param {number} row @returns {number[]} */
  function rolesAt(row) {
    const first = rows.getUint32(row * ROW_BYTES + FIRST_ROLE, true);
    const count = rows.getUint32(row * ROW_BYTES + ROLE_COUNT, true);
    return Array.from({ length: count }, (_, place) =>
      numbers.getUint16((first + place) * ROLE_NUMBER_BYTES, true),
    );
  }

  /** In seconds; 0 if the user was never muted. @param {number} row */
  const mutedUntil = (row) => rows.getUint32(row * ROW_BYTES + MUTED_UNTIL, true);

  /**
   * @param {typeof groups[number]} group
   * @param {string} sub
   * @param {number} now seconds
   * @returns {Membership[]} one, or none
   */
  function membershipOf(group, sub, now) {
    const found = find(group, partsOf(sub));
    if (found.length === 0) return [];
    const owner = group.owner === sub;
    const had = new Set(found.flatMap(rolesAt));
    const roles = owner
      ? group.listed.roles
      : Object.freeze(group.listed.roles.filter((_, place) => had.has(place)));
    const until = Math.max(...found.map(mutedUntil));
    const { id, name } = group.listed;
    return [Object.freeze({ id, name, owner, roles, ...(until > now && { mutedUntil: until }) })];
  }

  return Object.freeze({
    /**
     * @param {string} sub an id of Tailchat
     * @param {number} now seconds
     * @returns {ReadonlyArray<Membership>}
     */
    of(sub, now) {
      const before = known.get(sub);
      if (before !== undefined) return before;
      const memberships = Object.freeze(groups.flatMap((group) => membershipOf(group, sub, now)));
      // A mute ends without a change in the group, so a muted user's memberships are not kept.
      if (!memberships.some((one) => one.mutedUntil !== undefined)) known.set(sub, memberships);
      return memberships;
    },

    /** @param {string} id @returns {ListedGroup | undefined} */
    group: (id) => byId.get(id)?.listed,

    list: () => groups.map(({ listed }) => listed),
    foreign,
    left_out,
  });
}

/** @param {import('../../bindings/groups.js').GroupRead} group @returns {ListedGroup} */
function list({ id, name, roles, member_count: memberCount }) {
  const named = (/** @type {Named} */ role) => Object.freeze({ id: role.id, name: role.name || role.id });
  return Object.freeze({ id, name: name || id, roles: Object.freeze(roles.map(named)), memberCount });
}

/** An id as three 32-bit numbers. @param {string} id @returns {[number, number, number]} */
function partsOf(id) {
  const part = (/** @type {number} */ at) => parseInt(id.slice(at, at + 8), 16);
  return [part(0), part(8), part(16)];
}
