// Numbers that one seed repeats: each user has a generator of their own, so that a run's faults and habits do not
// hang on who came first.

/**
 * @param {number} seed a whole number
 * @returns {() => number} from 0 up to, and without, 1
 */
export function createRandom(seed) {
  let state = (seed * 2654435761) >>> 0 || 1; // Knuth's multiplicative hash: near seeds lie far apart
  const next = () => {
    state ^= state << 13; // Marsaglia's xorshift32
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  for (let round = 0; round < 8; round += 1) next();
  return next;
}

/**
 * @template T
 * @param {() => number} random
 * @param {ReadonlyArray<readonly [weight: number, choice: T]>} weighted the weights add up to 1
 * @returns {T}
 */
export function pick(random, weighted) {
  let rest = random();
  for (const [weight, choice] of weighted) {
    rest -= weight;
    if (rest < 0) return choice;
  }
  return weighted[weighted.length - 1][1];
}
