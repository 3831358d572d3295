// Deterministic choices: the same seed gives the same cases in every run.

/** mulberry32, a generator of 32 bits. @param {number} seed a whole number */
export function createRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (/** @type {number} */ limit) => next() % limit;
  const fraction = () => next() / 2 ** 32;
  return {
    below,
    /** From 0 up to, and without, 1. */
    fraction,
    /** @template T @param {readonly T[]} list @returns {T} */
    pick: (list) => list[below(list.length)],
    /**
     * @template T
     * @param {ReadonlyArray<readonly [weight: number, choice: T]>} weighted the weights add up to 1
     * @returns {T}
     */
    pickWeighted(weighted) {
      let rest = fraction();
      for (const [weight, choice] of weighted) {
        rest -= weight;
        if (rest < 0) return choice;
      }
      return weighted[weighted.length - 1][1];
    },
    /** @param {number} size */
    bytes: (size) => Uint8Array.from({ length: size }, () => below(256)),
  };
}

/** @typedef {ReturnType<typeof createRandom>} Random */
