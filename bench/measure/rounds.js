// Compares the CPU time of contenders. They run in one process and in turns, and only the ratios within a round count, so
// that other work on the machine affects all of them alike.
/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {(n: number) => unknown} [prepare] what n operations need; not measured
 * @property {(n: number, prepared: any) => unknown} run n operations
 *
 * @typedef {Map<string, number[]>} Samples microseconds an operation, by name and round
 */

/** The CPU time of all threads, because WebCrypto works on other threads. @returns {number} microseconds */
export function cpu() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** @param {Contender} contender @param {number} n @returns {Promise<number>} microseconds for all n */
async function measure({ prepare, run }, n) {
  const prepared = await prepare?.(n);
  globalThis.gc?.();
  // The collection also drops the optimized code of what has no object alive at that moment. A server at work always has
  // some. So what can run twice runs until its code is optimized again.
  if (prepare === undefined) await run(n, prepared);
  const begun = cpu();
  await run(n, prepared);
  return cpu() - begun;
}

/** Finds how many operations fill a slice, and warms up the contender. @param {Contender} contender @param {number} slice */
async function calibrate(contender, slice) {
  let n = 4;
  for (;;) {
    const spent = await measure(contender, n);
    if (spent >= slice / 2 || n >= 1e6) return Math.max(1, Math.round((n * slice) / Math.max(spent, 1)));
    n = Math.ceil(n * Math.min(8, Math.max(2, slice / Math.max(spent, 1))));
  }
}

/**
 * @param {ReadonlyArray<Contender>} contenders
 * @param {{ rounds?: number, slice?: number }} [options] `slice` in microseconds of CPU for each turn
 * @returns {Promise<Samples>}
 */
export async function compare(contenders, { rounds = 21, slice = 40_000 } = {}) {
  const counts = new Map();
  for (let pass = 0; pass < 2; pass += 1)
    for (const contender of contenders) counts.set(contender, await calibrate(contender, slice));
  /** @type {Samples} */
  const samples = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % contenders.length;
    for (const contender of [...contenders.slice(first), ...contenders.slice(0, first)]) {
      const n = counts.get(contender);
      samples.get(contender.name)?.push((await measure(contender, n)) / n);
    }
  }
  return samples;
}

/** @param {ReadonlyArray<number>} values @param {number} share */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)];
  return low + (sorted[Math.ceil(place)] - low) * (place - Math.floor(place));
}

/** @typedef {{ median: number, low: number, high: number }} Ratio the quartiles of the rounds' ratios */

/** @param {ReadonlyArray<number>} ratios one per round @returns {Ratio} */
export const summarize = (ratios) => ({
  median: quantile(ratios, 0.5),
  low: quantile(ratios, 0.25),
  high: quantile(ratios, 0.75),
});

/** @param {Samples} samples @param {string} name @param {string} base @returns {Ratio} */
export function ratio(samples, name, base) {
  const bases = samples.get(base) ?? [];
  return summarize((samples.get(name) ?? []).map((value, round) => value / bases[round]));
}

/** The ratio of every contender to one of them. @param {Samples} samples @param {string} base @returns {Record<string, Ratio>} */
export const ratios = (samples, base) =>
  Object.fromEntries([...samples.keys()].map((name) => [name, ratio(samples, name, base)]));
