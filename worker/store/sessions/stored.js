import { TailchatLoginError } from '../../../bindings/errors/store.js';
import * as LIMITS from '../../../bindings/limits.js';
import { encodeBase64url } from '../../sealed/base64url.js';
import { ACCOUNT, hasShape, isOptionalText, isTime, readAccount } from '../../sealed/shape.js';
import { digestBase64url } from '../../sealed/digest.js';
import { isRevoked, joinGeneration } from './revocation.js';
import { open, seal, sealsAt } from '../../sealed/seal.js';
import { visitStore } from './guarded_store.js';

/**
 * With a store, the cookie holds only a random id. The store holds the session under a digest of that id, so a reader of
 * the store cannot make a cookie. The stored session is sealed together with its key, so a writer to the store can
 * neither forge a session nor move one to another key.
 *
 * The session is written only once, because a renewal that wrote it could undo a simultaneous revocation. A renewal
 * therefore changes only the cookie, and the store keeps the session for its whole possible life.
 *
 * @typedef {import('../../../types/user.js').User} User
 * @typedef {import('../../session/session.js').Account} Account
 * @typedef {import('../../../types/store.js').Store} Store
 * @typedef {import('../../context.js').Context} Context
 * @typedef {{ user: Readonly<User>, account: Account, began_at: number, agent?: string }} Found began_at: seconds
 */

const ID_BYTES = 32;

/** made_at_ms: milliseconds. A login right after "log out everywhere" is often within the same second. */
const RECORD = Object.freeze({
  ...ACCOUNT,
  made_at_ms: isTime,
  generation: isOptionalText,
  agent: isOptionalText,
  exp: isTime,
});

export function makeId() {
  return encodeBase64url(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
}

/**
 * The public name of a session. It is a digest, so nobody can derive the cookie from it.
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
 * @param {string} id
 * @param {Account} account
 * @param {number} made_at_ms milliseconds
 * @param {string} [agent] the site's name for the browser
 * @throws TailchatLoginError: session_revoked if the next request would not find the session. Without this error, the
 *   page would lead to the login and the login back to the page, without end.
 */
export async function putSession(context, id, account, made_at_ms, agent) {
  const { config, seals, now } = context;
  const ends_at = Math.floor(made_at_ms / 1000) + config.sessionAbsoluteSeconds;
  const ttl = ends_at - Math.floor(now() / 1000);
  if (ttl <= 0) throw new TailchatLoginError('unauthenticated'); // past its absolute end
  const key = sessionKey(await nameSession(context, id));
  await visitStore(context, async (store) => {
    const generation = await joinGeneration(context, store, account.sub, made_at_ms);
    const record = { ...account, made_at_ms, generation, agent };
    const sealed = await seal(sealsAt(seals, key), 'session_record', record, ends_at);
    if (sealed.length > LIMITS.cookie_bytes) throw new TailchatLoginError('cookie_too_large');
    await store.put(key, sealed, ttl);
    // A store without a claim may show the session only later.
    if (store.claim === null || (await findSession(context, store, id)) !== undefined) return;
    throw new TailchatLoginError('session_revoked');
  });
}

/**
 * @param {Context} context
 * @param {Readonly<Store>} store
 * @param {string} id
 * @returns {Promise<Found | undefined>} undefined: never made, ended, or revoked
 */
export async function findSession(context, store, id) {
  return findBySid(context, store, await nameSession(context, id));
}

/**
 * @param {Context} context
 * @param {Readonly<Store>} store
 * @param {string} sid
 * @returns {Promise<Found | undefined>}
 */
export async function findBySid(context, store, sid) {
  const { seals, now } = context;
  const key = sessionKey(sid);
  const sealed = await store.get(key);
  if (sealed === undefined) return undefined;
  const opened = await open(sealsAt(seals, key), 'session_record', sealed, Math.floor(now() / 1000));
  if (typeof opened === 'string' || !hasShape(opened.claims, RECORD)) return undefined;
  const { user, account } = readAccount(opened.claims);
  const { made_at_ms, generation, agent } = /** @type {any} */ (opened.claims);
  if (await isRevoked(context, store, user.sub, made_at_ms, generation)) return undefined;
  return { user, account, began_at: Math.floor(made_at_ms / 1000), agent };
}

/**
 * @param {Context} context
 * @param {string} sid as nameSession gives it
 */
export async function revokeSession(context, sid) {
  if (typeof sid !== 'string' || !/^[\w-]{43}$/.test(sid)) {
    throw new TailchatLoginError('request_invalid', { message: 'sid must be what session() gave' });
  }
  await visitStore(context, (store) => store.delete(sessionKey(sid)));
}
