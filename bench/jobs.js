/** The jobs in the order of the table, with additional flags for Node. @type {ReadonlyMap<string, { flags?: string[] }>} */
export const JOBS = new Map([
  ['sizes', {}],
  ['authorize', {}],
  ['callback', {}],
  ['login', {}],
  ['session', {}],
  ['cold', {}],
  ['isolate', {}],
  ['wasm', {}],
  ['growth', {}],
  ['groups', {}],
  ['gate', {}],
  // No garbage collection happens between the readings of the allocated bytes.
  ['hostile', { flags: ['--min-semi-space-size=64', '--max-semi-space-size=64'] }],
  ['throughput', {}],
]);
