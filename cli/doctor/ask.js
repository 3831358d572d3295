import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { readBytes } from '../../worker/lib/read_bytes.js';
import { startDeadline } from '../../worker/lib/deadline.js';

/**
 * The result of a request: an answer, or the fault in its place.
 *
 * @typedef {object} Answer
 * @property {'deadline_exceeded' | 'upstream_unreachable' | 'response_too_large'} [fault]
 * @property {string} [reason] for `upstream_unreachable`: the system's own code, such as ECONNREFUSED
 * @property {number} status 0 with a fault
 * @property {Headers} headers
 * @property {string} text
 * @property {number} received when, in milliseconds
 */

/**
 * One request under its own deadline. It throws nothing and follows no redirect: the doctor wants to see whatever
 * happens.
 *
 * @param {{ fetch: typeof globalThis.fetch, deadline: number, now: () => number }} means
 * @param {string} url
 * @param {RequestInit} [init]
 * @returns {Promise<Answer>}
 */
export async function ask({ fetch, deadline: milliseconds, now }, url, init) {
  const deadline = startDeadline(milliseconds);
  try {
    const sent = fetch(url, { ...init, redirect: 'manual', signal: deadline.signal });
    const response = await deadline.race(sent);
    const received = now();
    const body = await readBytes(
      response.body,
      LIMITS.response_bytes,
      'token_response_too_large',
      deadline.race,
    );
    return { status: response.status, headers: response.headers, text: decode(body), received };
  } catch (error) {
    return {
      ...faultOf(error, deadline.signal),
      status: 0,
      headers: new Headers(),
      text: '',
      received: now(),
    };
  } finally {
    deadline.end();
  }
}

/** @param {Uint8Array} body */
const decode = (body) => new TextDecoder().decode(body);

/**
 * @param {unknown} error
 * @param {AbortSignal} signal
 * @returns {Pick<Answer, 'fault' | 'reason'>}
 */
function faultOf(error, signal) {
  if (signal.aborted) return { fault: 'deadline_exceeded' };
  if (error instanceof TailchatLoginError) return { fault: 'response_too_large' };
  return { fault: 'upstream_unreachable', reason: reasonOf(error) };
}

/**
 * The innermost code. The messages beside it may quote the other side.
 *
 * @param {any} error
 * @returns {string | undefined}
 */
function reasonOf(error) {
  for (let at = error; at instanceof Error; at = at.cause ?? /** @type {any} */ (at).errors?.[0]) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (at);
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) return code;
  }
  return undefined;
}

/**
 * @param {Answer} answer
 * @returns {Record<string, unknown> | undefined} its JSON object, if it is one
 */
export function readObject({ headers, text }) {
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(headers.get('content-type') ?? '')) return undefined;
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
