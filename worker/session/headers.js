/**
 * A page that depends on the session cookie, and what a cache may do with it. A shared cache may store an answer that
 * sets a cookie (RFC 9111 3 does not forbid it), and would then give one user's cookie to the next.
 */

/** Headers that tell caches of one kind more than Cache-Control does (RFC 9213 2; Surrogate-Control is older). */
export const TARGETED = /(?:^|-)cdn-cache-control$|^surrogate-control$/;

/**
 * @param {ReadonlyArray<string>} lines of Set-Cookie
 * @returns {Headers} to put on the answer
 */
export function sessionHeaders(lines) {
  const headers = new Headers({ vary: 'Cookie' });
  if (lines.length > 0) headers.set('cache-control', 'private, no-store');
  for (const line of lines) headers.append('set-cookie', line);
  return headers;
}

/** @type {typeof import('../../types/worker.js').withSession} */
export function withSession(response, headers) {
  if (response.type === 'error') return response; // a network error has no headers
  return addSession(new Response(response.body, response), headers);
}

/**
 * Does the same to an answer of our own, whose headers may change.
 *
 * @template {{ readonly headers: Headers }} T
 * @param {T} answer
 * @param {import('../../types/platform.js').WebHeaders} headers
 * @returns {T}
 */
export function addSession(answer, headers) {
  const cookies = new Set(answer.headers.getSetCookie());
  for (const line of headers.getSetCookie())
    if (!cookies.has(line)) answer.headers.append('set-cookie', line);
  const vary = joinVary(answer.headers.get('vary'), headers.get('vary'));
  if (vary !== undefined) answer.headers.set('vary', vary);
  const cache = headers.get('cache-control');
  if (cache === null) return answer;
  for (const name of [...answer.headers.keys()]) if (TARGETED.test(name)) answer.headers.delete(name);
  answer.headers.set('cache-control', cache);
  return answer;
}

/**
 * @param {string | null} own
 * @param {string | null} more
 */
export function joinVary(own, more) {
  const names = [own, more].flatMap((list) => (list ?? '').split(',')).map((name) => name.trim());
  if (names.includes('*')) return '*';
  /** By lower-case name: field names are case-insensitive. @type {Map<string, string>} */
  const known = new Map();
  for (const name of names)
    if (name !== '' && !known.has(name.toLowerCase())) known.set(name.toLowerCase(), name);
  return known.size > 0 ? [...known.values()].join(', ') : undefined;
}
