import { TailchatLoginError } from '../../bindings/error.js';
import { LOGIN_HEADER } from '../../bindings/header.js';

/**
 * Browsers and routers prefetch pages that a person may never open. Browsers mark a prefetch by Sec-Purpose, and older
 * ones by Purpose or X-Moz. A router's script may instead send X-Sec-Purpose (Turbo), X-Purpose, or a header named after
 * its purpose (Next-Router-Prefetch, X-Middleware-Prefetch, HX-Preloaded).
 */
const PURPOSE_NAME = /(?:^|-)(?:purpose|moz)$/;
const AHEAD_NAME = /prefetch|preload|prerender/;
const AHEAD_VALUE = /prefetch|preload|prerender|preview|instant/i;

/** @param {Request} request */
export function isPrefetch({ headers }) {
  return [...headers].some(
    ([name, value]) => AHEAD_NAME.test(name) || (PURPOSE_NAME.test(name) && AHEAD_VALUE.test(value)),
  );
}

/**
 * The destinations of a navigation. A service worker that forwards a navigation sends `empty` instead of `document`. A
 * picture, a script or a fetch cannot claim to be a navigation (Fetch Metadata 2.1, 2.2).
 *
 * @type {ReadonlyMap<string, 'page' | 'frame'>}
 */
const NAVIGATED = new Map([
  ['document', 'page'],
  ['empty', 'page'],
  ['iframe', 'frame'],
  ['frame', 'frame'],
]);

/**
 * Whether the request is a navigation. If a service worker forwards a navigation unchanged, Chromium still marks it as
 * one. Firefox describes the service worker's own fetch, which only our own origin can cause, and keeps the
 * Upgrade-Insecure-Requests header, which every navigation has and no fetch can set.
 *
 * @param {Request} request
 */
export function isLed({ headers }) {
  const mode = headers.get('sec-fetch-mode');
  return mode === 'navigate' || (mode === 'same-origin' && headers.get('upgrade-insecure-requests') === '1');
}

/**
 * Where the browser shows the answer to a navigation. A client without Sec-Fetch-Dest is not a browser, or is a browser
 * on plain http. Its requests count as navigations of a page.
 *
 * @param {Request} request
 * @returns {'page' | 'frame' | undefined} undefined: the request is not a navigation, or it loads an object or an embed
 */
export function destinationOf(request) {
  const destination = request.headers.get('sec-fetch-dest');
  if (destination === null) return 'page';
  return isLed(request) ? NAVIGATED.get(destination) : undefined;
}

/**
 * A login starts and ends only in a navigation of a page. In a frame it may start if a page of ours asked for it, as a
 * silent login does.
 *
 * @param {Request} request
 * @param {string} name the route's
 */
export function requireNavigation(request, name) {
  const destination = destinationOf(request);
  const foreign = destination === 'frame' && request.headers.get('sec-fetch-site') !== 'same-origin';
  if (destination === undefined || (foreign && name === 'login'))
    throw new TailchatLoginError('navigation_required');
}

/** @param {Request} request */
export function requireHeader(request) {
  if (request.headers.get(LOGIN_HEADER) !== '1') throw new TailchatLoginError('request_header_missing');
}

/**
 * The header alone is not enough: a careless CORS configuration in front of us could allow it. A client that sends
 * neither Origin nor Sec-Fetch-Site is not a browser, so it carries nobody's cookies.
 *
 * @param {Request} request
 * @param {Pick<import('../context.js').Context, 'config' | 'site'>} context
 */
export function refuseCrossSite({ method, headers }, { config, site: { origin: own } }) {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  const typedIn = site === 'none' && method === 'GET'; // the address bar sends no POST
  const allowed = origin !== null && config.allowedOrigins.includes(origin);
  const ours = origin === null || origin === own || allowed;
  const near = site === null || site === 'same-origin' || typedIn || (allowed && site === 'same-site');
  if (!ours || !near) throw new TailchatLoginError('cross_site_request');
}

/** A fetch. */
const FETCHED = new Set([null, 'empty']);

/**
 * Another page that loads the data as a script, an image or a frame could learn who is logged in. A person may also open
 * a GET route from the address bar.
 *
 * @param {Request} request
 */
export function refuseEmbedding({ method, headers }) {
  const destination = headers.get('sec-fetch-dest');
  const looked = destination === 'document' && method === 'GET';
  if (!FETCHED.has(destination) && !looked) throw new TailchatLoginError('cross_site_request');
}
