import { base64url, EncryptJWT, jwtDecrypt } from 'jose';

/** @param {string} sessionKey 32 bytes in base64url */
export async function createSeals(sessionKey) {
  const usages = /** @type {const} */ (['encrypt', 'decrypt']);
  const key = await crypto.subtle.importKey('raw', base64url.decode(sessionKey), 'AES-GCM', false, usages);
  const options = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };
  return {
    /** @param {any} claims @param {number} seconds */
    seal: (claims, seconds) =>
      new EncryptJWT(claims)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setIssuedAt()
        .setExpirationTime(`${seconds}s`)
        .encrypt(key),
    /** @param {string} sealed */
    open: async (sealed) => (await jwtDecrypt(sealed, key, options)).payload,
  };
}
