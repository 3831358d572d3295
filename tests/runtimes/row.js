// One row, to its end: what it is refused for, and that nothing of it stays behind.
import { setTimeout as wait } from 'node:timers/promises';
import { installPackages } from '../../scripts/setup/apt.js';
import { say } from '../../scripts/setup/process.js';
import { createContext } from './context.js';

/**
 * @typedef {import('./everywhere.js').Row} Row
 * @typedef {import('./everywhere.js').Outcome} Outcome
 * @typedef {import('./everywhere.js').Result} Result
 * @typedef {import('./context.js').Context} Context
 */

const LONGEST_MILLISECONDS = 300_000;

/** @param {Row} row @param {Context} context @returns {Promise<Outcome>} */
async function runWithin({ run, timeout = LONGEST_MILLISECONDS }, context) {
  const cancel = new AbortController();
  const late = wait(timeout, undefined, { signal: cancel.signal }).then(() => {
    throw new Error(`not done after ${timeout / 1000} seconds`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([run(context), late]);
  } finally {
    cancel.abort();
  }
}

/** A bundler may call the environment of its own process a production one; the next row's npm would believe it. */
function keepEnvironment() {
  const kept = { ...process.env };
  return () => {
    for (const name of Object.keys(process.env)) if (!(name in kept)) delete process.env[name];
    Object.assign(process.env, kept);
  };
}

/** @param {Row} row @param {string} tarball @returns {Promise<Result>} */
export async function runRow(row, tarball) {
  say(`== ${row.name}`);
  const begun = performance.now();
  const { context, end } = createContext(tarball);
  const restoreEnvironment = keepEnvironment();
  /** @type {Outcome} */
  let outcome = { tests: 0, failures: [] };
  try {
    if (row.packages) await installPackages(row.packages);
    outcome = await runWithin(row, context);
    if (outcome.tests === 0) outcome.failures.push('no test ran');
  } catch (error) {
    outcome.failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  for (const error of await end()) outcome.failures.push(`at its end: ${error}`);
  restoreEnvironment();
  for (const text of outcome.failures) say(`FAILED ${row.name}: ${text}`);
  return { row, outcome, milliseconds: performance.now() - begun };
}
