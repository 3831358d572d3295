/**
 * A map of bounded size, in two halves: when the younger is full the older goes. What is used comes into the younger.
 *
 * @template V
 * @param {number} most entries
 */
export function createGenerations(most) {
  /** @type {Map<string, V>} */
  let young = new Map();
  /** @type {Map<string, V>} */
  let old = new Map();

  /** @param {string} key @param {V} value */
  function set(key, value) {
    old.delete(key);
    young.set(key, value);
    if (young.size < most / 2) return;
    [old, young] = [young, new Map()];
  }

  return {
    set,
    /** @param {string} key @returns {V | undefined} */
    get(key) {
      const value = young.get(key);
      if (value !== undefined) return value;
      const older = old.get(key);
      if (older !== undefined) set(key, older);
      return older;
    },
    *entries() {
      yield* old;
      yield* young;
    },
  };
}
