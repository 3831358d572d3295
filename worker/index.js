import { TailchatLoginError } from '../bindings/error.js';
import { answer, asksCore, endsLikeRoute, logMiss } from './routes/router.js';
import { createContexts } from './context_cache.js';
import { ready } from './entry.js';
import { readCookies } from './http/cookies.js';
import { expireRepeated } from './http/repeated.js';
import { respondFailure } from './http/failures.js';
import { toRequest } from './http/asked.js';
import { nameRoute, pickHost } from './http/site.js';
import { logFailure, toLoginError } from './observe/log.js';
import { makeReport } from './observe/report.js';
import { askToLogIn, sayFailure, sayLack, turnAway } from './routes/require.js';
import { findLack, findMember } from './session/membership.js';
import { openSession, renewSession } from './session/session.js';
import { sessionHeaders } from './session/headers.js';
import { createSingleFlight } from './login/single_flight.js';
import { insides } from './lib/inside.js';
import { weigh } from './lib/weigh.js';

/** The memory for a redeemed login without its account. The user shares its strings with the account. */
const REDEEMED_BYTES = 320;

export { TailchatLoginError } from '../bindings/error.js';
export { readEnv } from './config/config.js';
export { checkEnvironment } from './environment.js';
export { withSession } from './session/headers.js';

/**
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('../types/worker.js').Login<any, any>} Login
 */

/**
 * Only the declaration in types/worker.d.ts is generic.
 *
 * @param {import('../types/worker.js').LoginConfiguration<any, any>} [configuration]
 * @returns {Login}
 */
export function createLogin(configuration) {
  const find = createContexts(configuration);
  /** True if every configuration so far had `debug`: then the errors of the next one may be shown in full too. */
  let debug = /** @type {boolean | undefined} */ (undefined);
  /** @param {unknown} env @param {Request} [request] */
  const contextOf = async (env, request) => {
    const context = pickHost(await find(env, request), request);
    debug = (debug ?? true) && context.config.debug;
    return context;
  };
  /** @type {import('./routes/router.js').Flights} */
  const flights = createSingleFlight(({ account }) => REDEEMED_BYTES + weigh(account));

  /** @type {Login} */
  const login = {
    async fetch(request, env, ctx) {
      let context;
      try {
        context = await contextOf(env, request);
        if (asksCore(context, request)) await startCore(context);
      } catch (error) {
        return refuseAll(request, error, debug, env);
      }
      return (context.panel?.answer ?? answer)({ request, env, context, flights, ctx });
    },

    async handles(asked, env) {
      const request = await toRequest(asked);
      const { pathname } = new URL(request.url);
      try {
        const context = await contextOf(env, request);
        const handled = nameRoute(context.site, pathname) !== undefined;
        if (!handled && isMounted(asked) && endsLikeRoute(pathname)) logMiss(context, pathname);
        return handled;
      } catch {
        return endsLikeRoute(pathname); // fetch then reports the error in the configuration
      }
    },

    async user(asked, env) {
      const request = await toRequest(asked);
      return (await look(await contextOf(env, request), request)).user ?? null;
    },

    async require(asked, env, requirement) {
      const request = await toRequest(asked);
      let context;
      try {
        context = await contextOf(env, request);
      } catch (error) {
        return { response: refuseAll(request, error, debug, env) };
      }
      return requireIn(context, request, slide(context, request), requirement);
    },

    async site(asked, env) {
      return (await contextOf(env, await toRequest(asked))).described;
    },

    async report(asked, env) {
      return makeReport(await contextOf(env, await toRequest(asked)));
    },

    async session(asked, env) {
      const request = await toRequest(asked);
      const context = await contextOf(env, request);
      const { context: own, session, user, lines } = await slide(context, request);
      const headers = sessionHeaders(lines);
      const sid = user && session?.id && (await own.stored?.name(own, session.id));
      return { user: user ?? null, ...(sid && { sid }), headers };
    },

    async revokeSession(sid, env, asked) {
      const context = await contextOf(env, asked && (await toRequest(asked)));
      await storedOf(context).revoke(context, sid);
    },

    async sessions(sub, env, asked) {
      const context = await contextOf(env, asked && (await toRequest(asked)));
      return storedOf(context).list(context, sub);
    },

    async revokeUser(sub, env, asked) {
      const hosts = await find(env, asked && (await toRequest(asked)));
      await Promise.all(hosts.map((context) => storedOf(context).revokeUser(context, sub)));
    },
  };
  insides.set(login, async (request, env) => {
    const context = await contextOf(env, request);
    return {
      site: context.described,
      read: (asked) => slide(context, asked),
      require: (asked, reading) =>
        requireIn(context, asked, /** @type {ReturnType<typeof slide>} */ (reading)),
    };
  });
  return Object.freeze(login);
}

/**
 * @param {Context} context
 * @param {Request} request
 * @param {ReturnType<typeof slide>} reading the session of the request
 * @param {import('../types/worker.js').GroupRequirement} [requirement]
 * @returns {Promise<import('../types/worker.js').RequireResult<any>>}
 */
async function requireIn(context, request, reading, requirement) {
  const result = await judge(context, request, reading, requirement);
  const { response } = result;
  return response && context.panel ? { response: await context.panel.show(request, response) } : result;
}

/** @type {typeof requireIn} */
async function judge(context, request, reading, requirement) {
  const { groups, log, debug } = context.config;
  try {
    const { session, user, cookies, lines } = await reading;
    const lack = user && (await findLack(context, user, requirement));
    if (lack && groups) return { response: sayLack(request, lack, groups) };
    if (user) return { user, headers: sessionHeaders(lines) };
    if (session) return { response: turnAway(request) };
    await startCore(context);
    const response = askToLogIn(request, context);
    // With repeated cookies the login would lead back to a page that asks for a login again.
    for (const line of expireRepeated(context, cookies, request)) response.headers.append('set-cookie', line);
    return { response };
  } catch (cause) {
    const error = toLoginError(cause);
    logFailure(log, 'require', error, debug);
    return { response: sayFailure(request, error) };
  }
}

/** Loads the core. Without it, no login can begin or end. @param {Context} context */
async function startCore({ client }) {
  await ready();
  return client.scope;
}

/** @param {Context} context */
function storedOf({ stored }) {
  if (stored !== undefined) return stored;
  const message = 'store is missing: it has the sessions';
  throw new TailchatLoginError('configuration_invalid', { option: 'store', message });
}

/**
 * Whether Express has removed a part of the path: the removed part may contain the path of the login.
 *
 * @param {import('./http/asked.js').Asked} asked
 */
const isMounted = (asked) => 'originalUrl' in asked && asked.originalUrl !== asked.url;

/**
 * Reads the session without renewing it. A session of a banned user has no `user`.
 *
 * @param {Context} host
 * @param {Request} request
 */
async function look(host, request) {
  const context = host.panel?.pick(host, request) ?? host;
  const cookies = readCookies(request, context.cookieNames);
  const session = await openSession(context, cookies);
  const user = session && (await findMember(context, session.account));
  return { context, cookies, session, user };
}

/**
 * Reads the session, and renews it if it is due.
 *
 * @param {Context} host
 * @param {Request} request
 */
async function slide(host, request) {
  const { context, cookies, session, user } = await look(host, request);
  const lines = user && session ? await renewSession(context, session, cookies) : [];
  // Written out: V8 of Node 20 takes 6 us for a spread that is followed by another member.
  return { context, cookies, session, user, lines };
}

/**
 * Without a configuration no route is known, so every request gets the same answer. Only the log has the code and the
 * cause.
 *
 * @param {Request} request
 * @param {unknown} cause any error that is not a TailchatLoginError was thrown by the configuration function
 * @param {boolean | undefined} debug
 * @param {any} env if no configuration was valid, only the environment can request details
 */
function refuseAll(request, cause, debug, env) {
  const thrownBy = 'configuration';
  const error =
    cause instanceof TailchatLoginError
      ? cause
      : new TailchatLoginError('internal_error', { cause, thrownBy });
  logFailure(undefined, thrownBy, error, debug || env?.TAILCHAT_DEBUG === 'true');
  return respondFailure(request, new TailchatLoginError('configuration_invalid'));
}
