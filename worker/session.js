import { TailchatLoginError } from '../bindings/error.js';
import { ACCOUNT, hasShape, isText, isTime, readAccount } from './claims.js';
import { setCookie } from './cookies.js';
import { open, seal } from './seal.js';
import { visitStore } from './store.js';
import { findSession, nameSession, revokeSession } from './stored_session.js';

/**
 * The session: the user, the claims that the site's onLogin gave, and when it began, sealed in a cookie;
 * or the id under which a store has them. No token is in it.
 *
 * @typedef {import('../bindings/token.js').User} User
 * @typedef {import('./context.js').Context} Context
 *
 * @typedef {Readonly<User & { claims?: Readonly<Record<string, any>> }>} Account what the server is told
 *
 * @typedef {object} Session
 * @property {Readonly<User>} user what the page is told
 * @property {Account} account
 * @property {number} began_at seconds
 * @property {number} sealed_at seconds
 * @property {number} expires_at seconds
 * @property {boolean} first_key sealed with the key that seals today
 * @property {string} [id] in the store
 */

/** @type {import('./claims.js').Shape} */
const SHAPE = Object.freeze({ ...ACCOUNT, began_at: isTime, iat: isTime, exp: isTime });

/** @type {import('./claims.js').Shape} */
const ID = Object.freeze({ id: isText, iat: isTime, exp: isTime });

/**
 * @param {Context} context
 * @param {{ account: Account, began_at: number, id?: string }} session began_at: seconds
 * @returns {Promise<string>} a Set-Cookie line
 */
export async function sealSession({ config, cookieNames, seals, now }, { account, began_at, id }) {
  const sealed_at = seconds(now);
  const expires_at = Math.min(sealed_at + config.sessionSeconds, began_at + config.sessionAbsoluteSeconds);
  if (expires_at <= sealed_at) throw new TailchatLoginError('unauthenticated'); // past its absolute end
  const value =
    id === undefined
      ? await seal(seals, 'session', { began_at, iat: sealed_at, ...account }, expires_at)
      : await seal(seals, 'session_id', { id, iat: sealed_at }, expires_at);
  return setCookie(cookieNames, cookieNames.session, value, expires_at - sealed_at);
}

/**
 * With a store, the store is asked each time: what was revoked a moment ago is revoked.
 *
 * @param {Context} context
 * @param {import('./cookies.js').OurCookies} cookies
 * @returns {Promise<Session | undefined>}
 */
export async function openSession(context, { session: value, repeated }) {
  // Which of two is ours is not for us to guess (RFC 6265bis 8.6).
  if (value === undefined || repeated) return undefined;
  return context.store === undefined ? openSealed(context, value) : openStored(context, value);
}

/**
 * A cookie that was opened before is not decrypted again: its whole value is the key, and only what
 * opened is kept, with the configuration and the keys that opened it. When it ends is looked at each time.
 *
 * @param {Context} context
 * @param {string} value
 * @returns {Promise<Session | undefined>}
 */
async function openSealed(context, value) {
  const { seals, now, sessions } = context;
  const known = sessions.get(value);
  const session = known ?? readSession(context, await open(seals, 'session', value, seconds(now)));
  // So asked, a clock that gives no number ends it.
  if (session === undefined || !(session.expires_at > seconds(now))) return undefined;
  if (known === undefined) sessions.set(copy(value), session);
  return session;
}

/**
 * Many requests may be given it, so it is frozen.
 *
 * @param {Context} context
 * @param {Awaited<ReturnType<typeof open>>} opened
 * @returns {Readonly<Session> | undefined}
 */
function readSession({ config }, opened) {
  if (typeof opened === 'string' || !hasShape(opened.claims, SHAPE)) return undefined;
  const { began_at, iat, exp } = /** @type {any} */ (opened.claims);
  // A life that the configuration has shortened meanwhile is shorter for this session as well.
  const expires_at = Math.min(exp, iat + config.sessionSeconds, began_at + config.sessionAbsoluteSeconds);
  return Object.freeze({
    began_at,
    sealed_at: iat,
    expires_at,
    first_key: opened.first_key,
    ...readAccount(opened.claims),
  });
}

/**
 * @param {Context} context
 * @param {string} value
 * @returns {Promise<Session | undefined>}
 */
async function openStored(context, value) {
  const { config, now } = context;
  const opened = await openId(context, value);
  if (opened === undefined) return undefined;
  const { id, iat, exp, first_key } = opened;
  const found = await visitStore(context, (store) => findSession(context, store, id));
  if (found === undefined) return undefined;
  const ends_at = found.began_at + config.sessionAbsoluteSeconds;
  const expires_at = Math.min(exp, iat + config.sessionSeconds, ends_at);
  if (!(expires_at > seconds(now))) return undefined;
  return { ...found, id, sealed_at: iat, expires_at, first_key };
}

/**
 * @param {Context} context
 * @param {string} value
 * @returns {Promise<{ id: string, iat: number, exp: number, first_key: boolean } | undefined>}
 */
async function openId({ seals, now }, value) {
  const opened = await open(seals, 'session_id', value, seconds(now));
  if (typeof opened === 'string' || !hasShape(opened.claims, ID)) return undefined;
  const { id, iat, exp } = /** @type {any} */ (opened.claims);
  return { id, iat, exp, first_key: opened.first_key };
}

/**
 * Deletes this browser's session from the store, if there is a store.
 *
 * @param {Context} context
 * @param {import('./cookies.js').OurCookies} cookies
 * @param {string} [successor] the id of the session that takes its place: the callback of one login may
 *   come again, and lead to the session that it has led to
 */
export async function endSession(context, { session: value }, successor) {
  if (context.store === undefined || value === undefined) return;
  const opened = await openId(context, value);
  if (opened === undefined || opened.id === successor) return;
  await revokeSession(context, await nameSession(context, opened.id));
}

/**
 * Slides the session: a new cookie once a tenth of its life is gone, or when its key is no longer
 * the one that seals.
 *
 * @param {Context} context
 * @param {Session} session
 * @returns {Promise<string[]>} the Set-Cookie line, if it is time for one
 */
export async function renewSession(context, session) {
  const { began_at, sealed_at, expires_at, first_key } = session;
  const { sessionSeconds, sessionAbsoluteSeconds } = context.config;
  const used = seconds(context.now) - sealed_at >= (expires_at - sealed_at) / 10;
  const longer =
    Math.min(seconds(context.now) + sessionSeconds, began_at + sessionAbsoluteSeconds) > expires_at;
  return (used && longer) || !first_key ? [await sealSession(context, session)] : [];
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A part of a string may hold all of it, here a whole Cookie header. @param {string} text */
function copy(text) {
  return decoder.decode(encoder.encode(text));
}

/** @param {() => number} now milliseconds */
function seconds(now) {
  return Math.floor(now() / 1000);
}
