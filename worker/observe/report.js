import { VERSION } from '../../bindings/vocabulary.js';
import { OPTIONS } from '../config/options.js';

/** How many failures a report lists, the latest last. */
const FAILURES = 20;

/**
 * Information that helps to understand a failure elsewhere, and may be pasted into an issue: names and codes. It contains
 * no value of an option, no address, and nothing of a user.
 *
 * @typedef {object} Report
 * @property {string} version of this package
 * @property {string} runtime as it names itself
 * @property {string[]} options the names of those that are not as by default
 * @property {ReadonlyArray<Failure>} failures of this isolate, with this configuration
 *
 * @typedef {{ step: string, code: import('../../bindings/vocabulary.js').ErrorCode }} Failure
 */

/**
 * @param {import('../context.js').Context} context
 * @returns {Report | null} null without `debug`
 */
export function makeReport({ config, failures }) {
  if (!config.debug) return null;
  const values = /** @type {Readonly<Record<string, unknown>>} */ (/** @type {unknown} */ (config));
  const options = OPTIONS.filter(({ of }) => of.includes('worker'))
    .filter((option) => values[option.name] !== option.default)
    .map(({ name }) => name);
  const runtime = globalThis.navigator?.userAgent ?? `Node.js ${globalThis.process?.version ?? 'unknown'}`;
  return { version: VERSION, runtime, options, failures: [...failures] };
}

/**
 * @param {import('../context.js').Context} context
 * @param {Failure} failure
 */
export function noteFailure({ config, failures }, failure) {
  if (!config.debug || failure.code === 'unauthenticated') return; // each visitor meets that one
  failures.push(failure);
  if (failures.length > FAILURES) failures.shift();
}
