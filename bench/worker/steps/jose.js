import { base64url, EncryptJWT, jwtDecrypt } from 'jose';

const OPTIONS = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };

/** @param {CryptoKey | Uint8Array} key */
const sealWith = (key) => ({
  /** @param {any} claims @param {number} seconds */
  seal: (claims, seconds) =>
    new EncryptJWT(claims)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setIssuedAt()
      .setExpirationTime(`${seconds}s`)
      .encrypt(key),
  /** @param {string} sealed */
  open: async (sealed) => (await jwtDecrypt(sealed, key, OPTIONS)).payload,
});

/** With the key as bytes, as in jose's documentation. @param {string} sessionKey 32 bytes in base64url */
export const createSeals = (sessionKey) => sealWith(base64url.decode(sessionKey));

/** With a key that is imported once, which jose also accepts. @param {string} sessionKey */
export async function createSealsOnce(sessionKey) {
  const usages = /** @type {const} */ (['encrypt', 'decrypt']);
  return sealWith(
    await crypto.subtle.importKey('raw', base64url.decode(sessionKey), 'AES-GCM', false, usages),
  );
}
