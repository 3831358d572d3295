import * as LIMITS from '../../bindings/limits.js';
import { fitAccount } from './account.js';
import { hasShape, isOptionalObject, isText, isTime } from '../sealed/shape.js';
import { setCookie } from '../http/cookies.js';
import { digestBase64url } from '../sealed/digest.js';
import { claimsFirstKey, open, seal } from '../sealed/seal.js';

/**
 * The cookie that renews a session. Only a login writes the session cookie. Each renewal writes this cookie beside it,
 * under one fixed name. It names the session cookie by a digest of its exact value, and is valid for that cookie only. An
 * answer that arrives late, after a logout or another login, therefore renews nothing.
 *
 * If the session is sealed with an older key, the renewal also contains a copy of it, sealed with the current key. The
 * older key can be removed when every session in use has been renewed. The copy too is valid only beside the cookie that
 * it was copied from.
 *
 * @typedef {import('../context.js').Context} Context
 * @typedef {import('./session.js').Session} Session
 *
 * @typedef {object} Sealed
 * @property {number} iat seconds
 * @property {number} exp seconds
 * @property {boolean} first_key sealed with the key that seals today
 *
 * @typedef {Sealed & { copy?: import('../sealed/seal.js').Opened }} Renewal copy: as if the session's cookie had been
 *   opened
 */

/** @type {import('../sealed/shape.js').Shape} */
const SHAPE = Object.freeze({ of: isText, iat: isTime, exp: isTime, session: isOptionalObject });

/**
 * @param {Context} context
 * @param {Session} session
 * @param {string} value of the session's cookie
 * @param {number} iat seconds
 * @param {number} exp seconds
 * @returns {Promise<string>} a Set-Cookie line
 */
export async function sealRenewal({ cookieNames, seals }, session, value, iat, exp) {
  const { account, began_at, id } = session;
  // A stored session keeps its seal. A copy of its id would outlive nothing.
  const copied = id === undefined && !claimsFirstKey(seals, 'session', value);
  const copy = copied && { began_at, ...fitAccount(account, LIMITS.renewed_account_bytes).account };
  const claims = { of: await digestBase64url(value), iat, ...(copy && { session: copy }) };
  return setCookie(cookieNames, cookieNames.renewal, await seal(seals, 'renewal', claims, exp), exp - iat);
}

/**
 * The caller decides whether it has expired, together with the end of the session itself.
 *
 * @param {Context} context
 * @param {string} value of the renewal's cookie
 * @param {string} of the value of the session's cookie
 * @returns {Promise<Renewal | undefined>} undefined: it is not for this session
 */
export async function openRenewal({ seals }, value, of) {
  const opened = await open(seals, 'renewal', value, 0);
  if (typeof opened === 'string' || !hasShape(opened.claims, SHAPE)) return undefined;
  if (opened.claims.of !== (await digestBase64url(of))) return undefined;
  const { iat, exp, session } = /** @type {any} */ (opened.claims);
  const { first_key } = opened;
  const copy = session && { claims: { ...session, iat, exp }, first_key };
  return { iat, exp, first_key, ...(copy && { copy }) };
}
