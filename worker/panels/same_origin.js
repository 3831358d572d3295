import { destinationOf } from '../http/guards.js';

/**
 * Whether a page of this origin sent the request. A browser shows that in Sec-Fetch-Site, or else in Origin. No script can
 * set these headers.
 *
 * @type {typeof import('../../types/panels.js').isSameOrigin}
 */
export function isSameOrigin({ headers }, origin) {
  const site = headers.get('sec-fetch-site');
  return site === null ? headers.get('origin') === origin : site === 'same-origin';
}

/**
 * Whether a partitioned session counts. A browser sends its cookie in every frame of the same top page, and therefore also
 * with the requests of other panels. Only requests of our own pages and navigations may use it.
 *
 * @param {Request} request
 * @param {string} origin
 */
export function acceptsPartitioned(request, origin) {
  const { method, headers } = request;
  const opened = method === 'GET' && headers.has('sec-fetch-dest') && destinationOf(request) !== undefined;
  return opened || isSameOrigin(request, origin);
}
