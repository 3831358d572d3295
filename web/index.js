// The page's part. `login`, `user` and `logout` leave the login to the worker and load nothing else; `start` and `finish`
// are for a page that starts the login itself, and load the rest when they are called. Importing this touches no browser
// object, so it is safe where a page is rendered on a server.
import { loginError } from './error.js';
import { addressOf, request } from './request.js';

/** If the page is still here then, it was not left. */
const LEAVING_MILLISECONDS = 10_000;

/** What a callback brings (RFC 6749 4.1.2, RFC 9207 2). */
const CALLBACK_PARAMETER = /^(code|state|iss|error|error_description|error_uri)(=|$)/;

/**
 * The last callback of this document, so that a second `finish()` does not end the login twice.
 *
 * @type {{ state: string | null, result: Promise<import('../types/web.js').FinishedLogin> } | undefined}
 */
let last;

/** @type {typeof import('../types/web.js').login} */
export function login({ prompt, basePath, returnTo = here() } = {}) {
  const address = addressOf(basePath);
  const query = new URLSearchParams({ return_to: placeOf(returnTo, address), ...(prompt && { prompt }) });
  location.assign(`${address}/login?${query}`);
}

/** @type {typeof import('../types/web.js').user} */
export async function user({ basePath } = {}) {
  const found = await request(`${addressOf(basePath)}/session`);
  // Another program may answer JSON at this address too, as Auth.js does with {}.
  if (found !== null && typeof found.sub !== 'string') throw loginError('worker_unreachable');
  return found;
}

/** @type {typeof import('../types/web.js').logout} */
export async function logout({ basePath } = {}) {
  last = undefined;
  const { logout_url } = (await request(`${addressOf(basePath)}/logout`, 'POST')) || {};
  if (!/^https?:/.test(logout_url)) return;
  location.assign(logout_url);
  // What a page does after a logout, such as a reload, would end this way.
  await new Promise((resolve) => setTimeout(resolve, LEAVING_MILLISECONDS));
}

/** @type {typeof import('../types/web.js').start} */
export async function start(options) {
  const returnTo = options.returnTo ?? here();
  const page = await loadPage();
  return page.start({ ...options, returnTo });
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
  // First of all, so that neither history nor a Referer nor another script sees the code.
  history.replaceState(history.state, '', url);
  if (!last || last.state !== state) {
    last = { state, result: loadPage().then((page) => page.redeem(sent, state, addressOf(basePath))) };
  }
  return last.result;
}

/**
 * `returnTo` as a link of this page would have it (`#part`, `next`). To a worker on another origin a path would be its
 * own, so that one is told the origin as well. What is an address already is the worker's to judge.
 *
 * @param {string} returnTo
 * @param {string} address the worker's
 */
function placeOf(returnTo, address) {
  if (/^[a-z]+:|^\/[/\\]/i.test(returnTo)) return returnTo;
  const place = returnTo[0] === '/' ? returnTo : here(new URL(returnTo, location.href));
  return (address.startsWith('http') ? location.origin : '') + place;
}

/** Where the page is now, or would be. @param {URL | Location} place */
function here(place = location) {
  return place.pathname + place.search + place.hash;
}

function loadPage() {
  return import('./page.js').catch((cause) => {
    throw loginError('wasm_unavailable', cause);
  });
}
