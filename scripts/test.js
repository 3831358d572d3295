// `npm test [-- --full FILTER... --node-test-option]`: set-up, build, the native tests, then all tests/**/*.test.js. A
// filter is a part of a path, and the native tests have the path tests/native. `--full` runs tests that have a short form
// at their whole length. Node 20 has no globs and Node 22 refuses a folder, so the files are listed explicitly.
import { prepare } from './build.js';
import { listTests } from './files.js';
import { failure, run, runScript, say } from './setup/process.js';

const NATIVE = 'tests/native';
const FULL = '--full';

/** Two files run at a time, because a browser and a server each need a core. Node before 20.10 has no option for it. */
function concurrency() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > 20 || minor >= 10 ? ['--test-concurrency=2'] : [];
}

async function runNative() {
  say('Native tests');
  const { code } = await run('ctest', ['--preset', 'dev', '--output-on-failure', '--no-tests=error']);
  if (code !== 0) say('The native tests FAILED');
  return code;
}

await runScript(async () => {
  const given = process.argv.slice(2).filter((argument) => argument !== FULL);
  const options = given.filter((argument) => argument.startsWith('-'));
  const filters = given.filter((argument) => !argument.startsWith('-'));
  if (process.argv.includes(FULL)) process.env.TAILCHAT_LOGIN_FULL_TESTS = '1';
  const isWanted = (/** @type {string} */ path) =>
    filters.length === 0 || filters.some((filter) => path.includes(filter));

  const files = listTests().filter(isWanted).sort();
  const native = isWanted(NATIVE);
  // These tests run programs of the native build.
  const needsNative = native || files.some((file) => /^tests\/(fuzz|differential)\//.test(file));
  if (files.length === 0 && (filters.length === 0 || !native))
    throw failure(`No test file matches: ${filters.join(' ') || 'tests/**/*.test.js'}`);
  await prepare({ native: needsNative, browser: true });

  // Node's tests run last, even if the native tests failed, so that their summary ends the output.
  const nativeCode = native ? await runNative() : 0;
  if (files.length === 0) return nativeCode;
  const args = ['--test', '--test-reporter=spec', ...concurrency(), ...options, ...files];
  const { code } = await run(process.execPath, args);
  return code || nativeCode;
});
