import { destinationOf } from '../http/guards.js';

/**
 * Whether a page of this origin sent the request. A browser says it in Sec-Fetch-Site, or else in Origin, and no script
 * can set either.
 *
 * @type {typeof import('../../types/panels.js').isSameOrigin}
 */
export function isSameOrigin({ headers }, origin) {
  const site = headers.get('sec-fetch-site');
  return site === null ? headers.get('origin') === origin : site === 'same-origin';
}

/**
 * Whether a partitioned session counts. A browser sends its cookie to every frame below the same top page, and so with
 * every request that another panel makes. Only our own pages may use it, and who opens a page.
 *
 * @param {Request} request
 * @param {string} origin
 */
export function counts(request, origin) {
  const { method, headers } = request;
  const opened = method === 'GET' && headers.has('sec-fetch-dest') && destinationOf(request) !== undefined;
  return opened || isSameOrigin(request, origin);
}
