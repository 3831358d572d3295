import { encodeBase64url } from './base64url.js';

const encoder = new TextEncoder();

/** SHA-256. @param {string} text */
async function digest(text) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text)));
}

/** @param {string} text */
export async function digestBase64url(text) {
  return encodeBase64url(await digest(text));
}

/** @param {string} text */
export async function digestHex(text) {
  return Array.from(await digest(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
