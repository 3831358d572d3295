import { decodeBase64url, encodeBase64url } from './encoding.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * AES-256-GCM: iv, ciphertext and tag in one base64url text. The purpose is authenticated with it.
 *
 * @param {string} sessionKey 32 bytes in base64url
 */
export async function createSeals(sessionKey) {
  const key = await crypto.subtle.importKey('raw', decodeBase64url(sessionKey), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
  /** @param {string} purpose @param {BufferSource} iv */
  const algorithm = (purpose, iv) => ({ name: 'AES-GCM', iv, additionalData: encoder.encode(purpose) });
  return {
    /** @param {string} purpose @param {object} claims */
    async seal(purpose, claims) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const text = encoder.encode(JSON.stringify(claims));
      const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm(purpose, iv), key, text));
      const bytes = new Uint8Array(12 + sealed.length);
      bytes.set(iv);
      bytes.set(sealed, 12);
      return encodeBase64url(bytes);
    },
    /** @param {string} purpose @param {string} text @returns {Promise<any>} undefined: not ours, or expired */
    async open(purpose, text) {
      try {
        const bytes = decodeBase64url(text);
        if (text.length > 4096 || encodeBase64url(bytes) !== text) return undefined; // one spelling
        const opened = await crypto.subtle.decrypt(
          algorithm(purpose, bytes.subarray(0, 12)),
          key,
          bytes.subarray(12),
        );
        const claims = JSON.parse(decoder.decode(opened));
        return claims.exp > Date.now() / 1000 ? claims : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
