import { hasShape, isText, isTime } from '../../sealed/shape.js';
import { open } from '../../sealed/seal.js';
import { openRenewal } from '../../session/renewal.js';
import { readLife, seconds } from '../../session/session.js';
import { visitStore } from './guarded_store.js';
import { findSession, nameSession, revokeSession } from './stored.js';

/**
 * The session's cookie with a store: it holds the id of the session there.
 *
 * @typedef {import('../../context.js').Context} Context
 * @typedef {import('../../session/session.js').Session} Session
 */

/** @type {import('../../sealed/shape.js').Shape} */
const ID = Object.freeze({ id: isText, iat: isTime, exp: isTime });

/**
 * @param {Context} context
 * @param {string} value
 * @param {string | undefined} renewal
 * @returns {Promise<Session | undefined>}
 */
export async function openStored(context, value, renewal) {
  const opened = await openId(context, value);
  if (opened === undefined) return undefined;
  const { id, iat, exp } = opened;
  const renewing = renewal === undefined ? undefined : await openRenewal(context, renewal, value);
  // The cookie and the stored session are never written again: both keep their key until they end.
  const { sealed_at, expires_at, first_key } = readLife(context, { iat, exp, first_key: true }, renewing);
  if (!(expires_at > seconds(context.now))) return undefined;
  const found = await visitStore(context, (store) => findSession(context, store, id));
  if (found === undefined) return undefined;
  const { user, account, began_at } = found;
  const ends_at = began_at + context.config.sessionAbsoluteSeconds;
  return { id, user, account, began_at, sealed_at, first_key, expires_at: Math.min(expires_at, ends_at) };
}

/**
 * @param {Context} context
 * @param {string} value
 * @returns {Promise<{ id: string, iat: number, exp: number } | undefined>}
 */
async function openId({ seals }, value) {
  const opened = await open(seals, 'session_id', value, 0);
  if (typeof opened === 'string' || !hasShape(opened.claims, ID)) return undefined;
  const { id, iat, exp } = /** @type {any} */ (opened.claims);
  return { id, iat, exp };
}

/**
 * Deletes this browser's session from the store.
 *
 * @param {Context} context
 * @param {string} value of the session's cookie
 * @param {string} [successor] the id of the session that takes its place: the callback of one login may
 *   come again, and lead to the session that it has led to
 */
export async function endStored(context, value, successor) {
  const opened = await openId(context, value);
  if (opened === undefined || opened.id === successor) return;
  await revokeSession(context, await nameSession(context, opened.id));
}
