import { preferredLanguage, prefersJson } from './accept.js';
import { errorPage, PAGE_HEADERS } from './error_page.js';
import { respond } from './responses.js';

/**
 * @typedef {object} FailureOptions
 * @property {boolean} [json] whatever Accept says: the route is for scripts
 * @property {string} [again] where "try again" leads
 * @property {Record<string, string>} [headers]
 * @property {ReadonlyArray<string>} [cookies] Set-Cookie lines
 */

/**
 * The answer to a failure: the code and its status, no details.
 *
 * @param {Request} request
 * @param {import('../bindings/error.js').TailchatLoginError} error
 * @param {FailureOptions} [options]
 */
export function respondFailure(request, error, { json = false, again, headers = {}, cookies = [] } = {}) {
  if (request.method === 'HEAD') return respond(error.status, null, headers, cookies);
  if (json || prefersJson(request)) {
    const body = JSON.stringify({ error: error.code });
    return respond(error.status, body, { 'content-type': 'application/json', ...headers }, cookies);
  }
  const page = errorPage(error, preferredLanguage(request), again);
  return respond(error.status, page, { ...PAGE_HEADERS, ...headers }, cookies);
}
