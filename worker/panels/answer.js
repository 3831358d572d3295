import { TailchatLoginError } from '../../bindings/error.js';
import { respondFailure } from '../http/failures.js';
import { respondJson } from '../http/responses.js';
import { nameRoute } from '../http/site.js';
import { toLoginError } from '../observe/log.js';
import { answer } from '../routes/router.js';
import { callback } from './callback.js';
import { fit } from './fit.js';
import { login } from './login.js';
import { logout } from './logout.js';
import { setShown } from './pages.js';
import { hasMark } from './marks.js';
import { isOut } from './stay_out.js';

/**
 * The routes with panels. Each calls the login's own route with the plain or the partitioned cookies, and adds the work
 * that concerns both.
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

/**
 * Tells a page whether it may log in silently, so that it does not lead its frame to a page that the browser refuses there:
 * the origins of the allowed frames, whether the browser stores our cookies there, and whether the page has just asked, or
 * must not ask because the person has logged out.
 *
 * @type {Route}
 */
const list = async (place, { request }) =>
  request.method === 'GET'
    ? respondJson(
        200,
        {
          embedded_in: place.embeddedIn,
          cookies: hasMark(place, request, 'shown'),
          asked: hasMark(place, request, 'asked') || isOut(place, request),
        },
        setShown(place, request).cookies,
      )
    : respondFailure(request, new TailchatLoginError('method_not_allowed'), {
        json: true,
        headers: { allow: 'GET' },
      });

/** @type {ReadonlyMap<string, Route>} */
const ROUTES = new Map([
  ['login', login],
  ['callback', callback],
  ['logout', logout],
  ['me', read],
  ['session', read],
  ['panels', list],
]);

/** @param {Place} place @returns {(parts: Parts) => Promise<Response>} */
export const createAnswer = (place) => async (parts) => {
  const { request, context } = parts;
  const url = new URL(request.url);
  const route = ROUTES.get(nameRoute(context.site, url.pathname) ?? '');
  try {
    const response = await (route?.(place, parts, url) ?? answer(parts));
    fit(place, request, response);
    return response;
  } catch (error) {
    return respondFailure(request, toLoginError(error), { site: context.site });
  }
};
