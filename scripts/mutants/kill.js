// Runs the tests that must notice a mutant, and returns the result.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { FAILED, PASSED } from './reporter.js';

const REPORTER = fileURLToPath(new URL('reporter.js', import.meta.url));

/** @typedef {{ killed: boolean, by: string }} Outcome */

/** @type {Set<() => void>} */
const running = new Set();

/** Ends every test that is still running. */
export const endTests = () => running.forEach((end) => end());

/**
 * Runs one test file up to its first failure, within the given time.
 * @param {string} folder @param {string} file
 * @param {{ only?: ReadonlyArray<string>, milliseconds: number }} options the patterns of test names; by default all
 * @returns {Promise<{ failed?: string, passed: number, hung: boolean, code: number | null }>}
 */
export function runTests(folder, file, { only = [], milliseconds }) {
  // After a slash at its start Node reads a regular expression with flags.
  const patterns = only.map((pattern) => `--test-name-pattern=${pattern.replace(/^\//, '[/]')}`);
  const args = [`--test-reporter=${REPORTER}`, ...patterns, file];
  // The test gets its own process group, so that the processes that it started end with it.
  const child = spawn(process.execPath, args, {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const end = () => {
    try {
      process.kill(-(/** @type {number} */ (child.pid)), 'SIGKILL');
    } catch {
      // The process has already ended.
    }
  };
  running.add(end);
  return new Promise((resolve, reject) => {
    /** @type {string | undefined} */
    let failed;
    let passed = 0;
    let hung = false;
    const timer = setTimeout(() => {
      hung = true;
      end();
    }, milliseconds);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith(PASSED)) passed += 1;
      if (!line.startsWith(FAILED) || failed !== undefined) return;
      failed = line.slice(FAILED.length);
      end();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      running.delete(end);
      resolve({ failed, passed, hung: hung && failed === undefined, code });
    });
  });
}

const MOST_MILLISECONDS = 60_000;
const HANG_MILLISECONDS = 15_000;

/**
 * @param {import('./tree.js').Tree} tree @param {import('./list.js').Mutant} mutant
 * @returns {Promise<Outcome>}
 */
export async function hunt(tree, mutant) {
  const restore = tree.mutate(mutant);
  try {
    if (mutant.native) {
      const { code, output } = await tree.buildNative(mutant.native);
      if (code !== 0) return broken(`it does not compile:\n${output.slice(-2000)}`);
      const tests = await tree.runNative(mutant.native);
      if (tests.code !== 0) return { killed: true, by: `ctest ${mutant.native.join(', ')}` };
    }
    if (mutant.wasm) {
      const { code, output } = await tree.buildWasm();
      if (code !== 0) return broken(`it does not compile:\n${output.slice(-2000)}`);
    }
    return await huntInScripts(tree, mutant);
  } finally {
    restore();
  }
}

/** @param {string} why @returns {Outcome} */
const broken = (why) => ({ killed: false, by: why });

/** @param {import('./tree.js').Tree} tree @param {import('./list.js').Mutant} mutant @returns {Promise<Outcome>} */
async function huntInScripts(tree, { kill = [], only, timeout = false }) {
  const milliseconds = timeout ? HANG_MILLISECONDS : MOST_MILLISECONDS;
  for (const file of kill) {
    const patterns = only === undefined ? [] : [only];
    const { failed, passed, hung, code } = await runTests(tree.folder, file, {
      only: patterns,
      milliseconds,
    });
    if (failed !== undefined) return { killed: true, by: `${file}: ${failed}` };
    if (hung && timeout) return { killed: true, by: `${file}: hangs, as it must` };
    if (hung) return broken(`${file} hangs`);
    // If a module cannot be loaded, no test has noticed the fault.
    if (passed === 0) return broken(`no test ran in ${file}`);
    if (code !== 0) return broken(`${file} ended with ${code} and no failed test`);
  }
  return broken('every test passes');
}
