/** The jobs, in the order of the table, and what Node is told for them besides. @type {ReadonlyMap<string, { flags?: string[] }>} */
export const JOBS = new Map([
  ['sizes', {}],
  ['authorize', {}],
  ['callback', {}],
  ['login', {}],
  ['session', {}],
]);
