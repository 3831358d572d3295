const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const MOST_BYTES = 65536;
const MOST_LEVELS = 8;
const MOST_MEMBERS = 64;

/**
 * The members of objects, counted on the way through; too deep and too wide ends it.
 *
 * @param {unknown} value
 * @param {number} [level]
 * @returns {number}
 */
function countMembers(value, level = 1) {
  if (typeof value !== 'object' || value === null) return 0;
  const entries = Object.values(value);
  if (level > MOST_LEVELS || entries.length > MOST_MEMBERS) throw new Error('json');
  let count = Array.isArray(value) ? 0 : entries.length;
  for (const entry of entries) count += countMembers(entry, level + 1);
  return count;
}

/** The colons outside of strings: as many as members were written. @param {string} text */
function countColons(text) {
  let count = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c === 0x3a) count += 1;
    if (c !== 0x22) continue;
    for (i += 1; text.charCodeAt(i) !== 0x22; i += 1) if (text.charCodeAt(i) === 0x5c) i += 1;
  }
  return count;
}

/**
 * A JSON object in strict UTF-8, bounded, and no key twice.
 *
 * @param {Uint8Array} bytes
 * @returns {Record<string, unknown>}
 */
export function parseObject(bytes) {
  if (bytes.length > MOST_BYTES) throw new Error('json');
  const text = decoder.decode(bytes);
  const value = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('json');
  if (countMembers(value) !== countColons(text)) throw new Error('json');
  return value;
}
