import { TailchatLoginError } from '../../bindings/error.js';
import { ACCOUNT, hasShape, isTime, readAccount } from '../sealed/shape.js';
import { setCookie } from '../http/cookies.js';
import { openRenewal, sealRenewal } from './renewal.js';
import { open, seal } from '../sealed/seal.js';

/**
 * The session: the user, the claims of the site's onLogin, and when it began, sealed in a cookie; or, with a store, the id
 * of the session there. It contains no token.
 *
 * @typedef {import('../../types/user.js').User} User
 * @typedef {import('../context.js').Context} Context
 * @typedef {import('../http/cookies.js').OurCookies} OurCookies
 * @typedef {import('./renewal.js').Renewal} Renewal
 * @typedef {import('./renewal.js').Sealed} Sealed
 *
 * @typedef {Omit<import('../../types/worker.js').SessionUser, 'groups'>} Account the members of the user in a session
 *
 * @typedef {object} Session
 * @property {Readonly<User>} user the user as the page sees it
 * @property {Account} account
 * @property {number} began_at seconds
 * @property {number} sealed_at seconds; by the login, or by the last renewal
 * @property {number} expires_at seconds
 * @property {boolean} first_key no part of it needs a key that no longer seals
 * @property {string} [id] in the store
 *
 * @typedef {object} StoredSessions all that a login does with a store. The store brings it along as its member `sessions`:
 *   a worker without a store does not carry it
 * @property {(value: unknown) => boolean} isStore
 * @property {(store: Store) => Readonly<Store>} guard every fault of the store becomes one error
 * @property {(context: Context, transaction: string, ask: () => Promise<Asked>, request: Request) => Promise<Redeemed>} redeem
 * @property {(context: Context, value: string, renewal: string | undefined) => Promise<Session | undefined>} open
 * @property {(context: Context, value: string, successor?: string) => Promise<void>} end
 * @property {(context: Context, id: string) => Promise<string>} name
 * @property {(context: Context, sub: string, id: string) => Promise<void>} note
 * @property {(context: Context, sub: string) => Promise<import('../../types/worker.js').ListedSession[]>} list
 * @property {(context: Context, sid: string) => Promise<void>} revoke
 * @property {(context: Context, sub: string) => Promise<void>} revokeUser
 *
 * @typedef {import('../../types/store.js').Store} Store
 * @typedef {import('../login/redeem.js').Redeemed} Redeemed
 * @typedef {Pick<Redeemed, 'user' | 'account'>} Asked
 */

/** @type {import('../sealed/shape.js').Shape} */
const SHAPE = Object.freeze({ ...ACCOUNT, began_at: isTime, iat: isTime, exp: isTime });

/**
 * The cookie that a login sets. It stays in the browser for the whole possible life of the session. The end of the session
 * without use is inside, and each request checks it. Only a login writes this cookie.
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
 * With a store, each request asks the store: a session that was revoked a moment ago is revoked.
 *
 * @param {Context} context
 * @param {OurCookies} cookies
 * @returns {Promise<Session | undefined>}
 */
export async function openSession(context, { session: value, renewal, repeated }) {
  // With two cookies of one name, the worker does not guess which is the right one (RFC 6265bis 8.6).
  if (value === undefined || repeated) return undefined;
  const open = context.stored?.open ?? openSealed;
  return ifAlive(context, await open(context, value, renewal));
}

/**
 * A cookie that was opened before is not decrypted again. The key of the cache is its whole value. Only opened cookies are
 * kept, together with the configuration and the keys that opened them. Each request checks the end of the session.
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
  // A copy replaces the cookie itself, whose key may be gone.
  const opened = renewing?.copy ?? (await open(seals, 'session', value, 0));
  const session = readSession(context, opened, renewing);
  if (ifAlive(context, session)) sessions.set(copy(key), /** @type {Readonly<Session>} */ (session));
  return session;
}

/**
 * It is frozen, because many requests may receive it.
 *
 * @param {Context} context
 * @param {Awaited<ReturnType<typeof open>>} opened
 * @param {Renewal | undefined} renewal
 * @returns {Readonly<Session> | undefined}
 */
function readSession(context, opened, renewal) {
  if (typeof opened === 'string' || !hasShape(opened.claims, SHAPE)) return undefined;
  const { began_at, iat, exp } = /** @type {any} */ (opened.claims);
  const cookie = { iat, exp, first_key: opened.first_key };
  const { sealed_at, expires_at, first_key } = readLife(context, cookie, renewal, began_at);
  const { user, account } = readAccount(opened.claims);
  return Object.freeze({ began_at, sealed_at, expires_at, first_key, user, account });
}

/**
 * How long the session cookie, or its renewal, lets the session live: the later of both. If the configuration shortened
 * the life in the meantime, this session is shorter too.
 *
 * @param {Context} context
 * @param {Sealed} cookie
 * @param {Sealed | undefined} renewal
 * @param {number} [began_at] seconds
 */
export function readLife({ config }, cookie, renewal, began_at = Infinity) {
  const [own, renewed] = [cookie, renewal].map(
    (sealed) => sealed && Math.min(sealed.exp, sealed.iat + config.sessionSeconds),
  );
  const longer = renewal !== undefined && Number(renewed) > Number(own);
  const expires_at = Math.min(Number(longer ? renewed : own), began_at + config.sessionAbsoluteSeconds);
  const first_key = cookie.first_key && (!longer || renewal.first_key);
  return { sealed_at: longer ? renewal.iat : cookie.iat, expires_at, first_key };
}

/**
 * The comparison is written so that a clock that returns no number ends the session.
 *
 * @param {Context} context
 * @param {Session | undefined} session
 */
function ifAlive({ now }, session) {
  return session !== undefined && session.expires_at > seconds(now) ? session : undefined;
}

/**
 * Renews the session once a tenth of its life is over, or if it needs a key that no longer seals. The session cookie stays
 * unchanged: the renewal sets the other cookie.
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
  if (session.id !== undefined) await context.stored?.note(context, session.user.sub, session.id);
  return [line];
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A substring may keep all of its string in memory, here a whole Cookie header. @param {string} text */
function copy(text) {
  return decoder.decode(encoder.encode(text));
}

/** @param {() => number} now milliseconds */
export function seconds(now) {
  return Math.floor(now() / 1000);
}
