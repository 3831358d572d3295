/** The bytes of a hex text. @param {string} hex @returns {Uint8Array<ArrayBuffer>} */
export function decodeHex(hex) {
  const { fromHex } = /** @type {{ fromHex?: (hex: string) => Uint8Array<ArrayBuffer> }} */ (
    /** @type {unknown} */ (Uint8Array)
  );
  if (fromHex) return fromHex.call(Uint8Array, hex);
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}
