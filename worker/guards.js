import { TailchatLoginError } from '../bindings/error.js';

/** What only a script of our own origin can send: another site's needs a preflight, which fails. */
const HEADER = 'x-tailchat-login';

/**
 * Browsers and routers fetch ahead what a person may never open. `prefetch;prerender` and the like
 * are values of Sec-Purpose too.
 *
 * @param {Request} request
 */
export function isPrefetch({ headers }) {
  const purposes = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].map((name) => headers.get(name) ?? '');
  return (
    purposes.some((purpose) => /prefetch|prerender/i.test(purpose)) || headers.has('next-router-prefetch')
  );
}

/** @param {Request} request */
export function requireHeader(request) {
  if (request.headers.get(HEADER) !== '1') throw new TailchatLoginError('request_header_missing');
}

/**
 * The header alone is not enough: a careless CORS set-up in front of us could allow it. A client
 * that sends neither Origin nor Sec-Fetch-Site is no browser, and so carries no one's cookies.
 *
 * @param {Request} request
 * @param {Readonly<Pick<import('./config.js').Config, 'baseUrl' | 'allowedOrigins'>>} config
 */
export function refuseCrossSite({ method, headers }, { baseUrl, allowedOrigins }) {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  const typedIn = site === 'none' && method === 'GET'; // the address bar sends no POST
  const allowed = origin !== null && allowedOrigins.includes(origin);
  const ours = origin === null || origin === baseUrl || allowed;
  const near = site === null || site === 'same-origin' || typedIn || (allowed && site === 'same-site');
  if (!ours || !near) throw new TailchatLoginError('cross_site_request');
}

/** A fetch, and a page of its own, as when somebody looks at it from the address bar. */
const UNEMBEDDED = new Set([null, 'empty', 'document']);

/**
 * As a script, an image or a frame the data would tell another page who is logged in.
 *
 * @param {Request} request
 */
export function refuseEmbedding({ headers }) {
  if (!UNEMBEDDED.has(headers.get('sec-fetch-dest'))) throw new TailchatLoginError('cross_site_request');
}
