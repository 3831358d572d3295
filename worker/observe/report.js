import { VERSION } from '../../bindings/vocabulary.js';
import { OPTIONS } from '../config/options.js';

/** How many failures a report lists, the latest last. */
const FAILURES = 20;

/**
 * @typedef {import('../../types/worker.js').Report} Report
 * @typedef {import('../../types/worker.js').ReportedFailure} Failure
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
  if (!config.debug || failure.code === 'unauthenticated') return; // every new visitor causes this one
  failures.push(failure);
  if (failures.length > FAILURES) failures.shift();
}
