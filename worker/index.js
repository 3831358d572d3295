import { TailchatLoginError } from '../bindings/error.js';
import { answer } from './call.js';
import { readConfig, readEnv } from './config.js';
import { createContext, prepareClient } from './context.js';
import { readCookies } from './cookies.js';
import { respondFailure } from './failures.js';
import { logFailure, toLoginError } from './log.js';
import { openSession, renewSession } from './session.js';
import { createSingleFlight } from './single_flight.js';

/**
 * @typedef {import('../bindings/token.js').User} User
 * @typedef {import('./config.js').LoginOptions} LoginOptions
 * @typedef {import('./context.js').Context} Context
 */

/**
 * The login as a fetch handler, and the session for the rest of the server.
 *
 * @typedef {object} Login
 * @property {(request: Request, env?: any, ctx?: any) => Promise<Response>} fetch the routes under basePath
 * @property {(request: Request, env?: any) => Promise<User | null>} user only reads
 * @property {(request: Request, env?: any) => Promise<{ user: User | null, headers: Headers }>} session
 *   reads, and renews the session when it is time: append `headers` to the answer
 */

/**
 * @param {LoginOptions | ((env: any) => LoginOptions | Promise<LoginOptions>)} [configuration] the options,
 *   or a function of the environment that gives them; without it they come from the environment's
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
        context = await contextOf(env);
      } catch (error) {
        return refuseAll(request, toLoginError(error));
      }
      return answer({ request, context, flights, ctx });
    },

    async user(request, env) {
      const context = await contextOf(env);
      const session = await openSession(context, readCookies(request, context.cookieNames));
      return session?.user ?? null;
    },

    async session(request, env) {
      const context = await contextOf(env);
      const session = await openSession(context, readCookies(request, context.cookieNames));
      const headers = new Headers();
      if (session === undefined) return { user: null, headers };
      for (const line of await renewSession(context, session)) headers.append('set-cookie', line);
      return { user: session.user, headers };
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

/** Stands for a request that came without an environment, as on a server of one's own. */
const NO_ENV = Object.freeze({});

/**
 * One context per environment, so that keys are imported once. Only what is finished is kept: a
 * promise of one request must not be awaited by another (workerd), and a configuration that failed is
 * read again.
 *
 * @param {unknown} configuration
 * @returns {(env: unknown) => Promise<Context>}
 */
function createContexts(configuration) {
  const prepare = createPrepare(configuration);
  /** @type {WeakMap<object, Context>} */
  const contexts = new WeakMap();
  const shared = typeof configuration === 'object';

  return async (env) => {
    const key = !shared && typeof env === 'object' && env !== null ? env : NO_ENV;
    const known = contexts.get(key);
    if (known !== undefined) return known;
    const context = await createContext(await prepare(env));
    contexts.set(key, context);
    return context;
  };
}

/**
 * Reads the configuration and builds the client, which has the core judge its part. An object is
 * read at once, so that a wrong one ends the start and not the first login.
 *
 * @param {unknown} configuration
 * @returns {(env: unknown) => Promise<ReturnType<typeof prepareClient>>}
 */
function createPrepare(configuration) {
  if (configuration === undefined) return async (env) => prepareClient(readEnv(env));
  if (typeof configuration === 'function') {
    return async (env) => prepareClient(readConfig(await configuration(env)));
  }
  const prepared = prepareClient(readConfig(configuration));
  return async () => prepared;
}
