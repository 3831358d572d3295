/**
 * A cache of two generations. New entries, and entries that are read again, go into the young generation. When the young
 * generation fills half of the room, the old one is dropped, and the young one becomes the old one. The cache thus stays
 * within its bounds and keeps what is in use, and it never has to search for entries to drop.
 *
 * @template V
 * @param {object} bounds
 * @param {number} [bounds.most] number of entries, at least two
 * @param {number} [bounds.mostBytes] memory of all entries together
 * @param {(key: string, value: V) => number} [bounds.weigh] the bytes of one entry, the same each time
 * @param {(value: V) => boolean} [bounds.mustStay] keeps an entry even beyond the bounds
 */
export function createGenerations({
  most = Infinity,
  mostBytes = Infinity,
  weigh = () => 0,
  mustStay = () => false,
}) {
  /** @typedef {{ entries: Map<string, V>, bytes: number }} Generation */
  /** @returns {Generation} */
  const begin = () => ({ entries: new Map(), bytes: 0 });
  const half = Math.floor(most / 2);
  let young = begin();
  let old = begin();
  let begun = -Infinity;

  /** @param {Generation} generation @param {string} key @param {V} value */
  function add(generation, key, value) {
    generation.entries.set(key, value);
    generation.bytes += weigh(key, value);
  }

  /** @param {Generation} generation @param {string} key */
  function take(generation, key) {
    const value = generation.entries.get(key);
    if (value === undefined) return undefined;
    generation.entries.delete(key);
    generation.bytes -= weigh(key, value);
    return value;
  }

  function turn() {
    for (const [key, value] of old.entries) if (mustStay(value)) add(young, key, value);
    old = young;
    young = begin();
  }

  /** @param {string} key @param {V} value */
  function set(key, value) {
    take(young, key);
    take(old, key);
    const bytes = weigh(key, value);
    if (bytes > mostBytes) return;
    if (young.entries.size >= half || young.bytes + bytes > mostBytes / 2) turn();
    if (old.bytes + bytes > mostBytes) turn(); // the new entry alone takes more than half
    add(young, key, value);
  }

  return {
    set,
    size: () => young.entries.size + old.entries.size,
    bytes: () => young.bytes + old.bytes,

    /** @param {string} key */
    get(key) {
      const found = young.entries.get(key);
      if (found !== undefined) return found;
      const value = old.entries.get(key);
      if (value !== undefined) set(key, value);
      return value;
    },

    *entries() {
      yield* old.entries;
      yield* young.entries;
    },

    /**
     * Drops entries by age. If this is called regularly, no entry stays for more than twice `life`.
     *
     * @param {number} now
     * @param {number} life
     */
    age(now, life) {
      if (now < begun + life) return;
      if (now >= begun + 2 * life) turn();
      turn();
      begun = now;
    },
  };
}
