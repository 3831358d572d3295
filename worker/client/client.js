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
 * @returns {(options: ClientOptions) => Client}
 */
export function clientOn(core) {
  return (options) => createClient(core, /** @type {any} */ (readOptions('client', options)));
}

/**
 * @param {Core} core
 * @param {ClientOptions & { deadline: number, clockLeewaySeconds: number }} options
 * @returns {Client}
 */
function createClient(core, options) {
  const { apiUrl, clientId, clientSecret, redirectUri, allowHttp } = options;
  const request = {
    api_url: apiUrl,
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: options.scope,
    issuer: options.issuer,
    private_http: allowHttp === 'private',
  };
  const configured = core.configure(request);
  const endpoints = { ...configured, ...ownEndpoints(core, request, options.internalUrl) };
  if (allowHttp) warnOfPlainHttp(options.log);
  const { issuer, scope } = configured;

  // Each call looks up the platform's functions, because tests and runtimes replace them after this file is loaded.
  /** @type {import('../../types/fetch.js').Fetch} */
  const fetch = (...args) => (options.fetch ?? globalThis.fetch)(...args);
  const now = () => Math.floor((options.now ?? Date.now)() / 1000);
  const within = bound(options.deadline);
  const { verifyIdToken } = options;
  const leeway = options.clockLeewaySeconds;
  const settings = { ...request, ...endpoints, client_secret: clientSecret, leeway, verifyIdToken };
  const { check, exchange, userinfo } = createRedemption(core, settings, fetch, now);

  /** @type {Client['begin']} */
  const begin = ({ returnTo, prompt, loginHint, extraParameters } = {}) =>
    core.begin(configured, {
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
    scope,
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
