// A Tailchat, a worker without a server, and browsers that visit both.
import { startTailchat } from 'tailchat-login/testing';
import { createLogin } from 'tailchat-login/worker';
import { createBrowser, logIn } from '../../testing/browser.js';
import { createCookieJar } from '../../testing/cookies.js';
import { alice, APP, BASE_URL, bob, KEY } from './example.js';

export * from './example.js';

const app = { ...APP, redirectUrls: [...APP.redirectUrls, 'http://localhost:8787/auth/callback'] };

/**
 * Starts a Tailchat, and returns functions that create workers for it.
 */
export async function startWorld() {
  const tailchat = await startTailchat({ apps: [app], users: [alice, bob] });
  /** @type {string[]} */
  const log = [];
  // Milliseconds on top of the real time: the provider's clock is real.
  const clock = { ahead: 0 };
  const config = {
    apiUrl: tailchat.url,
    clientId: app.appId,
    clientSecret: app.appSecret,
    sessionKeys: KEY,
    baseUrl: BASE_URL,
    now: () => Date.now() + clock.ahead,
    log: (/** @type {string} */ line) => log.push(line),
  };
  return {
    tailchat,
    config,
    log,
    clock,
    makeLogin: (/** @type {object} */ changes = {}) => createLogin({ ...config, ...changes }),
    /** How often Tailchat was asked to redeem a code. */
    countRedeemed: () => tailchat.requests.filter(({ path }) => path === '/open/token').length,
    close: () => tailchat.close(),
  };
}

/** @typedef {Awaited<ReturnType<typeof startWorld>>} World */
/** @typedef {ReturnType<typeof createVisitor>} Visitor */

/**
 * A browser that visits a worker through its `fetch`, and Tailchat over HTTP.
 *
 * @param {ReturnType<typeof createLogin>} login
 * @param {string} [baseUrl]
 * @param {ReturnType<typeof createBrowser>} [tailchat] a browser that is logged in there already
 */
export function createVisitor(login, baseUrl = BASE_URL, tailchat = createBrowser()) {
  const cookies = createCookieJar();

  /**
   * @param {string | URL} path
   * @param {RequestInit} [init]
   * @param {object} [ctx]
   */
  async function send(path, init = {}, ctx = undefined) {
    const url = new URL(path, baseUrl);
    const headers = new Headers({ accept: 'text/html', ...init.headers });
    const cookie = cookies.header(url);
    if (cookie && !headers.has('cookie')) headers.set('cookie', cookie);
    const response = await login.fetch(new Request(url, { ...init, headers }), undefined, ctx);
    cookies.store(url, response.headers.getSetCookie());
    return response;
  }

  return {
    cookies,
    tailchat,
    send,
    get: (/** @type {string | URL} */ path, headers = {}) => send(path, { headers }),
    /** Sends a POST as a page's script does. */
    post: (/** @type {string | URL} */ path, headers = {}, /** @type {BodyInit | null} */ body = null) =>
      send(path, { method: 'POST', body, headers: { 'x-tailchat-login': '1', ...headers } }),
    /** The current Cookie header. */
    header: () => cookies.header(new URL(baseUrl)) ?? '',
    /** Begins a login and walks through Tailchat: the callback's URL, not requested. */
    async begin(query = 'return_to=/inbox', /** @type {any} */ user = alice) {
      const response = await send(`/auth/login?${query}`);
      return logIn(tailchat, response.headers.get('location') ?? '', user);
    },
    /** A whole login. */
    async enter(query = 'return_to=/inbox', /** @type {any} */ user = alice) {
      return send(await this.begin(query, user));
    },
    /** @returns {Promise<any>} */
    async me() {
      const response = await send('/auth/me');
      return response.status === 200 ? response.json() : null;
    },
  };
}
