import { LOGIN_HEADER } from '../bindings/header.js';
import { loginError } from './error.js';

/** Longer than the worker's own deadline for Tailchat, so that its answer arrives first. */
const DEADLINE_MILLISECONDS = 30_000;

/**
 * The address of the worker's routes, in one spelling however the page wrote it: a path on the page's own origin, or the
 * whole address on another origin of its site. Another origin must use https. Plain http is possible only on the page's
 * own host, if the page itself has no more (a worker on another port of localhost).
 *
 * @param {string | null} [basePath] `/auth` if empty
 * @returns {string} without a slash at its end
 */
export function addressOf(basePath) {
  let url;
  try {
    url = new URL(basePath || '/auth', location.href);
  } catch {
    throw loginError('base_path_invalid');
  }
  const { protocol, host, hostname, pathname, href } = url;
  const own = protocol === location.protocol && hostname === location.hostname;
  // A query, a fragment or a user name would end up in the middle of every address built from it.
  if (!/^https?:/.test(href) || (protocol !== 'https:' && !own) || /[@?#]/.test(href))
    throw loginError('base_path_invalid');
  const path = pathname.replace(/^\/+/, '/').replace(/\/+$/, '');
  return (own && host === location.host ? '' : url.origin) + path;
}

/**
 * One request to the worker.
 *
 * @param {string} path
 * @param {string} [method]
 * @param {object} [json]
 * @returns {Promise<any>} its JSON answer, if it has one
 */
export async function request(path, method, json) {
  let response, answer, cause;
  try {
    response = await fetch(path, {
      method,
      // A form or an image of another site cannot send this header.
      headers: { [LOGIN_HEADER]: '1', ...(json && { 'Content-Type': 'application/json' }) },
      body: json && JSON.stringify(json),
      credentials: 'include', // the worker's origin may be another one of this site
      cache: 'no-store',
      // A code and its verifier go to the worker and nowhere else (RFC 9700 4.12).
      redirect: 'error',
      signal: AbortSignal.timeout?.(DEADLINE_MILLISECONDS),
    });
    const text = await response.text();
    answer = text && JSON.parse(text);
    if (response.ok) return answer;
  } catch (error) {
    cause = error;
  }
  // An answer without JSON or without our code comes from another server: a proxy, or a static server's page.
  const code = answer?.error;
  const known = typeof code === 'string' && /^[a-z_]{3,40}$/.test(code);
  throw loginError(known ? code : 'worker_unreachable', response || cause);
}
