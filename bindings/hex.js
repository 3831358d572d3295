/** The bytes of a hex text. @param {string} hex @returns {Uint8Array<ArrayBuffer>} */
export function decodeHex(hex) {
  const { fromHex } = /** @type {{ fromHex?: (hex: string) => Uint8Array<ArrayBuffer> }} */ (
    /** @type {unknown} */ (Uint8Array)
  );
  if (fromHex) return fromHex.call(Uint8Array, hex);
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = 16 * digitOf(hex.charCodeAt(2 * i)) + digitOf(hex.charCodeAt(2 * i + 1));
  return bytes;
}

/** The value of a digit from `0` to `9` or `a` to `f`. (parseInt takes twice as long.) @param {number} unit */
const digitOf = (unit) => (unit & 15) + 9 * (unit >> 6);
