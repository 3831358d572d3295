/** @param {Uint8Array} bytes */
export function encodeBase64url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export function decodeBase64url(text) {
  if (!/^[\w-]*$/.test(text)) throw new Error('base64url');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** @param {string} a @param {string} b */
export function equalInConstantTime(a, b) {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

const encoder = new TextEncoder();

/** For where no synchronous hash is given. @param {string} text */
export async function sha256(text) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text)));
}

/** @typedef {(text: string) => Uint8Array | Promise<Uint8Array>} Sha256 */
