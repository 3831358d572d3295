/**
 * base64url without padding (RFC 4648 5), in its canonical spelling: unused bits of the last character must be zero (3.5).
 * A platform's decoder accepts every spelling, and white space too.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const CODES = new TextEncoder().encode(ALPHABET);
const NONE = 64;
const VALUES = new Uint8Array(128).fill(NONE);
CODES.forEach((code, value) => (VALUES[code] = value));

const decoder = new TextDecoder();

/** @param {Uint8Array} bytes */
export function encodeBase64url(bytes) {
  const text = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  let to = 0;
  for (let from = 0; from < bytes.length; from += 3) {
    const group = (bytes[from] << 16) | (bytes[from + 1] << 8) | bytes[from + 2];
    text[to++] = CODES[group >> 18];
    text[to++] = CODES[(group >> 12) & 63];
    text[to++] = CODES[(group >> 6) & 63]; // in a shorter last group, writes past the end of the array are ignored
    text[to++] = CODES[group & 63];
  }
  return decoder.decode(text);
}

/**
 * @param {string} text
 * @param {Uint8Array} bytes where it is decoded to, at `offset`; large enough
 * @param {number} offset
 * @returns {boolean} false: this is not base64url, or not its one spelling
 */
export function decodeBase64url(text, bytes, offset) {
  let buffer = 0;
  let bits = 0;
  let to = offset;
  for (let from = 0; from < text.length; from += 1) {
    const value = VALUES[text.charCodeAt(from)] ?? NONE;
    if (value === NONE) return false;
    buffer = (buffer << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[to++] = buffer >> bits;
    buffer &= (1 << bits) - 1;
  }
  return bits < 6 && buffer === 0;
}
