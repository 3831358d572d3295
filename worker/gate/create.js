import { toRequest } from '../http/asked.js';
import { nameRoute, toPublic } from '../http/site.js';
import { createAllowance, logFailure, toLoginError } from '../observe/log.js';
import { refuse, withStatus } from './answers.js';
import { createSigner } from './assertion.js';
import { decide } from './judge.js';
import { readGateOptions } from './options.js';
import { createPlaces } from './place.js';
import { answerProxy } from './proxy.js';
import { createRenewals, renew } from './lead.js';
import { readRules } from './rules.js';

/**
 * @typedef {import('../../types/gate.js').Gate} Gate
 * @typedef {import('../../types/gate.js').GateOptions} GateOptions
 * @typedef {import('./place.js').Place} Place
 *
 * @typedef {object} Gateway what all requests of one gate share
 * @property {import('./options.js').Login} login
 * @property {import('../../bindings/gate.js').GateCore} core
 * @property {import('./options.js').GateConfig} config
 * @property {() => number} now milliseconds
 * @property {() => boolean} mayLog
 * @property {ReturnType<typeof createRenewals>} renewals
 * @property {import('./assertion.js').Signer | undefined} signer
 * @property {(asked: any, env: any) => Promise<Prepared>} prepare
 *
 * @typedef {{ rules: import('./rules.js').Rules, place: Place }} Prepared
 *
 * @typedef {(gateway: Gateway, request: Request, env: any, here: Prepared) => Promise<Response> | Response} Answer
 */

/** @type {ReadonlyMap<string, Answer>} */
const ROUTES = new Map([
  ['check', answerProxy('check')],
  ['forward', answerProxy('forward')],
  ['renew', renew],
  ['jwks', ({ signer }, request) => (signer === undefined ? refuse(request, 'not_found') : signer.publish())],
]);

/** Also where the session does not count. */
const vary = 'Cookie';

/**
 * @param {import('../../bindings/gate.js').GateCore} core
 * @returns {(options: GateOptions) => Gate}
 */
export const gateOn = (core) => (options) => {
  const gateway = makeGateway(core, readGateOptions(options));
  const { login, config, prepare } = gateway;

  /** @type {Gate} */
  const gate = {
    async fetch(request, env, ctx) {
      const { pathname } = new URL(request.url);
      const last = pathname.slice(pathname.lastIndexOf('/') + 1);
      const answer = ROUTES.get(last);
      if (answer === undefined) return login.fetch(request, env, ctx);
      try {
        const here = await prepare(request, env);
        if (nameRoute(here.place, pathname) !== last) return login.fetch(request, env, ctx);
        if (request.method !== 'GET') return refuse(request, 'method_not_allowed', { allow: 'GET' });
        return await answer(gateway, request, env, here);
      } catch (error) {
        const failure = toLoginError(error);
        logFailure(config.log, 'gate', failure);
        return withStatus(refuse(request, failure));
      }
    },

    async require(given, env) {
      const request = await toRequest(given);
      const { rules, place } = await prepare(request, env);
      const { pathname, search } = addressOf(given, request);
      const path = toPublic(place, pathname);
      const asked = { ...place, method: request.method, path, uri: path + search };
      try {
        const verdict = await decide(gateway, rules, place, asked, request, env);
        const { user = null, headers = new Headers({ vary }), response } = verdict;
        return response === undefined ? { user, headers } : { response };
      } catch (error) {
        return { response: refuse(request, toLoginError(error)) };
      }
    },

    async ready(env, request = { headers: {} }) {
      await core.ready();
      await prepare(request, env);
      await gateway.signer?.publish();
    },
  };
  return Object.freeze(gate);
};

/**
 * @param {import('../../bindings/gate.js').GateCore} core
 * @param {import('./options.js').GateConfig} config
 * @returns {Gateway}
 */
function makeGateway(core, config) {
  const { login, rules: given, groups, now = Date.now } = config;
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

  return Object.freeze({
    login,
    core,
    config,
    now,
    mayLog: createAllowance(now),
    renewals: createRenewals(now),
    signer: config.assertionKeys && createSigner(config.assertionKeys, now),
    async prepare(asked, env) {
      if (read === undefined) await core.ready();
      const { rules, placeOf } = read ?? start();
      return { rules, place: placeOf(await login.site(asked, env)) };
    },
  });
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
