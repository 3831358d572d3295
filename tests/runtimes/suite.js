/** @typedef {ReturnType<typeof createSuite>} Suite */

/** Runs tests one by one and keeps count, for all the places where node:test is not the one who runs them. */
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
