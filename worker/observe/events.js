import { waitUntil } from '../lib/wait_until.js';

/**
 * @typedef {import('../../types/worker.js').LoginEvent} LoginEvent
 * @typedef {import('../../types/worker.js').LoginFailed} LoginFailed
 */

/** @type {ReadonlySet<string>} */
const STEPS = new Set(['login', 'callback', 'exchange']);

/**
 * Whatever the site's function does, throw or reject, the request continues. A promise that it returns is awaited after
 * the answer.
 *
 * @param {((event: LoginEvent) => unknown) | undefined} onEvent
 * @param {import('../../types/worker.js').WaitUntilContext | undefined} ctx
 * @param {(cause: unknown) => void} [note] hears of what it threw
 * @returns {(event: LoginEvent) => void}
 */
export function createTell(onEvent, ctx, note = () => {}) {
  if (onEvent === undefined) return () => {};
  return (event) => {
    const told = (async () => onEvent(event))().catch(note);
    waitUntil(ctx, told);
  };
}

/**
 * @param {string} name the route's
 * @param {import('../../bindings/vocabulary.js').ErrorCode} code
 * @param {number} milliseconds
 * @returns {LoginFailed | undefined} undefined: the route is not a step of a login
 */
export function failed(name, code, milliseconds) {
  if (!STEPS.has(name)) return undefined;
  return { type: 'login_failed', step: /** @type {LoginFailed['step']} */ (name), code, milliseconds };
}
