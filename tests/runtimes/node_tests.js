// Runs files of node:test as a row, shows their output and counts their tests.

/**
 * @param {import('./everywhere.js').Context} context
 * @param {string[]} files
 * @param {{ node?: string, env?: Record<string, string> }} [options]
 * @returns {Promise<import('./everywhere.js').Outcome>}
 */
export async function runNodeTests({ start, node }, files, { node: other = node, env } = {}) {
  const started = start(other, ['--test', '--test-reporter=tap', ...files], {
    // A test runner sets this variable for its children. With it, these files would not print their own report.
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
