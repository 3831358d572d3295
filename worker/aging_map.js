/** Entries that may not go are put behind the others; more than one try lets their number fall again. */
const TRIES = 2;
/** The order is copied once this many, and half of it, have gone from its front. */
const FEWEST_GONE = 1024;

/**
 * A map whose entries go in the order in which they came: the oldest where there are too many, and those
 * that are over. The order stands beside the map, for a Map that lost its first entries passes over the
 * places of all of them each time it is read from its front: what is kept would slow down every login.
 *
 * @template V
 * @param {number} most entries
 * @param {(value: V) => boolean} [mayGo] to make room
 */
export function createAgingMap(most, mayGo = () => true) {
  /** @type {Map<string, V>} */
  const values = new Map();
  /** The oldest stands at `gone`. @type {({ key: string, value: V } | undefined)[]} */
  let order = [];
  let gone = 0;

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

  /** A key that comes again while its old entry waits to be swept. @param {string} key */
  function forget(key) {
    values.delete(key);
    order = order.slice(gone).filter((entry) => entry?.key !== key);
    gone = 0;
  }

  return {
    get: (/** @type {string} */ key) => values.get(key),
    size: () => values.size,

    /** What the key held before goes. @param {string} key @param {V} value */
    set(key, value) {
      if (values.has(key)) forget(key);
      values.set(key, value);
      order.push({ key, value });
      for (let tries = TRIES; values.size > most && tries > 0; tries -= 1) {
        const oldest = shift();
        if (oldest && !mayGo(oldest.value)) order.push(oldest);
        else if (oldest) values.delete(oldest.key);
      }
    },

    /** Drops from the oldest on, up to the first that is not over. @param {(value: V) => boolean} isOver */
    sweep(isOver) {
      for (let oldest = order[gone]; oldest && isOver(oldest.value); oldest = order[gone]) {
        values.delete(oldest.key);
        shift();
      }
    },
  };
}
