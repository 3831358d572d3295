import * as LIMITS from '../../bindings/limits.js';
import { startDeadline } from '../lib/deadline.js';
import { configureInternal } from '../config/addresses.js';
import { readOptions } from '../config/options.js';
import { warnOfPlainHttp } from '../config/plain_http.js';
import { createRedemption } from './steps.js';

/**
 * @typedef {import('../../bindings/core.js').Core} Core
 * @typedef {import('../lib/deadline.js').Deadline} Deadline
 * @typedef {import('../../types/index.js').Client} Client
 * @typedef {import('../../types/index.js').ClientOptions} ClientOptions
 */

/**
 * @param {Core} core
 * @param {(client: import('../../bindings/authorization.js').Client) => boolean} [isPlain] whether the core need not be
 *   asked at once
 * @returns {(options: ClientOptions) => Client}
 */
export function clientOn(core, isPlain = () => false) {
  return (options) => createClient(core, /** @type {any} */ (readOptions('client', options)), isPlain);
}

/**
 * @param {Core} core
 * @param {ClientOptions & { deadline: number, clockLeewaySeconds: number }} options
 * @param {(client: import('../../bindings/authorization.js').Client) => boolean} isPlain
 * @returns {Client}
 */
function createClient(core, options, isPlain) {
  const { apiUrl, clientId, clientSecret, redirectUri, allowHttp } = options;
  const request = {
    api_url: apiUrl,
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: options.scope,
    issuer: options.issuer,
    private_http: allowHttp === 'private',
  };
  const configure = once(() => {
    const configured = core.configure(request);
    return { configured, endpoints: { ...configured, ...ownEndpoints(core, request, options.internalUrl) } };
  });
  // The core refuses what is wrong, at once.
  if (options.internalUrl !== undefined || !isPlain(request)) configure();
  if (allowHttp) warnOfPlainHttp(options.log);
  const issuer = options.issuer ?? apiUrl;

  // Each call looks up the platform's functions, because tests and runtimes replace them after this file is loaded.
  /** @type {import('../../types/fetch.js').Fetch} */
  const fetch = (...args) => (options.fetch ?? globalThis.fetch)(...args);
  const now = () => Math.floor((options.now ?? Date.now)() / 1000);
  const within = bound(options.deadline);
  const { verifyIdToken } = options;
  const leeway = options.clockLeewaySeconds;
  const settings = { ...request, issuer, client_secret: clientSecret, leeway, verifyIdToken };
  const endpoints = () => configure().endpoints;
  const { check, exchange, userinfo } = createRedemption(core, settings, endpoints, fetch, now);

  /** @type {Client['begin']} */
  const begin = ({ returnTo, prompt, loginHint, extraParameters } = {}) =>
    core.begin(configure().configured, {
      return_to: returnTo,
      prompt,
      login_hint: loginHint,
      extra_parameters: extraParameters,
      random: (options.randomBytes ?? platformRandomBytes)(LIMITS.random_bytes),
      now: now(),
    });

  /** @type {Client['redeem']} */
  const redeem = (checked, { signal } = {}) =>
    within(async (deadline) => userinfo(await exchange(checked, deadline), deadline), signal);

  /** @type {Client} */
  const client = {
    apiUrl,
    clientId,
    redirectUri,
    issuer,
    get scope() {
      return configure().configured.scope;
    },
    begin,
    callback: check,
    exchange: (checked, { signal } = {}) => within((deadline) => exchange(checked, deadline), signal),
    userinfo: (tokens, { signal } = {}) => within((deadline) => userinfo(tokens, deadline), signal),
    redeem,
    finish: async (url, transaction) => {
      const checked = check(url, transaction);
      return { user: await redeem(checked), returnTo: checked.returnTo };
    },
    returnTo: (text) => core.returnTo(text, redirectUri),
  };
  return Object.freeze(client);
}

/**
 * @param {Core} core
 * @param {import('../../bindings/authorization.js').Client} request
 * @param {string} [internalUrl]
 */
function ownEndpoints(core, request, internalUrl) {
  if (internalUrl === undefined) return {};
  const { token_endpoint, userinfo_endpoint } = configureInternal(core, request, internalUrl);
  return { token_endpoint, userinfo_endpoint };
}

/**
 * @template T
 * @param {() => T} make
 * @returns {() => T}
 */
function once(make) {
  /** @type {T | undefined} */
  let made;
  return () => (made ??= make());
}

/**
 * @param {number} milliseconds
 * @returns {<T>(work: (deadline: Deadline) => Promise<T>, signal?: AbortSignal) => Promise<T>}
 */
function bound(milliseconds) {
  return async (work, signal) => {
    const deadline = startDeadline(milliseconds, signal);
    try {
      return await work(deadline);
    } finally {
      deadline.end();
    }
  };
}

/** @param {number} length */
function platformRandomBytes(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}
