import { TailchatLoginError } from '../bindings/error.js';
import { answer } from './call.js';
import { createContexts } from './contexts.js';
import { readCookies } from './cookies.js';
import { respondFailure } from './failures.js';
import { logFailure, toLoginError } from './log.js';
import { makeReport } from './report.js';
import { askToLogIn } from './require.js';
import { openSession, renewSession } from './session.js';
import { createSingleFlight } from './single_flight.js';

/**
 * @typedef {import('./session.js').Account} User
 * @typedef {import('./config.js').LoginOptions} LoginOptions
 * @typedef {import('./context.js').Context} Context
 */

/**
 * The login as a fetch handler, and the session for the rest of the server.
 *
 * @typedef {object} Login
 * @property {(request: Request, env?: any, ctx?: any) => Promise<Response>} fetch the routes under basePath
 * @property {(request: Request, env?: any) => Promise<User | null>} user only reads
 * @property {(request: Request, env?: any) => Promise<Required>} require the user, or the answer to give instead
 * @property {(request: Request, env?: any) => Promise<{ user: User | null, headers: Headers }>} session
 *   reads, and renews the session when it is time: append `headers` to the answer
 * @property {(request: Request, env?: any) => Promise<import('./report.js').Report | null>} report what may be
 *   pasted into an issue; null without `debug`
 */

/**
 * `response` leads a person to the login and back, tells a script 401, and a worker that is not configured
 * 500: `if (response) return response;`
 *
 * @typedef {{ user: User, response?: undefined } | { user?: undefined, response: Response }} Required
 */

/**
 * @param {LoginOptions | ((env: any, request: Request) => LoginOptions | Promise<LoginOptions>)} [configuration]
 *   the options, or a function that gives them: of the environment, called once for each, or of the
 *   environment and the request, called for each request; without it they come from the environment's
 *   TAILCHAT_* bindings
 * @returns {Readonly<Login>}
 */
export function createLogin(configuration) {
  const contextOf = createContexts(configuration);
  /** @type {import('./call.js').Flights} */
  const flights = createSingleFlight();

  return Object.freeze({
    async fetch(request, env, ctx) {
      let context;
      try {
        context = await contextOf(env, request);
      } catch (error) {
        return refuseAll(request, toLoginError(error));
      }
      return answer({ request, context, flights, ctx });
    },

    async user(request, env) {
      const context = await contextOf(env, request);
      const session = await openSession(context, readCookies(request, context.cookieNames));
      return session?.account ?? null;
    },

    async require(request, env) {
      let context;
      try {
        context = await contextOf(env, request);
      } catch (error) {
        return { response: refuseAll(request, toLoginError(error)) };
      }
      const session = await openSession(context, readCookies(request, context.cookieNames));
      return session ? { user: session.account } : { response: askToLogIn(request, context.config.basePath) };
    },

    async report(request, env) {
      return makeReport(await contextOf(env, request));
    },

    async session(request, env) {
      const context = await contextOf(env, request);
      const session = await openSession(context, readCookies(request, context.cookieNames));
      const headers = new Headers();
      if (session === undefined) return { user: null, headers };
      for (const line of await renewSession(context, session)) headers.append('set-cookie', line);
      return { user: session.account, headers };
    },
  });
}

/**
 * Without a configuration no route is known. What is wrong is the log's to say, whichever code the
 * core gave it.
 *
 * @param {Request} request
 * @param {TailchatLoginError} error
 */
function refuseAll(request, error) {
  logFailure(undefined, 'configuration', error);
  const json = request.headers.has('x-tailchat-login'); // a page of ours asks
  return respondFailure(request, new TailchatLoginError('configuration_invalid'), { json });
}
