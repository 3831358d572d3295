import { base64url } from 'jose';

const encoder = new TextEncoder();

/**
 * SHA-256 of a list of texts. JSON keeps the texts apart: no two lists look the same.
 *
 * @param {ReadonlyArray<string>} texts
 */
async function digest(texts) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(JSON.stringify(texts))));
}

/** @param {...string} texts */
export async function digestBase64url(...texts) {
  return base64url.encode(await digest(texts));
}

/** @param {...string} texts */
export async function digestHex(...texts) {
  return Array.from(await digest(texts), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
