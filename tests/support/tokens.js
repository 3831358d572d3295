// id_tokens with any header and any claims, signed with any key or unsigned.
import { createHash, createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The key that oidc-provider publishes, and that every Tailchat signs with. */
const [published] = require('oidc-provider/lib/consts/dev_keystore.js').keys;
export const DEVELOPMENT_KEY = createPrivateKey({ key: published, format: 'jwk' });
export const OTHER_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const EC_KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

/** @typedef {(input: string) => string | Buffer} Signer */

/** @param {import('node:crypto').KeyObject} key @returns {Signer} */
export const rs256 = (key) => (input) => sign('sha256', Buffer.from(input), key);
/** @type {Signer} */
export const es256 = (input) =>
  sign('sha256', Buffer.from(input), { key: EC_KEY, dsaEncoding: 'ieee-p1363' });
/** @param {string} secret @returns {Signer} */
export const hs256 = (secret) => (input) => createHmac('sha256', secret).update(input).digest();
/** @type {Signer} */
export const unsigned = () => '';
/** @type {Signer} */
export const published256 = rs256(DEVELOPMENT_KEY);

/** Returns a text unchanged, and an object as JSON. @param {unknown} part */
export const encodePart = (part) =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** @param {unknown} header @param {unknown} claims @param {Signer} [signer] */
export function compact(header, claims, signer = published256) {
  const input = `${encodePart(header)}.${encodePart(claims)}`;
  return `${input}.${Buffer.from(signer(input)).toString('base64url')}`;
}

/** @param {string} token @returns {{ header: any, claims: any }} */
export function decode(token) {
  const [header, claims] = token
    .split('.', 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  return { header, claims };
}

/** OpenID Connect Core 3.1.3.6. @param {string} text */
export const halfHash = (text) =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
