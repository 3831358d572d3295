import { TailchatLoginError } from '../../bindings/error.js';
import { ACCOUNT, hasShape, isText, isTime, readAccount } from '../sealed/shape.js';
import { setCookie } from '../http/cookies.js';
import { openRenewal, sealRenewal } from './renewal.js';
import { open, seal } from '../sealed/seal.js';
import { noteSession } from './list.js';
import { visitStore } from './guarded_store.js';
import { findSession, nameSession, revokeSession } from './stored.js';

/**
 * The session: the user, the claims that the site's onLogin gave, and when it began, sealed in a cookie;
 * or the id under which a store has them. No token is in it.
 *
 * @typedef {import('../../bindings/token.js').User} User
 * @typedef {import('../context.js').Context} Context
 * @typedef {import('../http/cookies.js').OurCookies} OurCookies
 * @typedef {import('./renewal.js').Renewal} Renewal
 * @typedef {import('./renewal.js').Sealed} Sealed
 *
 * @typedef {Readonly<User & { claims?: Readonly<Record<string, any>> }>} Account what the server is told
 *
 * @typedef {object} Session
 * @property {Readonly<User>} user what the page is told
 * @property {Account} account
 * @property {number} began_at seconds
 * @property {number} sealed_at seconds; by the login, or by the last renewal
 * @property {number} expires_at seconds
 * @property {boolean} first_key nothing of it needs an older key than the one that seals today
 * @property {string} [id] in the store
 */

/** @type {import('../sealed/shape.js').Shape} */
const SHAPE = Object.freeze({ ...ACCOUNT, began_at: isTime, iat: isTime, exp: isTime });

/** @type {import('../sealed/shape.js').Shape} */
const ID = Object.freeze({ id: isText, iat: isTime, exp: isTime });

/**
 * What a login sets. The cookie stays in the browser for as long as the session may live in all. When the
 * session ends without use stands inside and is judged at each request. Only a login writes this cookie.
 *
 * @param {Context} context
 * @param {{ account: Account, began_at: number, id?: string }} session began_at: seconds
 * @returns {Promise<string>} a Set-Cookie line
 */
export async function sealSession({ config, cookieNames, seals, now }, { account, began_at, id }) {
  const sealed_at = seconds(now);
  const ends_at = began_at + config.sessionAbsoluteSeconds;
  if (ends_at <= sealed_at) throw new TailchatLoginError('unauthenticated'); // past its absolute end
  const expires_at = Math.min(sealed_at + config.sessionSeconds, ends_at);
  const value =
    id === undefined
      ? await seal(seals, 'session', { began_at, iat: sealed_at, ...account }, expires_at)
      : await seal(seals, 'session_id', { id, iat: sealed_at }, expires_at);
  return setCookie(cookieNames, cookieNames.session, value, ends_at - sealed_at);
}

/**
 * With a store, the store is asked each time: what was revoked a moment ago is revoked.
 *
 * @param {Context} context
 * @param {OurCookies} cookies
 * @returns {Promise<Session | undefined>}
 */
export async function openSession(context, { session: value, renewal, repeated }) {
  // Which of two is ours is not for us to guess (RFC 6265bis 8.6).
  if (value === undefined || repeated) return undefined;
  const open = context.store === undefined ? openSealed : openStored;
  return ifAlive(context, await open(context, value, renewal));
}

/**
 * Cookies that were opened before are not decrypted again: their whole values are the key, and only what
 * opened is kept, with the configuration and the keys that opened it. When it ends is looked at each time.
 *
 * @param {Context} context
 * @param {string} value
 * @param {string | undefined} renewal
 * @returns {Promise<Session | undefined>}
 */
async function openSealed(context, value, renewal) {
  const { seals, sessions } = context;
  const both = renewal === undefined ? value : `${value} ${renewal}`;
  const known = sessions.get(both);
  if (known !== undefined) return known;
  const renewing = renewal === undefined ? undefined : await openRenewal(context, renewal, value);
  const key = renewing === undefined ? value : both;
  if (key !== both && sessions.get(key) !== undefined) return sessions.get(key);
  // A copy stands for the cookie itself, whose key may be gone.
  const opened = renewing?.copy ?? (await open(seals, 'session', value, 0));
  const session = readSession(context, opened, renewing);
  if (ifAlive(context, session)) sessions.set(copy(key), /** @type {Readonly<Session>} */ (session));
  return session;
}

/**
 * Many requests may be given it, so it is frozen.
 *
 * @param {Context} context
 * @param {Awaited<ReturnType<typeof open>>} opened
 * @param {Renewal | undefined} renewal
 * @returns {Readonly<Session> | undefined}
 */
function readSession(context, opened, renewal) {
  if (typeof opened === 'string' || !hasShape(opened.claims, SHAPE)) return undefined;
  const { began_at, iat, exp } = /** @type {any} */ (opened.claims);
  const { first_key } = opened;
  const life = readLife(context, { iat, exp, first_key }, renewal, began_at);
  return Object.freeze({ began_at, ...life, ...readAccount(opened.claims) });
}

/**
 * How long the session's cookie lets it live, or its renewal, whichever is longer. A life that the
 * configuration has shortened meanwhile is shorter for this session as well.
 *
 * @param {Context} context
 * @param {Sealed} cookie
 * @param {Sealed | undefined} renewal
 * @param {number} [began_at] seconds
 */
function readLife({ config }, cookie, renewal, began_at = Infinity) {
  const [own, renewed] = [cookie, renewal].map(
    (sealed) => sealed && Math.min(sealed.exp, sealed.iat + config.sessionSeconds),
  );
  const longer = renewal !== undefined && Number(renewed) > Number(own);
  const expires_at = Math.min(Number(longer ? renewed : own), began_at + config.sessionAbsoluteSeconds);
  const first_key = cookie.first_key && (!longer || renewal.first_key);
  return { sealed_at: longer ? renewal.iat : cookie.iat, expires_at, first_key };
}

/**
 * @param {Context} context
 * @param {string} value
 * @param {string | undefined} renewal
 * @returns {Promise<Session | undefined>}
 */
async function openStored(context, value, renewal) {
  const opened = await openId(context, value);
  if (opened === undefined) return undefined;
  const { id, ...cookie } = opened;
  const renewing = renewal === undefined ? undefined : await openRenewal(context, renewal, value);
  // Neither its cookie nor what lies in the store is ever written again: both keep their key to their end.
  const life = readLife(context, { ...cookie, first_key: true }, renewing);
  if (!(life.expires_at > seconds(context.now))) return undefined;
  const found = await visitStore(context, (store) => findSession(context, store, id));
  if (found === undefined) return undefined;
  const ends_at = found.began_at + context.config.sessionAbsoluteSeconds;
  return { ...found, ...life, id, expires_at: Math.min(life.expires_at, ends_at) };
}

/**
 * @param {Context} context
 * @param {string} value
 * @returns {Promise<{ id: string, iat: number, exp: number, first_key: boolean } | undefined>}
 */
async function openId({ seals }, value) {
  const opened = await open(seals, 'session_id', value, 0);
  if (typeof opened === 'string' || !hasShape(opened.claims, ID)) return undefined;
  const { id, iat, exp } = /** @type {any} */ (opened.claims);
  return { id, iat, exp, first_key: opened.first_key };
}

/**
 * So asked, a clock that gives no number ends it.
 *
 * @param {Context} context
 * @param {Session | undefined} session
 */
function ifAlive({ now }, session) {
  return session !== undefined && session.expires_at > seconds(now) ? session : undefined;
}

/**
 * Deletes this browser's session from the store, if there is a store.
 *
 * @param {Context} context
 * @param {OurCookies} cookies
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
 * Slides the session once a tenth of its life is gone, or when it needs a key that no longer seals. The
 * session's own cookie stays as it is: this sets the other one.
 *
 * @param {Context} context
 * @param {Session} session
 * @param {OurCookies} cookies that opened it
 * @returns {Promise<string[]>} the Set-Cookie line, if it is time for one
 */
export async function renewSession(context, session, cookies) {
  const { began_at, sealed_at, expires_at, first_key } = session;
  const { sessionSeconds, sessionAbsoluteSeconds } = context.config;
  const now = seconds(context.now);
  const ends_at = Math.min(now + sessionSeconds, began_at + sessionAbsoluteSeconds);
  const used = now - sealed_at >= (expires_at - sealed_at) / 10;
  if (first_key && !(used && ends_at > expires_at)) return [];
  const line = await sealRenewal(context, session, String(cookies.session), now, ends_at);
  if (session.id !== undefined) await noteSession(context, session.user.sub, session.id);
  return [line];
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
