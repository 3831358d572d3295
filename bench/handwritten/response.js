import { acceptReturnTo, isAddress } from './address.js';
import { equalInConstantTime } from './encoding.js';

const SECRET = /^[\w-]{42}[AEIMQUYcgkosw048]$/;
const COUNTED = new Set(['code', 'state', 'iss', 'error']);

/** @param {string} text */
const decode = (text) => decodeURIComponent(text.includes('+') ? text.replaceAll('+', ' ') : text);

/** The parameters that count, each at most once. @param {string} url */
function readParameters(url) {
  const start = url.indexOf('?');
  if (
    url.length > 8192 ||
    start < 0 ||
    !/^https?:\/\/[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]+$/.test(url)
  )
    throw new Error('callback_url_invalid');
  /** @type {Record<string, string | undefined>} */
  const found = {};
  for (const pair of url
    .slice(start + 1)
    .split('#', 1)[0]
    .split('&')) {
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
    if (!COUNTED.has(name)) continue;
    if (found[name] !== undefined) throw new Error('parameter_repeated');
    found[name] = value;
  }
  return found;
}

/**
 * @param {{ apiUrl: string, clientId: string, redirectUri: string }} config
 * @param {any} transaction
 * @param {number} now seconds
 */
function checkTransaction({ apiUrl, clientId, redirectUri }, transaction, now) {
  const { state, nonce, code_verifier, redirect_uri, return_to, issuer, client_id, created_at } = transaction;
  const texts = [state, nonce, code_verifier, redirect_uri, return_to, issuer, client_id];
  const sound =
    texts.every((text) => typeof text === 'string') &&
    SECRET.test(state) &&
    SECRET.test(nonce) &&
    SECRET.test(code_verifier) &&
    issuer === apiUrl &&
    client_id === clientId &&
    (redirect_uri === redirectUri || isAddress(redirect_uri)) &&
    created_at >= 0 &&
    created_at <= now + 60;
  if (!sound) throw new Error('transaction_invalid');
}

/**
 * Checks a callback, and makes the token request's form without the secret.
 *
 * @param {{ apiUrl: string, clientId: string, redirectUri: string }} config
 * @param {string} url
 * @param {any} transaction
 */
export function checkCallback(config, url, transaction) {
  const now = Math.floor(Date.now() / 1000);
  checkTransaction(config, transaction, now);
  const { code, state, iss, error } = readParameters(url);
  if (state === undefined || !equalInConstantTime(state, transaction.state))
    throw new Error('state_mismatch');
  if (now - transaction.created_at > 600) throw new Error('transaction_expired');
  if (iss !== transaction.issuer) throw new Error('issuer_mismatch');
  if (error !== undefined) throw new Error('authorization_error');
  if (code === undefined || !/^[\x20-\x7e]{1,1024}$/.test(code)) throw new Error('code_invalid');
  const { redirect_uri, client_id, code_verifier, nonce } = transaction;
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri,
    client_id,
    code_verifier,
  }).toString();
  return { form, nonce, return_to: acceptReturnTo(transaction.return_to) };
}
