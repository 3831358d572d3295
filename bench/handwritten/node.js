// What Node has besides WebCrypto: a hash that is no promise, and Buffer.
import { createHash } from 'node:crypto';

export const node = {
  /** @param {string} text @returns {Uint8Array} */
  sha256: (text) => createHash('sha256').update(text).digest(),
  /** @param {Uint8Array} bytes */
  encode: (bytes) =>
    (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)).toString(
      'base64url',
    ),
};
