/** @typedef {ReturnType<typeof createSuite>} Suite */

/** Runs tests one by one and counts them, for places without node:test. */
export function createSuite() {
  let tests = 0;
  /** @type {string[]} */
  const failures = [];
  return {
    /** @param {string} name @param {() => unknown} work */
    async test(name, work) {
      tests += 1;
      try {
        await work();
      } catch (error) {
        failures.push(`${name}: ${error instanceof Error ? error.stack : error}`);
      }
    },
    outcome: () => ({ tests, failures }),
  };
}
