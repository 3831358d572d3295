import { respondFailure } from '../http/failures.js';
import { nameRoute } from '../http/site.js';
import { toLoginError } from '../observe/log.js';
import { answer } from '../routes/router.js';
import { callback } from './callback.js';
import { login } from './login.js';
import { logout } from './logout.js';

/**
 * The routes with panels. Each leaves the work to the login's own route, with the plain cookies or the partitioned ones,
 * and adds what concerns both.
 *
 * @typedef {import('./place.js').Place} Place
 * @typedef {import('../routes/router.js').Parts} Parts
 *
 * @typedef {(place: Place, parts: Parts, url: URL) => Promise<Response>} Route
 */

/** @type {Route} */
const read = (_, parts) => {
  const { context, request } = parts;
  return answer({ ...parts, context: context.panel?.pick(context, request) ?? context });
};

/** @type {ReadonlyMap<string, Route>} */
const ROUTES = new Map([
  ['login', login],
  ['callback', callback],
  ['logout', logout],
  ['me', read],
  ['session', read],
]);

/** @param {Place} place @returns {(parts: Parts) => Promise<Response>} */
export const createAnswer = (place) => async (parts) => {
  const { request, context } = parts;
  const url = new URL(request.url);
  const route = ROUTES.get(nameRoute(context.site, url.pathname) ?? '');
  try {
    return await (route?.(place, parts, url) ?? answer(parts));
  } catch (error) {
    return respondFailure(request, toLoginError(error), { site: context.site });
  }
};
