/** The jobs, in the order of the table, and what Node is told for them besides. @type {ReadonlyMap<string, { flags?: string[] }>} */
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
  // So that nothing is collected while what was allocated is read off.
  ['hostile', { flags: ['--min-semi-space-size=64', '--max-semi-space-size=64'] }],
  ['throughput', {}],
]);
