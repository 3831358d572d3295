import { createGenerations } from '../lib/generations.js';
import { describeUser, listGroups } from './headers.js';

/**
 * The headers of good answers. Most requests come from users who asked a moment ago, so what depends only on the user, the
 * groups and the host is kept.
 *
 * @typedef {import('./place.js').Place} Place
 * @typedef {import('../../types/worker.js').SessionUser} User
 *
 * @typedef {{ user: User, place: Place, headers: Headers, until: number, at: number }} Known
 */

const REMEMBERED = 2000;
const FIELDS = /** @type {const} */ (['nickname', 'discriminator', 'avatar', 'groups']);

/**
 * @param {import('./assertion.js').Signer | undefined} signer
 * @param {() => number} now milliseconds
 */
export function createPassed(signer, now) {
  /** @type {ReturnType<typeof createGenerations<Known>>} */
  const known = createGenerations({ most: REMEMBERED });

  return async (/** @type {string} */ key, /** @type {User} */ user, /** @type {Place} */ place) => {
    const before = known.get(key);
    const at = signer === undefined ? 0 : now();
    if (before !== undefined && isFor(before, user, place) && at >= before.at && at < before.until)
      return before.headers;
    const groups = listGroups(user, place.named);
    const signed = await signer?.sign(user, groups, place, at);
    const headers = new Headers(describeUser(user, groups.join(), signed?.jwt ?? ''));
    known.set(key, { user, place, headers, at, until: signed?.until ?? Infinity });
    return headers;
  };
}

/**
 * Whether nothing has changed. The list of groups is compared by identity: after each answer of Tailchat it is another one.
 *
 * @param {Known} known of the same host and sub
 * @param {User} user
 * @param {Place} place
 */
const isFor = (known, user, place) =>
  known.place === place && (known.user === user || FIELDS.every((name) => known.user[name] === user[name]));
