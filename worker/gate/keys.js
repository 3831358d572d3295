/** The option `assertionKeys`. */

export const KEYS_RULE =
  'one or more different keys as `tailchat-login key --assertion` makes them, comma separated or in an array';

const KEY = /^(?:[A-Za-z0-9_-]{43}\.){2}[A-Za-z0-9_-]{43}$/;

/** @param {unknown} value */
export function readAssertionKeys(value) {
  const keys = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(keys) || keys.length === 0) return undefined;
  const sound = keys.every((key, index) => KEY.test(String(key)) && keys.indexOf(key) === index);
  return sound ? Object.freeze(keys.map(String)) : undefined;
}
