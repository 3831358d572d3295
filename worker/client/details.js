import { TailchatLoginError } from '../../bindings/error.js';
import { OAUTH_WORDS } from '../../bindings/vocabulary.js';

/**
 * What a failure's line in the log says beyond its code: where it was, and what of the answer tells one cause from
 * another. Nothing of it is a text of the other side but an OAuth error word of a fixed list.
 *
 * @typedef {Partial<Pick<TailchatLoginError, 'at' | 'upstreamStatus' | 'oauthError' | 'clockSeconds'>>} Details
 */

/**
 * What is known already stays: the innermost knows best.
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
    const body = parse(answer.body);
    const oauthError = status !== 200 && OAUTH_WORDS.has(body?.error) ? body.error : undefined;
    const clock = /^id_token_(exp|iat|nbf)_invalid$/.test(error.code)
      ? clockOf(body?.id_token, now)
      : undefined;
    throw locate(error, { at, upstreamStatus: status, oauthError, clockSeconds: clock });
  }
}

/**
 * How far Tailchat's clock is ahead of ours: an id_token is issued while it is asked for.
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

/** For the log alone; what a login rests on the core has read. @param {Uint8Array} bytes @returns {any} */
function parse(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
