import { TailchatLoginError } from '../bindings/error.js';
import { LIMITS } from '../bindings/vocabulary.js';
import { encodeBase64url } from './base64url.js';
import { ACCOUNT, hasShape, isText, isTime, readAccount } from './claims.js';
import { digestBase64url } from './digest.js';
import { LONGEST_SESSION_SECONDS } from './options.js';
import { open, seal } from './seal.js';
import { visitStore } from './store.js';

/**
 * With a store the cookie holds a random id and nothing else. The session lies in the store under a
 * digest of that id: who reads the store makes no cookie of it. It is sealed there as well: who
 * writes to the store makes no session.
 *
 * It is written once and never again. A renewal that wrote it could meet a revocation and undo it; so
 * what slides is the cookie, and the store keeps a session for as long as it may live in all.
 *
 * @typedef {import('../bindings/token.js').User} User
 * @typedef {import('./session.js').Account} Account
 * @typedef {import('../store/store.js').Store} Store
 * @typedef {import('./context.js').Context} Context
 * @typedef {{ user: Readonly<User>, account: Account, began_at: number }} Found began_at: seconds
 */

const ID_BYTES = 32;

/** made_at: milliseconds. A login right after "log out everywhere" is often within the same second. */
const RECORD = Object.freeze({ ...ACCOUNT, id: isText, made_at: isTime, exp: isTime });

export function makeId() {
  return encodeBase64url(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
}

/**
 * What names a session and is no secret: nobody gets from it to the cookie.
 *
 * @param {Context} context
 * @param {string} id
 */
export function nameSession({ seals }, id) {
  return digestBase64url(JSON.stringify([seals.binding, 'session', id]));
}

/** @param {string} sid */
const sessionKey = (sid) => `session:${sid}`;

/**
 * @param {Context} context
 * @param {string} sub
 */
async function userKey({ seals }, sub) {
  return `user:${await digestBase64url(JSON.stringify([seals.binding, 'user', sub]))}`;
}

/**
 * @param {Context} context
 * @param {string} id
 * @param {Account} account
 * @param {number} made_at milliseconds
 */
export async function putSession(context, id, account, made_at) {
  const { config, seals, now } = context;
  const ends_at = Math.floor(made_at / 1000) + config.sessionAbsoluteSeconds;
  const ttl = ends_at - Math.floor(now() / 1000);
  if (ttl <= 0) throw new TailchatLoginError('unauthenticated'); // past its absolute end
  const sealed = await seal(seals, 'session_record', { ...account, id, made_at }, ends_at);
  if (sealed.length > LIMITS.cookie_bytes) throw new TailchatLoginError('cookie_too_large');
  const key = sessionKey(await nameSession(context, id));
  await visitStore(context, (store) => store.put(key, sealed, ttl));
}

/**
 * @param {Context} context
 * @param {Readonly<Store>} store
 * @param {string} id
 * @returns {Promise<Found | undefined>} undefined: never made, ended, or revoked
 */
export async function findSession(context, store, id) {
  const { seals, now } = context;
  const sealed = await store.get(sessionKey(await nameSession(context, id)));
  if (sealed === undefined) return undefined;
  const opened = await open(seals, 'session_record', sealed, Math.floor(now() / 1000));
  if (typeof opened === 'string' || !hasShape(opened.claims, RECORD)) return undefined;
  if (opened.claims.id !== id) return undefined; // another's, put in this one's place
  const { user, account } = readAccount(opened.claims);
  const made_at = Number(opened.claims.made_at);
  if (made_at <= (await readNotBefore(store, await userKey(context, user.sub)))) return undefined;
  return { user, account, began_at: Math.floor(made_at / 1000) };
}

/**
 * @param {Readonly<Store>} store
 * @param {string} key
 * @returns {Promise<number>} milliseconds
 */
async function readNotBefore(store, key) {
  const text = await store.get(key);
  if (text === undefined) return -1;
  // What cannot be read must not read as "never revoked".
  if (!/^\d{1,16}$/.test(text)) throw new TailchatLoginError('store_unavailable');
  return Number(text);
}

/**
 * @param {Context} context
 * @param {string} sid as nameSession gives it
 */
export async function revokeSession(context, sid) {
  if (typeof sid !== 'string' || !/^[\w-]{43}$/.test(sid)) refuse('sid must be what session() gave');
  await visitStore(context, (store) => store.delete(sessionKey(sid)));
}

/**
 * Kept longer than any session, whatever the configuration says by then.
 *
 * @param {Context} context
 * @param {string} sub
 */
export async function revokeUser(context, sub) {
  if (typeof sub !== 'string' || sub === '' || sub.length > LIMITS.sub_bytes)
    refuse(`sub must be a text of 1 to ${LIMITS.sub_bytes} characters`);
  const key = await userKey(context, sub);
  await visitStore(context, (store) => store.put(key, String(context.now()), LONGEST_SESSION_SECONDS));
}

/**
 * @param {string} message
 * @returns {never}
 */
function refuse(message) {
  throw new TailchatLoginError('request_invalid', { message });
}
