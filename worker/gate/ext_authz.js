import { answerAsked, turnDown } from './proxy.js';
import { readAsked } from './asked.js';

/**
 * The ext_authz filter of Envoy asks by the request itself: its method, its Host, and its path behind the route `forward`.
 * Only with the option `extAuthz`: behind another proxy a client could choose what follows the route.
 *
 * @typedef {import('./place.js').Place} Place
 */

/** Envoy sets the scheme by `headers_to_add`, which replaces the client's. */
const NAMES = Object.freeze(['Method', 'X-Forwarded-Proto', 'Host', 'Path']);

/** The path behind the route, with its query. @param {Place} place @param {string} path @returns {string | undefined} */
function suffixOf({ routes, basePath }, path) {
  const route = [routes, basePath].map((one) => `${one}/forward`).find((one) => path.startsWith(`${one}/`));
  return route === undefined ? undefined : path.slice(route.length);
}

/**
 * The path as it was sent. A Request has resolved it: `/auth/forward/../jwks` would be another route, and its answer would let
 * the client in.
 *
 * @param {any} request of tailchat-login/node
 * @returns {string | undefined}
 */
const rawPathOf = (request) => request.runtime?.node?.req?.url;

/**
 * @param {import('./create.js').Gateway} gateway
 * @param {Request} request
 * @param {any} env
 * @returns {Promise<Response | undefined>} undefined: this is no question of Envoy
 */
export async function answerEnvoy(gateway, request, env) {
  const here = await gateway.prepare(request, env);
  const raw = rawPathOf(request);
  const uri = suffixOf(here.place, raw ?? new URL(request.url).pathname);
  if (uri === undefined) return undefined;
  if (raw === undefined)
    return turnDown(gateway, request, 'forward', 'only tailchat-login/node knows the path as it was sent');
  const get = (/** @type {string} */ name) =>
    name === 'Method' ? request.method : name === 'Path' ? uri : request.headers.get(name);
  const asked = readAsked({ get }, NAMES);
  const response = await answerAsked(gateway, 'forward', request, env, here, asked, NAMES);
  // Envoy takes every other status for a refusal.
  return response.status === 204 ? new Response(null, { headers: response.headers }) : response;
}
