import { TailchatLoginError } from '../../bindings/error.js';
import { LIMITS } from '../../bindings/vocabulary.js';
import { startDeadline } from '../lib/deadline.js';
import { readOptions } from '../config/options.js';
import { warnOfPlainHttp } from '../config/plain_http.js';
import { createRedemption } from './steps.js';

/**
 * @typedef {import('../../bindings/core.js').Core} Core
 * @typedef {import('../../bindings/authorization.js').Transaction} Transaction
 * @typedef {import('../../bindings/token.js').Tokens} Tokens
 * @typedef {import('../../bindings/token.js').User} User
 * @typedef {import('../lib/deadline.js').Deadline} Deadline
 * @typedef {import('./steps.js').CheckedCallback} CheckedCallback
 */

/**
 * @typedef {object} ClientOptions
 * @property {string} apiUrl
 * @property {string} clientId
 * @property {string} clientSecret
 * @property {string} redirectUri
 * @property {string} [internalUrl] where this server itself reaches Tailchat
 * @property {'private'} [allowHttp] plain http in a private network
 * @property {string} [issuer]
 * @property {string} [scope]
 * @property {number} [deadline] milliseconds for the token and the userinfo request together
 * @property {number} [clockLeewaySeconds]
 * @property {typeof globalThis.fetch} [fetch]
 * @property {() => number} [now] milliseconds
 * @property {(length: number) => Uint8Array} [randomBytes]
 * @property {VerifyIdToken} [verifyIdToken]
 * @property {(line: string) => void} [log] takes the warning about plain http; console.warn if not given
 */

/**
 * Verifies an id_token's signature, or throws. It is called once the claims are checked and before
 * userinfo, within the login's deadline; whatever it throws, and `false`, ends the login there.
 *
 * @callback VerifyIdToken
 * @param {string} id_token
 * @param {{ signal: AbortSignal }} options
 * @returns {unknown}
 */

/**
 * @typedef {object} BeginOptions
 * @property {string} [returnTo] a path or an address on the origin of `redirectUri`; `/` stands for
 *   one that is not acceptable
 * @property {string} [prompt]
 * @property {string} [loginHint]
 * @property {string | URLSearchParams | Record<string, string>} [extraParameters]
 */

/**
 * The steps of a login, for a server of one's own: begin, callback, exchange, userinfo. `redeem` is the
 * last two under one deadline, `finish` the last three. Each checked callback can be exchanged once.
 *
 * @typedef {object} Client
 * @property {string} apiUrl
 * @property {string} clientId
 * @property {string} redirectUri
 * @property {string} issuer
 * @property {string} scope
 * @property {(options?: BeginOptions) => { url: string, transaction: Transaction }} begin
 * @property {(url: string, transaction: Transaction) => CheckedCallback} callback
 * @property {(checked: CheckedCallback, options?: { signal?: AbortSignal }) => Promise<Readonly<Tokens>>} exchange
 * @property {(tokens: Readonly<Tokens>, options?: { signal?: AbortSignal }) => Promise<User>} userinfo
 * @property {(checked: CheckedCallback, options?: { signal?: AbortSignal }) => Promise<User>} redeem
 * @property {(url: string, transaction: Transaction) => Promise<{ user: User, returnTo: string }>} finish
 * @property {(text: string) => string} returnTo where a login may lead back to: the path that the text names, with
 *   what needs it escaped, else `/`
 */

/**
 * @param {Core} core
 * @returns {(options: ClientOptions) => Readonly<Client>}
 */
export function clientOn(core) {
  return (options) => createClient(core, /** @type {any} */ (readOptions('client', options)));
}

/**
 * @param {Core} core
 * @param {ClientOptions & { deadline: number, clockLeewaySeconds: number }} options
 * @returns {Readonly<Client>}
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
  const client = core.configure(request);
  const endpoints = { ...client, ...ownEndpoints(core, request, options.internalUrl) };
  if (allowHttp) warnOfPlainHttp(options.log);
  const { issuer, scope } = client;

  // The platform's are looked up at each call: tests and runtimes replace them after this is loaded.
  /** @type {typeof globalThis.fetch} */
  const fetch = (...args) => (options.fetch ?? globalThis.fetch)(...args);
  const now = () => Math.floor((options.now ?? Date.now)() / 1000);
  const within = bound(options.deadline);
  const { verifyIdToken } = options;
  const leeway = options.clockLeewaySeconds;
  const settings = { ...request, ...endpoints, client_secret: clientSecret, leeway, verifyIdToken };
  const { check, exchange, userinfo } = createRedemption(core, settings, fetch, now);

  /** @type {Client['begin']} */
  const begin = ({ returnTo, prompt, loginHint, extraParameters } = {}) =>
    core.begin(client, {
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

  return Object.freeze({
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
  });
}

/**
 * Where this server itself asks. The secret goes there: over plain http it may not leave a private network.
 *
 * @param {Core} core
 * @param {import('../../bindings/authorization.js').Client} request
 * @param {string} [internalUrl]
 */
function ownEndpoints(core, request, internalUrl) {
  if (internalUrl === undefined) return {};
  try {
    const own = core.configure({ ...request, api_url: internalUrl, private_http: true });
    return { token_endpoint: own.token_endpoint, userinfo_endpoint: own.userinfo_endpoint };
  } catch (cause) {
    throw new TailchatLoginError('internal_url_invalid', { cause });
  }
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
