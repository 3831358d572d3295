// Files of node:test as a row: what they print is shown, and their tests are counted.

/**
 * @param {import('./everywhere.js').Context} context
 * @param {string[]} files
 * @param {{ node?: string, env?: Record<string, string> }} [options]
 * @returns {Promise<import('./everywhere.js').Outcome>}
 */
export async function runNodeTests({ start, node }, files, { node: other = node, env } = {}) {
  const started = start(other, ['--test', '--test-reporter=tap', ...files], {
    // Set by a test runner for its own children, and then these would not report for themselves.
    env: { ...env, NODE_TEST_CONTEXT: undefined },
  });
  const code = await started.ended;
  const output = started.output();
  const count = (/** @type {string} */ name) =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(output)?.[1]);
  const passed = count('pass');
  const failed = count('fail') + count('cancelled');
  const notes = output.split('\n').filter((line) => /^ +# (?!Subtest)/.test(line));
  for (const line of notes) console.error(line.trimEnd());
  const failures = code === 0 && failed === 0 ? [] : [output.slice(-8000)];
  return { tests: passed + failed, failures };
}
