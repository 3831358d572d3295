// The texts of a given size that take the most time or memory to read.

/** @param {string} start @param {string} unit @param {number} bytes @param {string} [end] */
export const fill = (start, unit, bytes, end = '') =>
  start + unit.repeat(Math.floor((bytes - start.length - end.length) / unit.length)) + end;

/** @param {number} count @param {(index: number) => string} make */
const list = (count, make) => Array.from({ length: count }, (_, index) => make(index)).join(',');

/** An object of 64 keys that differ in their last character. @param {number} bytes */
function longKeys(bytes) {
  const length = Math.floor(bytes / 64) - 8;
  return `{${list(63, (index) => `"${'k'.repeat(length)}${String.fromCharCode(0x30 + index)}x":1`).replaceAll('\\', '!')}}`;
}

/** Nested arrays, each with the largest allowed number of entries. @param {number} bytes @param {string} leaf */
function fullTree(bytes, leaf) {
  let tree = leaf;
  while (`[${list(64, () => tree)}]`.length < bytes) tree = `[${list(64, () => tree)}]`;
  return `[${list(Math.max(1, Math.min(64, Math.floor(bytes / (tree.length + 1)))), () => tree)}]`;
}

/** JSON values of about that many bytes. @param {number} bytes @returns {Record<string, string>} */
export function jsonValues(bytes) {
  const objects = `{${list(63, (index) => `"k${index}":1`)}}`;
  return {
    'nested without end': fill('', '[', bytes),
    'nested in objects without end': fill('', '{"a":', bytes),
    'full of numbers': fullTree(bytes, '1'),
    'full of strings': fullTree(bytes, '"x"'),
    'full of objects': `[${list(Math.min(64, Math.floor(bytes / (objects.length + 1))), () => objects)}]`,
    'long keys, alike to the end': longKeys(bytes),
    'one string of escapes': fill('"', '\\u0041', bytes, '"'),
    'one string of surrogate pairs': fill('"', '\\ud83d\\ude00', bytes, '"'),
    'one string of two-byte letters': fill('"', 'é', bytes / 2, '"'),
    'one string, not ended': fill('"', 'x', bytes),
    'a number of as many digits': fill('1', '1', bytes),
    'a fraction of as many digits': fill('0.', '0', bytes, '1'),
    'a number with an exponent of as many digits': fill('1e', '9', bytes),
    'a number of most digits and an exponent': fill('', '9', bytes, 'e-99999'),
    spaces: fill('', ' ', bytes, '1'),
  };
}

/** Queries of that many bytes. @param {number} bytes @returns {Record<string, string>} */
export const queries = (bytes) => ({
  'of separators': fill('', '&', bytes),
  'of empty parameters': fill('', '=&', bytes),
  'of short parameters': fill('', 'a=b&', bytes),
  'of one escaped value': fill('a=', '%41', bytes),
  'of escaped UTF-8': fill('a=', '%F0%9F%98%80', bytes),
  'of short escaped names': fill('', '%61&', bytes),
  'of pluses': fill('a=', '+', bytes),
  'of the same parameter': fill('', 'state=a&', bytes),
  'of broken escapes': fill('a=', '%4', bytes),
});
