import { preferredLanguage, wantsJson } from './negotiation.js';
import { errorPage, pageHeaders } from './error_page.js';
import { respond } from './responses.js';

/**
 * @typedef {object} FailureOptions
 * @property {boolean} [json] by default `wantsJson` decides
 * @property {string} [again] where the page's link leads
 * @property {import('./error_page.js').Said} [said] replaces the page's own words
 * @property {Record<string, string>} [headers]
 * @property {ReadonlyArray<string>} [cookies] Set-Cookie lines
 */

/**
 * The answer to a failure: the code and its status, no details.
 *
 * @param {Request} request
 * @param {import('../../bindings/error.js').TailchatLoginError} error
 * @param {FailureOptions} [options]
 */
export function respondFailure(request, error, options = {}) {
  const { json = wantsJson(request, false), again, said, headers, cookies } = options;
  const answer = (/** @type {string} */ body, /** @type {Record<string, string>} */ form) =>
    respond(error.status, request.method === 'HEAD' ? null : body, { ...form, ...headers }, cookies);
  if (json) {
    return answer(JSON.stringify({ error: error.code }), { 'content-type': 'application/json' });
  }
  return answer(errorPage(error, preferredLanguage(request), again, said), pageHeaders(error));
}
