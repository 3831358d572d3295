// The page's part. `login`, `user` and `logout` leave the login to the worker, and load no other file. `start` and `finish`
// are for a page that starts the login itself. They load the other files when they are called. Importing this file uses no
// browser object, so a server that renders pages can import it.
import { loginError } from './error.js';
import { addressOf, request } from './request.js';

const TOOLS = { request, loginError };

/** The browser should have left the page by then. */
const LEAVING_MILLISECONDS = 10_000;

/** The parameters of a callback (RFC 6749 4.1.2, RFC 9207 2). */
const CALLBACK_PARAMETER = /^(code|state|iss|error|error_description|error_uri)(=|$)/;

/**
 * The last callback of this document, so that a second `finish()` does not end the login twice.
 *
 * @type {{ state: string | null, result: Promise<import('../types/web.js').FinishedLogin> } | undefined}
 */
let last;

/** @type {typeof import('../types/web.js').login} */
export function login({ prompt, basePath, returnTo = here(), popup } = {}) {
  const address = addressOf(basePath);
  const query = new URLSearchParams({ return_to: placeOf(returnTo, address), ...(prompt && { prompt }) });
  if (popup || isFramed())
    return import('./panel.js').then((panel) => panel.logIn(request, address, query, popup));
  location.assign(`${address}/login?${query}`);
}

/** @type {typeof import('../types/web.js').isFramed} */
export function isFramed() {
  return globalThis.window?.top !== globalThis.window;
}

/** @type {typeof import('../types/web.js').user} */
export async function user({ basePath } = {}) {
  const found = await request(`${addressOf(basePath)}/session`);
  // Another program may answer with JSON at this address, as Auth.js does with {}.
  if (found !== null && typeof found.sub !== 'string') throw loginError('worker_unreachable');
  return found;
}

/** @type {typeof import('../types/web.js').logout} */
export async function logout({ basePath } = {}) {
  last = undefined;
  // Some frameworks take a POST without a content type for a form, and refuse it behind a proxy.
  const { logout_url } = (await request(`${addressOf(basePath)}/logout`, 'POST', {})) || {};
  if (!/^https?:/.test(logout_url)) return;
  location.assign(logout_url);
  // A page may reload after `logout` resolves, and would stop this navigation. So it resolves later.
  await new Promise((resolve) => setTimeout(resolve, LEAVING_MILLISECONDS));
}

/** @type {typeof import('../types/web.js').start} */
export async function start(options) {
  const returnTo = options.returnTo ?? here();
  const page = await loadPage();
  return page.start(TOOLS, { ...options, returnTo });
}

/** @type {typeof import('../types/web.js').finish} */
export function finish({ basePath } = {}) {
  const url = new URL(location.href);
  const query = url.searchParams;
  const ours = (query.has('code') || query.has('error')) && (query.has('state') || query.has('iss'));
  if (!ours) return last?.result ?? Promise.resolve(null);

  const state = query.get('state');
  const sent = location.origin + location.pathname + location.search;
  url.search = url.search
    .slice(1)
    .split('&')
    .filter((part) => !CALLBACK_PARAMETER.test(part))
    .join('&');
  // This comes first, so that the code does not reach the history, a Referer or another script.
  history.replaceState(history.state, '', url);
  if (!last || last.state !== state) {
    last = { state, result: loadPage().then((page) => page.redeem(TOOLS, sent, state, addressOf(basePath))) };
  }
  return last.result;
}

/**
 * Resolves `returnTo` like a link on this page (`#part`, `next`). A worker on another origin would read a path as its own,
 * so it gets the origin too. The worker checks whether it accepts the address.
 *
 * @param {string} returnTo
 * @param {string} address the worker's
 */
function placeOf(returnTo, address) {
  if (/^[a-z]+:|^\/[/\\]/i.test(returnTo)) return returnTo;
  const place = returnTo[0] === '/' ? returnTo : here(new URL(returnTo, location.href));
  return (address.startsWith('http') ? location.origin : '') + place;
}

/** The path, query and fragment of a place. @param {URL | Location} place */
function here(place = location) {
  return place.pathname + place.search + place.hash;
}

function loadPage() {
  return import('./page.js').catch((cause) => {
    throw loginError('wasm_unavailable', cause);
  });
}
