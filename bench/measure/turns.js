/**
 * Runs the functions in turns. Each round begins with another one.
 *
 * @template T
 * @param {ReadonlyArray<string>} names
 * @param {number} turns
 * @param {(name: string) => T | Promise<T>} measure
 * @returns {Promise<Map<string, T[]>>}
 */
export async function takeTurns(names, turns, measure) {
  /** @type {Map<string, T[]>} */
  const samples = new Map(names.map((name) => [name, []]));
  for (let turn = 0; turn < turns; turn += 1) {
    const first = turn % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)])
      samples.get(name)?.push(await measure(name));
  }
  return samples;
}
