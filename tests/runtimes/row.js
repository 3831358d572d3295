// Runs one row to its end, finds the reasons to refuse its result, and removes everything that it started.
import { setTimeout as wait } from 'node:timers/promises';
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

/** @param {Row} row @param {string} tarball @returns {Promise<Result>} */
export async function runRow(row, tarball) {
  const begun = performance.now();
  const { context, end } = createContext(tarball);
  /** @type {Outcome} */
  let outcome = { tests: 0, failures: [] };
  try {
    outcome = await runWithin(row, context);
    if (outcome.tests === 0) outcome.failures.push('no test ran');
  } catch (error) {
    outcome.failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  for (const error of await end()) outcome.failures.push(`at its end: ${error}`);
  for (const text of outcome.failures) say(`FAILED ${row.name}: ${text}`);
  return { row, outcome, milliseconds: performance.now() - begun };
}
