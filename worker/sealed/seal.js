import * as LIMITS from '../../bindings/limits.js';
import { decodeBase64url, encodeBase64url } from './base64url.js';
import { isTime } from './shape.js';
import { digestBase64url } from './digest.js';

/**
 * The values that a browser keeps for the worker: a compact JWE (RFC 7516; dir, A256GCM) of a claims set (RFC 7519). The
 * purpose is in the protected header, which is authenticated, and again among the claims. A session can therefore never
 * pass for a transaction, nor a transaction for a session (RFC 8725 3.11, 3.12).
 *
 * Any JOSE library opens it. The worker opens only a token with exactly its own header, byte for byte. One comparison
 * decides algorithm, key, purpose and format, and no foreign header is ever parsed. The same members in another order are
 * a valid JWE, but not ours.
 *
 * @typedef {typeof PURPOSES[number]} Purpose
 * @typedef {{ name: string, start: string, additionalData: Uint8Array<ArrayBuffer> }} Header
 *   the purpose as it is sealed, the start of such a token, and its authenticated part (RFC 7516 5.1 step 14)
 * @typedef {{ kid: string, key: CryptoKey, headers: Readonly<Record<Purpose, Header>> }} Key
 * @typedef {object} Seals
 * @property {ReadonlyArray<Key>} keys the first seals, all open
 * @property {string} binding the owner of the sealed values: issuer, client id, base URL and base path
 *
 * @typedef {object} Opened
 * @property {Record<string, unknown>} claims
 * @property {boolean} first_key sealed with the current key
 */

/** Cookies; the session cookie with a store; the values in the store. */
const PURPOSES = /** @type {const} */ ([
  'session',
  'renewal',
  'transaction',
  'done',
  'session_id',
  'session_record',
  'session_list',
  'outcome',
]);
const FORMAT_VERSION = 1;
const KID_LENGTH = 8;
/** RFC 7518 5.3: 96 bits of iv, 128 of tag; in base64url 16 and 22 characters. */
const IV_BYTES = 12;
const IV_LENGTH = 16;
const TAG_BYTES = 16;
const TAG_LENGTH = 22;

const encoder = new TextEncoder();
// Bytes that are not UTF-8, or begin with a byte order mark, are not JSON (RFC 8259 8.1).
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * @param {ReadonlyArray<string>} sessionKeys 32 bytes each, in base64url
 * @returns {Promise<ReadonlyArray<Key>>}
 */
export function importKeys(sessionKeys) {
  return Promise.all(
    sessionKeys.map(async (k) => {
      const jwk = { k, kty: 'oct' };
      const thumbprint = await digestBase64url(JSON.stringify(jwk)); // RFC 7638 3
      const key = await crypto.subtle.importKey('jwk', jwk, 'AES-GCM', false, ['encrypt', 'decrypt']);
      const kid = thumbprint.slice(0, KID_LENGTH);
      const headers = PURPOSES.map((purpose) => [purpose, makeHeader(purpose, kid)]);
      return { kid, key, headers: /** @type {Record<Purpose, Header>} */ (Object.fromEntries(headers)) };
    }),
  );
}

/**
 * @param {string} purpose
 * @param {string} kid
 * @returns {Header}
 */
export function makeHeader(purpose, kid) {
  const header = JSON.stringify({ alg: 'dir', enc: 'A256GCM', v: FORMAT_VERSION, purpose, kid });
  const encoded = encodeBase64url(encoder.encode(header));
  // With dir the encrypted key between the first two dots is empty (RFC 7516 5.1 step 5).
  return { name: purpose, start: `${encoded}..`, additionalData: encoder.encode(encoded) };
}

/**
 * @param {Seals} seals
 * @param {Purpose} purpose
 * @param {Record<string, unknown>} claims
 * @param {number} expires_at seconds
 */
export async function seal({ keys: [{ key, headers }], binding }, purpose, claims, expires_at) {
  if (!isTime(expires_at)) throw new RangeError('what is sealed has an end');
  const { name, start, additionalData } = headers[purpose];
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  // Not a spread followed by members: V8 takes four times as long for that.
  const all = JSON.stringify(Object.assign({}, claims, { purpose: name, aud: binding, exp: expires_at }));
  const algorithm = { name: 'AES-GCM', iv, additionalData };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, encoder.encode(all)));
  const [ciphertext, tag] = [sealed.subarray(0, -TAG_BYTES), sealed.subarray(-TAG_BYTES)];
  return `${start}${encodeBase64url(iv)}.${encodeBase64url(ciphertext)}.${encodeBase64url(tag)}`;
}

/**
 * The seals of the values in a store. They name their key as well. A writer to the store can copy a value to another key,
 * but there it does not open.
 *
 * @param {Seals} seals
 * @param {string} key
 * @returns {Seals}
 */
export function sealsAt({ keys, binding }, key) {
  return { keys, binding: `${binding} ${key}` };
}

/**
 * Whether a token claims to be sealed for this purpose with one of our keys. Only `open` proves it.
 *
 * @param {Seals} seals
 * @param {Purpose} purpose
 * @param {string} token
 */
export function claimsPurpose({ keys }, purpose, token) {
  return keys.some(({ headers }) => token.startsWith(headers[purpose].start));
}

/**
 * Whether a token claims to be sealed with the current key.
 *
 * @param {Seals} seals
 * @param {Purpose} purpose
 * @param {string} token
 */
export function claimsFirstKey({ keys: [{ headers }] }, purpose, token) {
  return token.startsWith(headers[purpose].start);
}

/**
 * @param {Seals} seals
 * @param {Purpose} purpose
 * @param {string} token
 * @param {number} now seconds
 * @returns {Promise<Opened | 'expired' | 'unreadable'>} unreadable: we did not seal it for this purpose
 */
export async function open({ keys, binding }, purpose, token, now) {
  if (token.length > LIMITS.cookie_bytes) return 'unreadable';
  const found = keys.find(({ headers }) => token.startsWith(headers[purpose].start));
  if (found === undefined) return 'unreadable';
  const { start, additionalData } = found.headers[purpose];
  const parts = split(token.slice(start.length));
  if (parts === undefined) return 'unreadable';

  const algorithm = { name: 'AES-GCM', iv: parts.iv, additionalData };
  const plaintext = await crypto.subtle.decrypt(algorithm, found.key, parts.sealed).catch(() => undefined);
  const claims = plaintext && parse(plaintext);
  if (claims?.purpose !== found.headers[purpose].name || claims.aud !== binding || !isTime(claims.exp))
    return 'unreadable';
  return Number(claims.exp) > now ? { claims, first_key: found === keys[0] } : 'expired';
}

/**
 * `iv.ciphertext.tag`, each in base64url (RFC 7516 7.1). Web Crypto takes the last two as one.
 *
 * @param {string} text
 */
function split(text) {
  const end = text.length - TAG_LENGTH - 1;
  if (end <= IV_LENGTH || text[IV_LENGTH] !== '.' || text[end] !== '.') return undefined;
  const ciphertext = text.slice(IV_LENGTH + 1, end);
  const ciphertext_bytes = (ciphertext.length * 3) >> 2;
  const iv = new Uint8Array(IV_BYTES);
  const sealed = new Uint8Array(ciphertext_bytes + TAG_BYTES);
  const canonical =
    decodeBase64url(text.slice(0, IV_LENGTH), iv, 0) &&
    decodeBase64url(ciphertext, sealed, 0) &&
    decodeBase64url(text.slice(end + 1), sealed, ciphertext_bytes);
  return canonical ? { iv, sealed } : undefined;
}

/**
 * @param {ArrayBuffer} plaintext
 * @returns {Record<string, unknown> | undefined}
 */
function parse(plaintext) {
  try {
    const claims = JSON.parse(decoder.decode(plaintext));
    return typeof claims === 'object' && claims !== null ? claims : undefined;
  } catch {
    return undefined;
  }
}
