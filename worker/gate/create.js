import { toRequest } from '../http/asked.js';
import { nameRoute, toPublic } from '../http/site.js';
import { insides } from '../lib/inside.js';
import { createAllowance, logFailure, toLoginError } from '../observe/log.js';
import { refuse, withStatus } from './answers.js';
import { createSigner } from './assertion.js';
import { answerEnvoy } from './ext_authz.js';
import { decide } from './judge.js';
import { readGateOptions } from './options.js';
import { createPlaces } from './place.js';
import { createPassed } from './passed.js';
import { answerProxy } from './proxy.js';
import { createRenewals, renew } from './lead.js';
import { readRules } from './rules.js';
import { sessionHeaders } from '../session/headers.js';

/**
 * @typedef {import('../../types/gate.js').Gate} Gate
 * @typedef {import('../../types/gate.js').GateOptions} GateOptions
 * @typedef {import('./place.js').Place} Place
 *
 * @typedef {object} Gateway what all requests of one gate share
 * @property {import('./options.js').Login} login
 * @property {import('../../bindings/gate.js').GateCore} core
 * @property {import('./options.js').GateConfig} config
 * @property {() => boolean} mayLog
 * @property {ReturnType<typeof createRenewals>} renewals
 * @property {import('./assertion.js').Signer | undefined} signer
 * @property {ReturnType<typeof createPassed>} passed
 * @property {(asked: any, env: any) => Promise<Prepared>} prepare
 *
 * @typedef {object} Prepared
 * @property {import('./rules.js').Rules} rules
 * @property {Place} place
 * @property {import('../lib/inside.js').Inside['read']} [read] missing where the login is a wrapper around another one
 * @property {import('../lib/inside.js').Inside['require']} [require] likewise
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
      const pathname = pathOf(request.url);
      const last = pathname.slice(pathname.lastIndexOf('/') + 1);
      const answer = ROUTES.get(last);
      if (answer === undefined && !config.extAuthz) return login.fetch(request, env, ctx);
      try {
        const envoys = config.extAuthz ? await answerEnvoy(gateway, request, env) : undefined;
        if (envoys !== undefined) return envoys;
        if (answer === undefined) return login.fetch(request, env, ctx);
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
      const here = await prepare(request, env);
      const { place } = here;
      const { pathname, search } = addressOf(given, request);
      const path = toPublic(place, pathname);
      const asked = { ...place, method: request.method, path, uri: path + search };
      try {
        const verdict = await decide(gateway, here, asked, request, env);
        const { user = null, lines = [], headers = sessionHeaders(lines), response } = verdict;
        return response === undefined ? { user, headers } : { response };
      } catch (error) {
        return { response: refuse(request, toLoginError(error)) };
      }
    },

    async ready(env, request = { headers: {} }) {
      await core.ready();
      await prepare(await toRequest(request), env);
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

  /** @typedef {import('../lib/inside.js').Inside} Inside */
  /** @type {(asked: any, env: any) => Promise<Pick<Inside, 'site'> & Partial<Inside>>} */
  const enter = insides.get(login) ?? (async (asked, env) => ({ site: await login.site(asked, env) }));
  const signer = config.assertionKeys && createSigner(config.assertionKeys);

  return Object.freeze({
    login,
    core,
    config,
    mayLog: createAllowance(now),
    renewals: createRenewals(now),
    signer,
    passed: createPassed(signer, now),
    async prepare(asked, env) {
      if (read === undefined) await core.ready();
      const { rules, placeOf } = read ?? start();
      const { site, read: readUser, require } = await enter(asked, env);
      return { rules, place: placeOf(site), read: readUser, require };
    },
  });
}

/**
 * The path of a Request's address, which is complete and normalized. `new URL` would take a tenth of the time of a check.
 *
 * @param {string} url
 */
function pathOf(url) {
  const end = url.search(/[?#]/);
  return url.slice(url.indexOf('/', url.indexOf('//') + 2), end === -1 ? undefined : end);
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
