import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { readBytes } from '../lib/read_bytes.js';
import { locate } from './details.js';

/**
 * Tailchat reads a form only if the content type names one, and refuses any request that has an Origin. The request
 * therefore has only these headers, and none of the browser's.
 */
const HEADERS = Object.freeze({
  accept: 'application/json',
  'content-type': 'application/x-www-form-urlencoded',
});

/**
 * @typedef {object} Answer
 * @property {string} at the endpoint's path below the API address
 * @property {number} status
 * @property {string} content_type
 * @property {Uint8Array} body
 */

/**
 * Posts a form to Tailchat and reads the answer.
 *
 * @param {object} request
 * @param {import('../../types/fetch.js').Fetch} request.fetch
 * @param {string} request.url
 * @param {string} request.form
 * @param {import('../lib/deadline.js').Deadline} request.deadline
 * @param {'token_response_too_large' | 'userinfo_response_too_large'} request.tooLarge
 * @returns {Promise<Answer>}
 */
export function postForm({ fetch, url, form, deadline, tooLarge }) {
  const init = { method: 'POST', headers: HEADERS, body: form };
  return ask({ fetch, url, init, deadline, limit: LIMITS.response_bytes, tooLarge });
}

/**
 * @param {object} request
 * @param {import('../../types/fetch.js').Fetch} request.fetch
 * @param {string} request.url
 * @param {{ method: string, headers: Record<string, string>, body?: string }} request.init
 * @param {import('../lib/deadline.js').Deadline} request.deadline
 * @param {number} request.limit bytes of the answer
 * @param {import('../../bindings/vocabulary.js').ErrorCode} request.tooLarge the code past the limit
 * @returns {Promise<Answer>}
 */
export function ask(request) {
  const { deadline, limit, tooLarge } = request;
  return receive(request, ({ body }) => readBytes(body, limit, tooLarge, deadline.race));
}

/**
 * Every request to Tailchat goes through this function. It enforces the deadline and refuses redirects. `read` must
 * limit the bytes that it accepts.
 *
 * @template T
 * @param {object} request
 * @param {import('../../types/fetch.js').Fetch} request.fetch
 * @param {string} request.url
 * @param {{ method: string, headers: Record<string, string>, body?: string }} request.init
 * @param {import('../lib/deadline.js').Deadline} request.deadline
 * @param {(response: import('../../types/fetch.js').FetchResponse) => Promise<T>} read
 * @returns {Promise<{ at: string, status: number, content_type: string, body: T }>}
 */
export async function receive({ fetch, url, init: { method, headers, body: sentBody }, deadline }, read) {
  const at = /\/(?:open|api)\/[\w/.]*$/.exec(url)?.[0] ?? '';
  let upstreamStatus;
  try {
    const sent = fetch(url, {
      method,
      headers,
      body: sentBody,
      redirect: 'manual', // 'error' throws on workerd
      signal: deadline.signal,
    });
    const response = await deadline.race(Promise.resolve(sent));
    upstreamStatus = response.status;
    if (isRedirect(response)) {
      discard(response);
      throw new TailchatLoginError('upstream_redirected');
    }
    const body = await read(response);
    return { at, status: response.status, content_type: response.headers.get('content-type') ?? '', body };
  } catch (error) {
    throw locate(upstreamError(error, deadline), { at, upstreamStatus });
  }
}

/**
 * RFC 9700 4.12: a 307 would send the client secret to its target. `redirected` is true if the caller's own fetch has
 * followed a redirect.
 *
 * @param {import('../../types/fetch.js').FetchResponse} response
 */
function isRedirect(response) {
  const { status, type, redirected } = response;
  return redirected || type === 'opaqueredirect' || status === 0 || (status >= 300 && status < 400);
}

/** @param {import('../../types/fetch.js').FetchResponse} response */
function discard(response) {
  response.body?.cancel().catch(() => {});
}

/**
 * @param {unknown} error
 * @param {import('../lib/deadline.js').Deadline} deadline
 */
function upstreamError(error, deadline) {
  if (error instanceof TailchatLoginError) return error;
  if (deadline.signal.aborted) return deadline.signal.reason;
  return new TailchatLoginError('upstream_unreachable', { cause: error, thrownBy: 'fetch' });
}
