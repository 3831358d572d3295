import { TailchatLoginError } from '../../bindings/error.js';
import { LOGIN_HEADER } from '../../bindings/header.js';

/**
 * Browsers and routers fetch ahead what a person may never open. A browser says so by Sec-Purpose, and said it by Purpose
 * and X-Moz; a script may send none of these and says X-Sec-Purpose (Turbo), X-Purpose, or a header that is named
 * after what it does (Next-Router-Prefetch, X-Middleware-Prefetch, HX-Preloaded).
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
 * What a navigation is for. A service worker that passes one on sends `empty` where it was a document, and a picture, a
 * script or a fetch cannot say that it navigates (Fetch Metadata 2.1, 2.2).
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
 * Whether the browser was led here. Where a service worker passes a navigation on as it is, Chromium still says that it
 * navigates. Firefox says what its own fetch is, which only our own origin can say, and keeps the header that every
 * navigation has and no fetch.
 *
 * @param {Request} request
 */
export function isLed({ headers }) {
  const mode = headers.get('sec-fetch-mode');
  return mode === 'navigate' || (mode === 'same-origin' && headers.get('upgrade-insecure-requests') === '1');
}

/**
 * Where the answer to a navigation is shown. A client without Sec-Fetch-Dest is no browser, or one on plain http: there
 * it counts as a page.
 *
 * @param {Request} request
 * @returns {'page' | 'frame' | undefined} undefined: this is no navigation, or one into an object or an embed
 */
export function destinationOf(request) {
  const destination = request.headers.get('sec-fetch-dest');
  if (destination === null) return 'page';
  return isLed(request) ? NAVIGATED.get(destination) : undefined;
}

/**
 * A login starts and ends where a person is led. In a frame it starts if a page of ours asked for it: a silent login.
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
 * The header alone is not enough: a careless CORS set-up in front of us could allow it. A client
 * that sends neither Origin nor Sec-Fetch-Site is no browser, and so carries no one's cookies.
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
 * As a script, an image or a frame the data would tell another page who is logged in. A GET may also be looked at from
 * the address bar.
 *
 * @param {Request} request
 */
export function refuseEmbedding({ method, headers }) {
  const destination = headers.get('sec-fetch-dest');
  const looked = destination === 'document' && method === 'GET';
  if (!FETCHED.has(destination) && !looked) throw new TailchatLoginError('cross_site_request');
}
