import { TailchatLoginError } from '../../bindings/error.js';
import { answerPreflight, withOrigin } from '../http/cors.js';
import { createTell, failed } from '../observe/events.js';
import { respondFailure } from '../http/failures.js';
import { destinationOf, isPrefetch, requireNavigation } from '../http/guards.js';
import { wantsJson } from '../http/negotiation.js';
import { redirect } from '../http/responses.js';
import { logFailure, logNote, toLoginError } from '../observe/log.js';
import { noteFailure } from '../observe/report.js';
import { callback } from './callback.js';
import { exchange } from './exchange.js';
import { login } from './login.js';
import { logout } from './logout.js';
import { me, session } from './me.js';
import { nameRoute } from '../http/site.js';

/**
 * One request on its way through the worker. Only the part that `flights` shares outlives it.
 *
 * @typedef {object} Call
 * @property {Request} request
 * @property {unknown} env as it was given beside the request
 * @property {URL} url
 * @property {import('../context.js').Context} context
 * @property {Flights} flights
 * @property {import('../../types/worker.js').WaitUntilContext | undefined} ctx
 * @property {(event: import('../observe/events.js').LoginEvent) => void} tell
 * @property {() => number} elapsed milliseconds since the request came
 * @property {(error: TailchatLoginError) => void} note reports a failure to the operators of the site
 * @property {(error: TailchatLoginError, options?: { return_to?: string, cookies?: string[] }) => Response} fail
 *
 * @typedef {ReturnType<typeof import('../login/single_flight.js').createSingleFlight<import('../login/redeem.js').Redeemed>>} Flights
 */

/**
 * @typedef {Omit<Call, 'url' | 'note' | 'fail' | 'tell' | 'elapsed'>} Parts
 *
 * @typedef {object} Route
 * @property {'GET' | 'POST'} method
 * @property {boolean} navigation the browser navigates to this route. The other routes serve scripts, and answer JSON
 * @property {boolean} [core] the route needs the core
 * @property {(call: Call) => Promise<Response>} answer
 */

/** @type {ReadonlyMap<string, Route>} */
const ROUTES = new Map([
  ['login', { method: 'GET', navigation: true, core: true, answer: login }],
  ['callback', { method: 'GET', navigation: true, core: true, answer: callback }],
  ['me', { method: 'GET', navigation: false, answer: me }],
  ['session', { method: 'GET', navigation: false, answer: session }],
  ['logout', { method: 'POST', navigation: false, answer: logout }],
  ['exchange', { method: 'POST', navigation: false, core: true, answer: exchange }],
]);

/** Guesses the route if no configuration is valid, so that its path is unknown. @param {string} pathname */
export const endsLikeRoute = (pathname) => ROUTES.has(pathname.replace(/\/$/, '').replace(/^.*\//, ''));

/** @param {import('../context.js').Context} context @param {Request} request */
export const asksCore = ({ site }, { url }) => ROUTES.get(nameRoute(site, new URL(url).pathname) ?? '')?.core;

/**
 * @param {Parts} parts
 * @returns {Promise<Response>}
 */
export async function answer(parts) {
  const { request, context } = parts;
  const { allowedOrigins } = context.config;
  const url = new URL(request.url);
  const name = nameRoute(context.site, url.pathname) ?? '';
  const route = ROUTES.get(name);
  if (route === undefined) return missRoute(parts, url);
  if (route.navigation) return answerRoute(parts, url, name, route);
  const preflight = answerPreflight(request, route.method, allowedOrigins);
  return withOrigin(request, preflight ?? (await answerRoute(parts, url, name, route)), allowedOrigins);
}

/**
 * @param {Parameters<typeof answer>[0]} parts
 * @param {URL} url
 */
function missRoute({ request, context }, { pathname }) {
  logMiss(context, pathname);
  return respondFailure(request, new TailchatLoginError('not_found'), { site: context.site });
}

/**
 * Most likely the site passes on another path than the configuration says, or a page uses a wrong one. The log says where
 * the routes are. It leaves out the path, which is text from the visitor.
 *
 * @param {import('../context.js').Context} context
 * @param {string} pathname
 */
export function logMiss({ config: { basePath, log }, site, mayLogMiss }, pathname) {
  const where = nameRoute(site, pathname) === undefined ? 'not below' : 'no route below';
  if (mayLogMiss()) logNote(log, `not_found: the path is ${where} ${basePath}`);
}

/**
 * @param {Parameters<typeof answer>[0]} parts
 * @param {URL} url
 * @param {string} name
 * @param {Route} route
 * @returns {Promise<Response>}
 */
async function answerRoute(parts, url, name, route) {
  const { request, context } = parts;
  const { debug, log, onEvent } = context.config;
  const { site } = context;
  const json = !route.navigation || wantsJson(request, false);
  if (request.method !== route.method) {
    const headers = { allow: route.method };
    return respondFailure(request, new TailchatLoginError('method_not_allowed'), { json, headers, site });
  }
  if (route.navigation && isPrefetch(request))
    return respondFailure(request, new TailchatLoginError('prefetch_refused'), { json, site });

  const tell = createTell(onEvent, parts.ctx, (cause) =>
    logFailure(
      log,
      'onEvent',
      new TailchatLoginError('internal_error', { cause, thrownBy: 'onEvent' }),
      debug,
    ),
  );
  const begun = context.clock();
  const elapsed = () => context.clock() - begun;
  /** @type {Call['note']} */
  const note = (error) => {
    logFailure(log, name, error, debug);
    noteFailure(context, { step: name, code: error.code });
    const event = failed(name, error.code, elapsed());
    if (event !== undefined) tell(event);
  };
  /** @type {Call['fail']} */
  const fail = (error, { return_to = site.home, cookies } = {}) => {
    note(error);
    const page = json ? undefined : findErrorPage(parts, return_to);
    if (page !== undefined)
      return redirect(`${page}?${new URLSearchParams({ error: error.code, return_to })}`, cookies);
    const again = `${site.routes}/login?${new URLSearchParams({ return_to })}`;
    return respondFailure(request, error, { json, again, cookies, site });
  };
  const response = await answerIn(route, name, { url, tell, elapsed, note, fail, ...parts }).catch((error) =>
    fail(toLoginError(error)),
  );
  // In production this header would tell a stranger how long Tailchat takes.
  if (debug) response.headers.set('server-timing', `${name};dur=${elapsed()}`);
  return response;
}

/**
 * The site's own page for a failed login. In a frame ours is shown, which no other page can frame. A login that led to
 * that page would fail in a circle, if only users may see it.
 *
 * @param {Parameters<typeof answer>[0]} parts
 * @param {string} return_to
 */
function findErrorPage({ request, context }, return_to) {
  const { errorPage } = context.config;
  const own = return_to.split('?', 1)[0] === errorPage;
  return own || destinationOf(request) !== 'page' ? undefined : errorPage;
}

/**
 * @param {Route} route
 * @param {string} name
 * @param {Call} call
 */
async function answerIn(route, name, call) {
  if (route.navigation) requireNavigation(call.request, name);
  return route.answer(call);
}
