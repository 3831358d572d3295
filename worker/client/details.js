import { TailchatLoginError } from '../../bindings/error.js';

/**
 * What a failure's line in the log says beyond its code: where it was, and what of the answer tells one cause from
 * another. Nothing of it is a text of the other side but an OAuth error word of the list below.
 *
 * @typedef {Partial<Pick<TailchatLoginError, 'at' | 'upstreamStatus' | 'oauthError' | 'clockSeconds'>>} Details
 */

/**
 * The words that Tailchat's login service, oidc-provider 7, has for an answer that is not 200.
 *
 * @see RFC 6749 5.2, RFC 6750 3.1, RFC 7591 3.2.2
 */
const OAUTH_ERRORS = new Set(
  (
    'invalid_request invalid_client invalid_grant unauthorized_client unsupported_grant_type invalid_scope ' +
    'access_denied server_error temporarily_unavailable invalid_token insufficient_scope invalid_target ' +
    'invalid_redirect_uri invalid_client_metadata'
  ).split(' '),
);

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
    const oauthError = status !== 200 && OAUTH_ERRORS.has(body?.error) ? body.error : undefined;
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
