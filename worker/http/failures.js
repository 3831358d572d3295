import { preferredLanguage, wantsJson } from './negotiation.js';
import { errorPage, pageHeaders } from './error_page.js';
import { respond } from './responses.js';

/**
 * @typedef {object} Answering
 * @property {boolean} [json] by default `wantsJson` decides
 * @property {Record<string, string>} [headers]
 * @property {ReadonlyArray<string>} [cookies] Set-Cookie lines
 *
 * @typedef {Answering & import('./error_page.js').Around} FailureOptions
 */

/**
 * The answer to a failure: the code and its status, no details.
 *
 * @param {Request} request
 * @param {import('../../bindings/error.js').TailchatLoginError} error
 * @param {FailureOptions} [options]
 */
export function respondFailure(request, error, options = {}) {
  const { json = wantsJson(request, false), headers, cookies } = options;
  const answer = (/** @type {string} */ body, /** @type {Record<string, string>} */ form) =>
    respond(error.status, request.method === 'HEAD' ? null : body, { ...form, ...headers }, cookies);
  if (json) {
    return answer(JSON.stringify({ error: error.code }), { 'content-type': 'application/json' });
  }
  return answer(errorPage(error, preferredLanguage(request), options), pageHeaders(error));
}
