/**
 * The page's part. `login`, `user` and `logout` leave the login to the worker and load nothing
 * else; `start` and `finish` are for a page that starts the login itself, and load the rest when
 * they are called. Importing this touches no browser object, so it is safe where a page is rendered
 * on a server.
 */
import { loginError } from './error.js';
import { addressOf, request } from './request.js';

/** @typedef {import('./error.js').LoginError} LoginError */
/** @typedef {{ sub: string, nickname?: string, discriminator?: string, avatar?: string }} User */
/** @typedef {{ user: User, returnTo: string }} Login */
/**
 * @typedef {object} StartOptions
 * @property {string} apiUrl Tailchat's address
 * @property {string} clientId
 * @property {string} redirectUri a page of this origin that calls `finish`, as registered at Tailchat
 * @property {string} [returnTo] a path of this origin; where the page is now if not given
 * @property {string} [scope] `openid profile` if not given
 * @property {string} [issuer] where the deployment spells its issuer unlike its address
 * @property {'private'} [allowHttp] as the worker has it
 * @property {string} [prompt]
 * @property {string} [loginHint]
 * @property {string | URLSearchParams | Record<string, string>} [extraParameters]
 */

/** If the page is still here then, it was not left. */
const LEAVING_MILLISECONDS = 10_000;

/** What a callback brings (RFC 6749 4.1.2, RFC 9207 2). */
const CALLBACK_PARAMETER = /^(code|state|iss|error|error_description|error_uri)(=|$)/;

/**
 * The last callback of this document, so that a second `finish()` does not end the login twice.
 *
 * @type {{ state: string | null, result: Promise<Login> } | undefined}
 */
let last;

/**
 * Goes to the worker's login, which leads to Tailchat and back to `returnTo`, a path of this page's origin. `basePath`,
 * here and below, is the path of the worker's routes, `/auth` if not given, or their address where the worker has
 * another origin of the same site (`https://auth.example/auth`); it must then allow this page's (`allowedOrigins`).
 * What is neither (`javascript:...`) is `base_path_invalid`, and nothing is asked or opened.
 *
 * @param {{ returnTo?: string, prompt?: string, basePath?: string }} [options]
 */
export function login({ prompt, basePath, returnTo = here() } = {}) {
  const address = addressOf(basePath);
  const query = new URLSearchParams({ return_to: placeOf(returnTo, address), ...(prompt && { prompt }) });
  location.assign(`${address}/login?${query}`);
}

/**
 * Who is logged in.
 *
 * @param {{ basePath?: string }} [options]
 * @returns {Promise<User | null>}
 */
export async function user({ basePath } = {}) {
  return request(`${addressOf(basePath)}/me`).catch((error) => {
    if (error.code === 'unauthenticated') return null;
    throw error;
  });
}

/**
 * Ends the session here, and goes to the worker's `logoutUrl` where it has one. Tailchat itself has no logout for
 * apps: without one, the next login is the same user, without a question.
 *
 * @param {{ basePath?: string }} [options]
 * @returns {Promise<void>}
 */
export async function logout({ basePath } = {}) {
  last = undefined;
  const { logout_url } = (await request(`${addressOf(basePath)}/logout`, 'POST')) || {};
  if (!/^https?:/.test(logout_url)) return;
  location.assign(logout_url);
  // What a page does after a logout, such as a reload, would end this way.
  await new Promise((resolve) => setTimeout(resolve, LEAVING_MILLISECONDS));
}

/**
 * Starts a login from the page: goes to Tailchat, which leads back to `redirectUri`.
 *
 * @param {StartOptions} options
 * @returns {Promise<void>}
 */
export async function start(options) {
  const returnTo = options.returnTo ?? here();
  const page = await loadPage();
  return page.start({ ...options, returnTo });
}

/**
 * Ends a login that `start` began: takes the callback out of the address bar, and asks the worker to
 * redeem it. Without a callback in the address bar it resolves to null; called again, also when the
 * address bar is clean, it gives the same promise.
 *
 * @param {{ basePath?: string }} [options]
 * @returns {Promise<Login | null>}
 */
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
