import { base64url, calculateJwkThumbprint, EncryptJWT, errors, jwtDecrypt } from 'jose';
import { LIMITS } from '../bindings/vocabulary.js';

/**
 * What a browser keeps for us: a compact JWE (RFC 7516; dir, A256GCM) of a claims set (RFC 7519).
 * The purpose stands in the protected header, which is authenticated, and again among the claims,
 * so that a session never passes for a transaction or the other way round (RFC 8725 3.11, 3.12).
 *
 * @typedef {'session' | 'transaction' | 'done'} Purpose
 * @typedef {{ kid: string, key: CryptoKey }} Key
 * @typedef {object} Seals
 * @property {ReadonlyArray<Key>} keys the first seals, all open
 * @property {string} binding whom the sealed things are for: issuer, client id and base origin
 *
 * @typedef {object} Opened
 * @property {import('jose').JWTPayload} claims
 * @property {boolean} first_key sealed with the key that seals today
 */

const FORMAT_VERSION = 1;
const KID_LENGTH = 8;

/**
 * header..iv.ciphertext.tag: with `dir` there is no encrypted key (RFC 7516 7.1); 12 bytes of iv
 * are 16 characters, 16 bytes of tag 22.
 */
const COMPACT = /^[\w-]+\.\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/;

/**
 * @param {ReadonlyArray<string>} sessionKeys 32 bytes each, in base64url
 * @returns {Promise<ReadonlyArray<Key>>}
 */
export function importKeys(sessionKeys) {
  return Promise.all(
    sessionKeys.map(async (k) => {
      const jwk = { kty: 'oct', k };
      const thumbprint = await calculateJwkThumbprint(jwk); // RFC 7638
      const key = await crypto.subtle.importKey('jwk', jwk, 'AES-GCM', false, ['encrypt', 'decrypt']);
      return { kid: thumbprint.slice(0, KID_LENGTH), key };
    }),
  );
}

/**
 * @param {Seals} seals
 * @param {Purpose} purpose
 * @param {Record<string, unknown>} claims
 * @param {number} expires_at seconds
 */
export function seal({ keys: [{ kid, key }], binding }, purpose, claims, expires_at) {
  return new EncryptJWT({ ...claims, purpose, aud: binding })
    .setExpirationTime(expires_at)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', v: FORMAT_VERSION, purpose, kid })
    .encrypt(key);
}

/**
 * @param {Seals} seals
 * @param {Purpose} purpose
 * @param {string} token
 * @param {number} now seconds
 * @returns {Promise<Opened | 'expired' | 'unreadable'>} unreadable: we did not seal it for this purpose
 */
export async function open({ keys, binding }, purpose, token, now) {
  if (!isCanonical(token)) return 'unreadable';
  try {
    const { payload, protectedHeader } = await jwtDecrypt(token, (header) => findKey(keys, purpose, header), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      maxDecompressedLength: 0,
      audience: binding,
      requiredClaims: ['exp', 'purpose'],
      currentDate: new Date(now * 1000),
    });
    if (payload.purpose !== purpose) return 'unreadable';
    return { claims: payload, first_key: protectedHeader.kid === keys[0].kid };
  } catch (error) {
    return error instanceof errors.JWTExpired ? 'expired' : 'unreadable';
  }
}

/**
 * @param {ReadonlyArray<Key>} keys
 * @param {Purpose} purpose
 * @param {import('jose').CompactJWEHeaderParameters} header
 */
function findKey(keys, purpose, header) {
  const found = keys.find(({ kid }) => kid === header.kid);
  if (found === undefined || header.purpose !== purpose || header.v !== FORMAT_VERSION) {
    throw new Error('not sealed by us for this purpose');
  }
  return found.key;
}

/**
 * base64url has several spellings where the last character carries unused bits, and decoders accept
 * them all (RFC 4648 3.5). One sealed value has one spelling here.
 *
 * @param {string} token
 */
function isCanonical(token) {
  if (token.length > LIMITS.cookie_bytes || !COMPACT.test(token)) return false;
  return token.split('.').every((part) => base64url.encode(decodeOrEmpty(part)) === part);
}

/** @param {string} part */
function decodeOrEmpty(part) {
  try {
    return base64url.decode(part);
  } catch {
    return new Uint8Array();
  }
}
