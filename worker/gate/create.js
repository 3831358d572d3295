import { TailchatLoginError } from '../../bindings/error.js';
import { toRequest } from '../http/asked.js';
import { nameRoute, toPublic } from '../http/site.js';
import { createAllowance, logFailure, logNote, toLoginError } from '../observe/log.js';
import { sayVerdict, refuse } from './answers.js';
import { readAsked, SETS } from './asked.js';
import { judge } from './judge.js';
import { readGateOptions } from './options.js';
import { createPlaces } from './place.js';
import { readRules } from './rules.js';

/**
 * @typedef {import('../../types/gate.js').Gate} Gate
 * @typedef {import('../../types/gate.js').GateOptions} GateOptions
 * @typedef {import('./place.js').Place} Place
 * @typedef {keyof typeof SETS} Route
 */

/** Also set if the rule does not depend on the session. */
const vary = 'Cookie';

/**
 * @param {import('../../bindings/gate.js').GateCore} core
 * @returns {(options: GateOptions) => Gate}
 */
export const gateOn = (core) => (options) => {
  const { login, rules: given, groups, log, now = Date.now } = readGateOptions(options);
  const mayLog = createAllowance(now);
  /** @type {{ rules: import('./rules.js').Rules, placeOf: ReturnType<typeof createPlaces> } | undefined} */
  let read;

  function start() {
    const rules = readRules(given, core.requestPath);
    read = { rules, placeOf: createPlaces(rules, groups) };
    return read;
  }

  try {
    start();
  } catch (error) {
    // If the core is not loaded yet, the first request checks the rules.
    if (toLoginError(error).code !== 'wasm_unavailable') throw error;
  }

  /** @param {any} asked @param {any} env */
  async function prepare(asked, env) {
    if (read === undefined) await core.ready();
    const { rules, placeOf } = read ?? start();
    return { rules, place: placeOf(await login.site(asked, env)), placeOf };
  }

  /**
   * @param {import('./asked.js').Asked} asked
   * @param {any} request as the program receives it: its headers distinguish a person from a script
   * @param {any} env
   * @param {Awaited<ReturnType<typeof prepare>>} prepared
   */
  async function decide(asked, request, env, { rules, place }) {
    const rule = rules.find(place.host, core.requestPath(asked.path), asked.method);
    if (rule === undefined) throw new TailchatLoginError('rule_refused');
    return judge(place, rule, request, await login.require(request, env));
  }

  /** @param {Request} request @param {Route} route @param {any} env */
  async function answer(request, route, env) {
    const asked = readAsked(request.headers, SETS[route]);
    if (typeof asked === 'string') return turnDown(request, route, asked);
    const inner = toInner(request, route, asked);
    const prepared = await prepare(inner, env);
    const { place } = prepared;
    if (place.origin !== asked.origin)
      return turnDown(request, route, `${SETS[route][1]} and ${SETS[route][2]} are of no origin of baseUrl`);
    const verdict = await decide(asked, inner, env, prepared).catch((error) => {
      const failure = toLoginError(error);
      if (failure.code === 'internal_error') logFailure(log, route, failure);
      return { response: refuse(inner, failure) };
    });
    return sayVerdict(route, verdict, place, asked);
  }

  /** @param {Request} request @param {Route} route @param {string} wrong */
  function turnDown(request, route, wrong) {
    if (mayLog()) logNote(log, `gate: ${route}: ${wrong}; is the route closed to the outside?`);
    return refuse(request, new TailchatLoginError('gate_request_invalid'));
  }

  /** @type {Gate} */
  const gate = {
    async fetch(request, env, ctx) {
      const { pathname } = new URL(request.url);
      const isOurs = pathname.endsWith('/check') || pathname.endsWith('/forward');
      if (!isOurs) return login.fetch(request, env, ctx);
      try {
        const { place } = await prepare(request, env);
        const route = nameRoute(place, pathname);
        if (route !== 'check' && route !== 'forward') return login.fetch(request, env, ctx);
        if (request.method === 'GET') return await answer(request, route, env);
        return refuse(request, new TailchatLoginError('method_not_allowed'), { allow: 'GET' });
      } catch (error) {
        const failure = toLoginError(error);
        logFailure(log, 'gate', failure);
        return refuse(request, failure);
      }
    },

    async require(given, env) {
      const request = await toRequest(given);
      const prepared = await prepare(request, env);
      const { place } = prepared;
      const { pathname, search } = addressOf(given, request);
      const path = toPublic(place, pathname);
      const asked = { ...place, method: request.method, path, uri: path + search };
      try {
        const {
          user = null,
          headers = new Headers({ vary }),
          response,
        } = await decide(asked, request, env, prepared);
        return response === undefined ? { user, headers } : { response };
      } catch (error) {
        return { response: refuse(request, toLoginError(error)) };
      }
    },

    async ready(env, request = { headers: {} }) {
      await core.ready();
      await prepare(request, env);
    },
  };
  return Object.freeze(gate);
};

/**
 * The request as the program behind the gate receives it. nginx asks with a request of its own, so `check` takes only its
 * cookies.
 *
 * @param {Request} request
 * @param {Route} route
 * @param {import('./asked.js').Asked} asked
 * @returns {any} a Request has no method TRACE, and resolves its path
 */
function toInner(request, route, { method, host, origin, uri }) {
  if (route === 'check') {
    const headers = new Headers({ cookie: request.headers.get('cookie') ?? '', host, accept: 'text/html' });
    return { method: 'GET', url: `${origin}/`, headers };
  }
  const headers = new Headers(request.headers);
  headers.set('host', host);
  return { method, url: origin + uri, headers };
}

/**
 * The path of a framework's request, unchanged. A Request would have resolved it.
 *
 * @param {any} given
 * @param {Request} request
 */
function addressOf(given, request) {
  const text = String(given.originalUrl ?? given.url ?? '/');
  const [pathname] = text.split('?', 1);
  const isComplete = !pathname.startsWith('/');
  return isComplete ? new URL(request.url) : { pathname, search: text.slice(pathname.length) };
}
