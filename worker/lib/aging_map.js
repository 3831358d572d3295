import { weigh } from './weigh.js';

/** Entries that may not go are put behind the others; more than one try lets their number fall again. */
const TRIES = 2;
/** The order is copied once this many, and half of it, have gone from its front. */
const FEWEST_GONE = 1024;

/** What an entry takes beside its key and its value: its place in the map and in the order. */
const ENTRY_BYTES = 128;

/**
 * A map whose entries go in the order in which they came: the oldest where there are too many or where they take
 * too much, and those that are over. The order stands beside the map, for a Map that lost its first entries passes
 * over the places of all of them each time it is read from its front: what is kept would slow down every login.
 *
 * @template V
 * @param {number} most entries
 * @param {(value: V) => boolean} [mayGo] to make room
 * @param {number} [mostBytes] of all entries, by what weigh() says of them
 */
export function createAgingMap(most, mayGo = () => true, mostBytes = Infinity) {
  /** @typedef {{ key: string, value: V, bytes: number }} Entry */
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  /** The oldest stands at `gone`. @type {(Entry | undefined)[]} */
  let order = [];
  let gone = 0;
  let bytes = 0;

  function shift() {
    const entry = order[gone];
    order[gone] = undefined;
    gone += 1;
    if (gone >= FEWEST_GONE && gone * 2 >= order.length) {
      order = order.slice(gone);
      gone = 0;
    }
    return entry;
  }

  /** @param {Entry} entry */
  function drop(entry) {
    entries.delete(entry.key);
    bytes -= entry.bytes;
  }

  /** A key that comes again while its old entry waits to be swept. @param {Entry} entry */
  function forget(entry) {
    drop(entry);
    order = order.slice(gone).filter((other) => other !== entry);
    gone = 0;
  }

  function makeRoom() {
    for (let tries = TRIES; (entries.size > most || bytes > mostBytes) && tries > 0;) {
      const oldest = shift();
      if (oldest === undefined) return;
      if (mayGo(oldest.value)) {
        drop(oldest);
      } else {
        order.push(oldest);
        tries -= 1;
      }
    }
  }

  return {
    get: (/** @type {string} */ key) => entries.get(key)?.value,
    size: () => entries.size,
    bytes: () => bytes,

    /** What the key held before goes. @param {string} key @param {V} value @param {number} [weight] of the value */
    set(key, value, weight = 0) {
      const before = entries.get(key);
      if (before !== undefined) forget(before);
      const entry = { key, value, bytes: ENTRY_BYTES + weigh(key) + weight };
      entries.set(key, entry);
      order.push(entry);
      bytes += entry.bytes;
      makeRoom();
    },

    /** A value that has grown in its place. @param {string} key @param {number} weight what it takes more */
    grow(key, weight) {
      const entry = entries.get(key);
      if (entry === undefined) return;
      entry.bytes += weight;
      bytes += weight;
      makeRoom();
    },

    /** Drops from the oldest on, up to the first that is not over. @param {(value: V) => boolean} isOver */
    sweep(isOver) {
      for (let oldest = order[gone]; oldest && isOver(oldest.value); oldest = order[gone]) {
        drop(oldest);
        shift();
      }
    },
  };
}
