import * as LIMITS from '../../bindings/limits.js';
import { hasShape, isOptionalFlag, isOptionalText, isText, isTime } from '../sealed/shape.js';
import { nameTransaction, setCookie } from '../http/cookies.js';
import { joinReturnTo } from './return_to.js';
import { claimsPurpose, open, seal } from '../sealed/seal.js';

/**
 * A login under way, sealed in its own cookie, and the marker that replaces it when the login has ended. Both outlive the
 * transaction: after it has expired, they still say where it leads. The values of the configuration are not sealed but
 * added again when the cookie opens. They cannot differ, because the seal is bound to them.
 *
 * @typedef {import('../../bindings/authorization.js').Transaction} Transaction
 * @typedef {import('../context.js').Context} Context
 * @typedef {import('../http/cookies.js').TransactionCookie} TransactionCookie
 *
 * @typedef {object} Started
 * @property {'started'} kind
 * @property {Transaction} transaction
 * @property {boolean} silent it was begun with prompt=none
 * @property {string | undefined} origin the origin that it leads back to, if it is not the site's own
 * @property {string} return_to including that origin
 *
 * @typedef {object} Done
 * @property {'done'} kind
 * @property {string} return_to
 * @property {boolean} anonymous the login was silent and found no user
 */

/** @type {import('../sealed/shape.js').Shape} */
const STARTED = Object.freeze({
  state: isText,
  nonce: isText,
  code_verifier: isText,
  return_to: isText,
  created_at: isTime,
  exp: isTime,
  silent: isOptionalFlag,
  origin: isOptionalText,
});

/** @type {import('../sealed/shape.js').Shape} */
const DONE = Object.freeze({
  id: isText,
  return_to: isText,
  exp: isTime,
  anonymous: isOptionalFlag,
  origin: isOptionalText,
});

/** The name contains 96 of the 256 bits of a state. The browser that receives it has all of them anyway. */
const ID_LENGTH = 16;

/**
 * Names the cookie of a login by its state. The state inside the seal decides which login it is.
 *
 * @param {string} state
 */
export function identify(state) {
  return state.slice(0, ID_LENGTH);
}

/**
 * @param {Context} context
 * @param {Transaction} transaction
 * @param {{ silent: boolean, origin: string | undefined }} begun
 * @returns {Promise<string>} a Set-Cookie line
 */
export async function sealTransaction({ cookieNames, seals, now }, transaction, { silent, origin }) {
  const { state, nonce, code_verifier, return_to, created_at } = transaction;
  const claims = { state, nonce, code_verifier, return_to, created_at, origin, ...(silent && { silent }) };
  const name = nameTransaction(cookieNames, now(), identify(state));
  const value = await seal(seals, 'transaction', claims, created_at + LIMITS.transaction_cookie_seconds);
  return setCookie(cookieNames, name, value, LIMITS.transaction_cookie_seconds);
}

/**
 * @param {Context} context
 * @param {TransactionCookie} cookie
 * @returns {Promise<Started | Done | 'expired' | 'unreadable'>}
 */
export async function openTransaction({ client, config, seals, now }, { id, value }) {
  const purpose = claimsPurpose(seals, 'done', value) ? 'done' : 'transaction';
  const opened = await open(seals, purpose, value, Math.floor(now() / 1000));
  if (typeof opened === 'string') return opened;
  const { allowedOrigins } = config;
  return purpose === 'done'
    ? readDone(opened.claims, id, allowedOrigins)
    : readStarted(opened.claims, client, allowedOrigins);
}

/**
 * @param {Record<string, unknown>} claims
 * @param {Context['client']} client
 * @param {ReadonlyArray<string>} allowedOrigins
 * @returns {Started | 'unreadable'}
 */
function readStarted(claims, client, allowedOrigins) {
  if (!hasShape(claims, STARTED)) return 'unreadable';
  const { issuer, clientId: client_id, redirectUri: redirect_uri } = client;
  const { state, nonce, code_verifier, return_to, created_at, silent, origin } = /** @type {any} */ (claims);
  const transaction = { state, nonce, code_verifier, redirect_uri, return_to, issuer, client_id, created_at };
  const back = joinReturnTo(origin, return_to, allowedOrigins);
  return { kind: 'started', transaction, silent: silent === true, origin, return_to: back };
}

/**
 * @param {Record<string, unknown>} claims
 * @param {string} id
 * @param {ReadonlyArray<string>} allowedOrigins
 * @returns {Done | 'unreadable'}
 */
function readDone(claims, id, allowedOrigins) {
  if (!hasShape(claims, DONE) || claims.id !== id) return 'unreadable';
  const return_to = joinReturnTo(claims.origin, String(claims.return_to), allowedOrigins);
  return { kind: 'done', return_to, anonymous: claims.anonymous === true };
}

/**
 * Removes the transaction from its cookie for good. The marker says where the login led, and can neither redeem a code
 * nor create a session.
 *
 * @param {Context} context
 * @param {TransactionCookie} cookie
 * @param {Started} started
 * @param {{ anonymous?: boolean }} [outcome]
 * @returns {Promise<string>} a Set-Cookie line
 */
export async function sealDone({ cookieNames, seals, now }, { name, id }, started, outcome = {}) {
  const { origin, transaction } = started;
  const { return_to, created_at } = transaction;
  const expires_at = created_at + LIMITS.transaction_cookie_seconds;
  const value = await seal(seals, 'done', { id, return_to, origin, ...outcome }, expires_at);
  return setCookie(cookieNames, name, value, Math.max(0, expires_at - Math.floor(now() / 1000)));
}

/**
 * In the order in which they may be cleared: a login that has ended needs its cookie less than a login under way.
 *
 * @param {Context} context
 * @param {ReadonlyArray<TransactionCookie>} transactions the oldest first
 */
export function finishedFirst({ seals }, transactions) {
  const isFinished = (/** @type {TransactionCookie} */ { value }) => claimsPurpose(seals, 'done', value);
  return [
    ...transactions.filter((cookie) => isFinished(cookie)),
    ...transactions.filter((cookie) => !isFinished(cookie)),
  ];
}
