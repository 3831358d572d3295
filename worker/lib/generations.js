/**
 * A cache of two generations. New entries, and entries that are read again, go into the young generation. When the young
 * generation fills half of the room, the old one is dropped, and the young one becomes the old one. The cache thus stays
 * within its bounds and keeps what is in use, and it never has to search for entries to drop.
 *
 * @template V
 * @param {object} bounds
 * @param {number} [bounds.most] number of entries, at least two
 * @param {number} [bounds.mostBytes] memory of all entries together
 * @param {(key: string, value: V) => number} [bounds.weigh] the bytes of one entry, asked once for each `set`
 * @param {(value: V) => boolean} [bounds.mustStay] keeps an entry even beyond the bounds
 */
export function createGenerations({
  most = Infinity,
  mostBytes = Infinity,
  weigh = () => 0,
  mustStay = () => false,
}) {
  /** @typedef {{ value: V, bytes: number }} Entry */
  /** @typedef {{ entries: Map<string, Entry>, bytes: number }} Generation */
  /** @returns {Generation} */
  const begin = () => ({ entries: new Map(), bytes: 0 });
  const half = Math.floor(most / 2);
  let young = begin();
  let old = begin();
  let begun = -Infinity;

  /** @param {Generation} generation @param {string} key @param {Entry} entry */
  function add(generation, key, entry) {
    generation.entries.set(key, entry);
    generation.bytes += entry.bytes;
  }

  /** @param {Generation} generation @param {string} key */
  function take(generation, key) {
    const entry = generation.entries.get(key);
    if (entry === undefined) return;
    generation.entries.delete(key);
    generation.bytes -= entry.bytes;
  }

  function turn() {
    for (const [key, entry] of old.entries) if (mustStay(entry.value)) add(young, key, entry);
    old = young;
    young = begin();
  }

  /** @param {string} key @param {Entry} entry */
  function put(key, entry) {
    take(young, key);
    take(old, key);
    const { bytes } = entry;
    if (bytes > mostBytes) return;
    if (young.entries.size >= half || young.bytes + bytes > mostBytes / 2) turn();
    if (old.bytes + bytes > mostBytes) turn(); // the new entry alone takes more than half
    add(young, key, entry);
  }

  return {
    /** @param {string} key @param {V} value */
    set: (key, value) => put(key, { value, bytes: weigh(key, value) }),
    size: () => young.entries.size + old.entries.size,
    bytes: () => young.bytes + old.bytes,

    /** @param {string} key */
    get(key) {
      const found = young.entries.get(key);
      if (found !== undefined) return found.value;
      const entry = old.entries.get(key);
      if (entry !== undefined) put(key, entry);
      return entry?.value;
    },

    /** @returns {Generator<[string, V]>} */
    *entries() {
      for (const { entries } of [old, young]) for (const [key, { value }] of entries) yield [key, value];
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
