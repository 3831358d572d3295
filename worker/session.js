import { TailchatLoginError } from '../bindings/error.js';
import { hasShape, isOptionalObject, isOptionalText, isText, isTime } from './claims.js';
import { setCookie } from './cookies.js';
import { open, seal } from './seal.js';

/**
 * The session: the user, the claims that the site's onLogin gave, and when it began, sealed in a cookie.
 * No token is in it.
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
 */

/** @type {import('./claims.js').Shape} */
const SHAPE = Object.freeze({
  sub: isText,
  nickname: isOptionalText,
  discriminator: isOptionalText,
  avatar: isOptionalText,
  began_at: isTime,
  iat: isTime,
  exp: isTime,
  claims: isOptionalObject,
});

/**
 * @param {Context} context
 * @param {Account} account
 * @param {number} began_at seconds
 * @returns {Promise<string>} a Set-Cookie line
 */
export async function sealSession({ config, cookieNames, seals, now }, account, began_at) {
  const sealed_at = seconds(now);
  const expires_at = Math.min(sealed_at + config.sessionSeconds, began_at + config.sessionAbsoluteSeconds);
  if (expires_at <= sealed_at) throw new TailchatLoginError('unauthenticated'); // past its absolute end
  const value = await seal(seals, 'session', { ...account, began_at, iat: sealed_at }, expires_at);
  return setCookie(cookieNames, cookieNames.session, value, expires_at - sealed_at);
}

/**
 * A cookie that was opened before is not decrypted again: its whole value is the key, and only what
 * opened is kept, with the configuration and the keys that opened it. When it ends is looked at each time.
 *
 * @param {Context} context
 * @param {import('./cookies.js').OurCookies} cookies
 * @returns {Promise<Session | undefined>}
 */
export async function openSession(context, { session: value, repeated }) {
  // Which of two is ours is not for us to guess (RFC 6265bis 8.6).
  if (value === undefined || repeated) return undefined;
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
  const { sub, nickname, discriminator, avatar, began_at, iat, exp, claims } = /** @type {any} */ (
    opened.claims
  );
  // A life that the configuration has shortened meanwhile is shorter for this session as well.
  const expires_at = Math.min(exp, iat + config.sessionSeconds, began_at + config.sessionAbsoluteSeconds);
  const user = Object.freeze(withoutAbsent({ sub, nickname, discriminator, avatar }));
  const account = claims === undefined ? user : freeze({ ...user, claims });
  return Object.freeze({ user, account, began_at, sealed_at: iat, expires_at, first_key: opened.first_key });
}

/**
 * To the bottom.
 *
 * @template T
 * @param {T} value
 * @returns {T}
 */
function freeze(value) {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze);
  return Object.freeze(value);
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
  const { account, began_at, sealed_at, expires_at, first_key } = session;
  const { sessionSeconds, sessionAbsoluteSeconds } = context.config;
  const used = seconds(context.now) - sealed_at >= (expires_at - sealed_at) / 10;
  const longer =
    Math.min(seconds(context.now) + sessionSeconds, began_at + sessionAbsoluteSeconds) > expires_at;
  return (used && longer) || !first_key ? [await sealSession(context, account, began_at)] : [];
}

/**
 * @param {User} user
 * @returns {User}
 */
function withoutAbsent(user) {
  return /** @type {User} */ (
    Object.fromEntries(Object.entries(user).filter(([, value]) => value !== undefined))
  );
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
