// A worker at a fixed time, without a Tailchat. Tests make its cookies by hand, byte by byte with the right key, so that each
// cookie has exactly one fault.
import { createCipheriv, randomBytes } from 'node:crypto';
import { createLogin } from 'tailchat-login/worker';
import { readConfig } from '../../worker/config/config.js';
import { createHosts, prepareHosts } from '../../worker/context.js';
import { nameTransaction } from '../../worker/http/cookies.js';
import { identify } from '../../worker/login/transaction.js';
import { BASE_URL, KEYS } from './example.js';

export const NOW = 1_700_000_000;
export { BASE_URL, KEYS };
export const STATE = `${'S'.repeat(42)}A`;

/** @typedef {'session' | 'transaction' | 'done'} Purpose */
/** @typedef {Awaited<ReturnType<typeof createApp>>} App */

/** @param {object} [changes] of the configuration */
export async function createApp(changes = {}) {
  const clock = { now: NOW };
  /** @type {string[]} */
  const asked = [];
  /** @type {string[]} */
  const log = [];
  const config = {
    apiUrl: 'https://chat.example',
    clientId: 'tc_0123456789abcdef01234567',
    clientSecret: 'secret',
    sessionKeys: KEYS[0],
    baseUrl: BASE_URL,
    now: () => clock.now * 1000,
    log: (/** @type {string} */ line) => log.push(line),
    fetch: async (/** @type {any} */ url) => {
      asked.push(String(url));
      throw new Error('no Tailchat here');
    },
    ...changes,
  };
  const login = createLogin(/** @type {any} */ (config));
  const [context] = await createHosts(prepareHosts(readConfig(config)));
  const { cookieNames, seals } = context;
  const slots = {
    session: cookieNames.session,
    renewal: cookieNames.renewal,
    transaction: nameTransaction(cookieNames, NOW * 1000, await identify(STATE)),
  };

  /** @param {string} path @param {string} cookie @param {RequestInit} [init] */
  const get = (path, cookie, init = {}) =>
    login.fetch(
      new Request(new URL(path, config.baseUrl), {
        ...init,
        headers: { accept: 'application/json', cookie, ...init.headers },
      }),
    );
  const request = (/** @type {string} */ cookie) => new Request(config.baseUrl, { headers: { cookie } });

  return {
    login,
    clock,
    log,
    /** The addresses of Tailchat that the worker requested. */
    asked,
    context,
    slots,
    get,
    /** The Cookie header of a session, and of a renewal beside it. @param {string} value @param {string} [renewal] */
    cookieOf: (value, renewal) =>
      [`${slots.session}=${value}`, ...(renewal ? [`${slots.renewal}=${renewal}`] : [])].join('; '),
    /** The result of the four functions that read a session. They must agree. @param {string} value @param {string} [renewal] @returns {Promise<any>} */
    async who(value, renewal) {
      const cookie = this.cookieOf(value, renewal);
      const [user, { user: again }, response, session] = await Promise.all([
        login.user(request(cookie)),
        login.session(request(cookie)),
        get(`${context.config.basePath}/me`, cookie),
        get(`${context.config.basePath}/session`, cookie),
      ]);
      const third = response.status === 200 ? await response.json() : null;
      const answers = [user, again, third, await session.json()].map((answer) => JSON.stringify(answer));
      if (new Set(answers).size !== 1) throw new Error(`disagreement: ${answers.join(' ')}`);
      if (response.status !== 200 && response.status !== 401) throw new Error(`status ${response.status}`);
      return user;
    },
    /** A callback with a transaction's cookie: status and error code. @param {string} value */
    async call(value, query = `code=c&state=${STATE}&iss=${encodeURIComponent(config.apiUrl)}`) {
      const response = await get(
        `${context.config.basePath}/callback?${query}`,
        `${slots.transaction}=${value}`,
      );
      const location = response.headers.get('location');
      const error = location === null ? (await response.json()).error : undefined;
      return { status: response.status, location, error, cookies: response.headers.getSetCookie() };
    },
    /** The claims of a good cookie. @param {Purpose} purpose */
    async claims(purpose) {
      const shared = { purpose, aud: seals.binding };
      const times = { exp: NOW + 600 };
      const started = {
        state: STATE,
        nonce: `${'N'.repeat(42)}A`,
        code_verifier: `${'V'.repeat(42)}A`,
        created_at: NOW,
      };
      const id = await identify(STATE);
      return {
        session: { ...shared, sub: 'alice', nickname: 'Alice', began_at: NOW, iat: NOW, exp: NOW + 86400 },
        transaction: { ...started, ...shared, ...times, return_to: '/inbox' },
        done: { id, ...shared, ...times, return_to: '/inbox' },
      }[purpose];
    },
    /** @param {Purpose} purpose */
    header: (purpose) => ({ alg: 'dir', enc: 'A256GCM', v: 1, purpose, kid: seals.keys[0].kid }),
    /** A cookie of this app, with some claims and header members changed. @param {Purpose} purpose @param {object} [claims] @param {object} [header] */
    async make(purpose, claims = {}, header = {}) {
      const all = { ...(await this.claims(purpose)), ...claims };
      const [key] = context.config.sessionKeys;
      return encrypt(JSON.stringify({ ...this.header(purpose), ...header }), JSON.stringify(all), key);
    },
  };
}

/**
 * A compact JWE (RFC 7516 5.1; dir, A256GCM) of any two texts.
 *
 * @param {string | Buffer} header
 * @param {string | Buffer} plaintext
 */
export function encrypt(header, plaintext, key = KEYS[0], iv = randomBytes(12)) {
  const aad = Buffer.from(header).toString('base64url');
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'base64url'), iv);
  cipher.setAAD(Buffer.from(aad));
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return join([aad, '', iv, sealed, cipher.getAuthTag()]);
}

/** @param {(string | Uint8Array)[]} parts */
export const join = (parts) =>
  parts.map((part) => (typeof part === 'string' ? part : Buffer.from(part).toString('base64url'))).join('.');

/** The bytes of the five parts. @param {string} token */
export const split = (token) => token.split('.').map((part) => Buffer.from(part, 'base64url'));
