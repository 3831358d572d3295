import { TailchatLoginError } from '../../bindings/error.js';
import { OAUTH_WORDS } from '../../bindings/vocabulary.js';

/** An error response has an error word and a sentence or two. In a longer body nobody looks for them. */
const MOST_ERROR_BYTES = 8192;

/**
 * What the log line of a failure says beyond its code: the place of the failure, and the details of the answer that
 * distinguish its causes. The only text that it takes from the other side is an OAuth error word of a fixed list.
 *
 * @typedef {Partial<Pick<TailchatLoginError, 'at' | 'upstreamStatus' | 'oauthError' | 'clockSeconds'>>} Details
 */

/**
 * Keeps the details that the error already has: the code that threw it knew more than its callers.
 *
 * @param {TailchatLoginError} error
 * @param {Details} details
 */
export function locate(error, details) {
  for (const [name, value] of Object.entries(details)) {
    if (Reflect.get(error, name) === undefined) Reflect.set(error, name, value);
  }
  return error;
}

/**
 * @template T
 * @param {import('./upstream.js').Answer} answer
 * @param {number} now seconds
 * @param {() => T} read the core's reading of the answer
 * @returns {T}
 */
export function explain(answer, now, read) {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TailchatLoginError)) throw error;
    const { at, status } = answer;
    const word = status !== 200 && answer.body.length <= MOST_ERROR_BYTES && parse(answer.body)?.error;
    const oauthError = OAUTH_WORDS.has(word) ? word : undefined;
    const isLate = /^id_token_(exp|iat|nbf)_invalid$/.test(error.code);
    const clockSeconds = isLate ? clockOf(parse(answer.body)?.id_token, now) : undefined;
    throw locate(error, { at, upstreamStatus: status, oauthError, clockSeconds });
  }
}

/**
 * How far Tailchat's clock is ahead of ours. Tailchat issues the id_token while we wait for it, so its iat is Tailchat's
 * current time.
 *
 * @param {unknown} id_token
 * @param {number} now seconds
 */
function clockOf(id_token, now) {
  try {
    const claims = JSON.parse(atob(String(id_token).split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
    const seconds = Math.round(claims.iat - now);
    return Number.isSafeInteger(seconds) ? seconds : undefined;
  } catch {
    return undefined;
  }
}

/** Serves only the log: the core reads everything that a login depends on. @param {Uint8Array} bytes @returns {any} */
function parse(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
