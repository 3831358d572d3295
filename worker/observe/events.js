import { waitUntil } from '../lib/wait_until.js';

/**
 * What happens to logins, for counting and alarms. No user, address, token or text is in it; durations are
 * in milliseconds. One request may tell at most one of these.
 *
 * @typedef {{ type: 'login_started', silent: boolean, code?: 'return_to_refused' }} LoginStarted on the way to
 *   Tailchat; with the code it will lead to `/`, for return_to is no place that a login may lead to
 * @typedef {{
 *   type: 'login_finished',
 *   step: 'callback' | 'exchange',
 *   milliseconds: number,
 *   code?: 'return_to_refused',
 * }} LoginFinished a code was redeemed and there is a session; once for each login. The code as above, where the
 *   page started the login
 * @typedef {{ type: 'login_anonymous', milliseconds: number }} LoginAnonymous
 *   a silent login (`prompt=none`) found nobody, or not without a question
 * @typedef {{
 *   type: 'login_failed',
 *   step: 'login' | 'callback' | 'exchange',
 *   code: import('../../bindings/vocabulary.js').ErrorCode,
 *   milliseconds: number,
 * }} LoginFailed one for each answer: a second click may fail as well
 * @typedef {{ type: 'logout' }} LoggedOut
 *
 * @typedef {LoginStarted | LoginFinished | LoginAnonymous | LoginFailed | LoggedOut} LoginEvent
 */

/** @type {ReadonlySet<string>} */
const STEPS = new Set(['login', 'callback', 'exchange']);

/**
 * Whatever the site's function does, throw or reject, the request continues. A promise that it returns is awaited after
 * the answer.
 *
 * @param {((event: LoginEvent) => unknown) | undefined} onEvent
 * @param {import('../lib/wait_until.js').WaitContext} ctx
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
 * @returns {LoginFailed | undefined} undefined: the route is no step of a login
 */
export function failed(name, code, milliseconds) {
  if (!STEPS.has(name)) return undefined;
  return { type: 'login_failed', step: /** @type {LoginFailed['step']} */ (name), code, milliseconds };
}
