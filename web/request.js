import { LOGIN_HEADER } from '../bindings/header.js';
import { loginError } from './error.js';

/** Above the worker's own deadline for Tailchat, so that its answer comes first. */
const DEADLINE_MILLISECONDS = 30_000;

/**
 * Where the worker's routes are, in one spelling whichever way the page wrote it: a path for the page's own origin, the
 * whole address for another one of its site. Only https is another origin's, and http on the page's own host, where
 * the page itself has no more (a worker on another port of localhost).
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
  // What follows the path (or a name before the host) would end up in the middle of every address made of it.
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
      // The header is what a form or an image of another site cannot send.
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
  if (response?.status === 401) throw loginError('unauthenticated');
  // What is no JSON, or has no code of ours, is somebody else's: a proxy, a static server's page for unknown paths.
  const code = answer?.error;
  const known = typeof code === 'string' && /^[a-z_]{3,40}$/.test(code);
  throw loginError(known ? code : 'worker_unreachable', cause);
}
