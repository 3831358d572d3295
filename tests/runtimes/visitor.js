import { createBrowser } from '../../testing/browser.js';
import { createCookieJar } from '../../testing/cookies.js';

/**
 * A browser that visits a site by the address where it listens, which need not be what the site calls itself.
 *
 * @param {string} url where it listens
 * @param {string} baseUrl what it calls itself
 */
export function createVisitor(url, baseUrl) {
  const cookies = createCookieJar();

  /** @param {string} path @param {RequestInit} [init] */
  async function send(path, init = {}) {
    const headers = new Headers({ accept: 'text/html', ...init.headers });
    const cookie = cookies.header(baseUrl);
    if (cookie) headers.set('cookie', cookie);
    const response = await fetch(new URL(path, url), { ...init, headers, redirect: 'manual' });
    cookies.store(baseUrl, response.headers.getSetCookie());
    return response;
  }

  /**
   * As a browser behind a proxy that hides the Host: the login leads to baseUrl first, which is the same server.
   *
   * @param {string} path
   * @param {Record<string, string>} [headers]
   */
  async function get(path, headers = {}) {
    const response = await send(path, { headers });
    const location = response.headers.get('location');
    if (location?.startsWith(`${baseUrl}/`) !== true) return response;
    return send(location.slice(new URL(baseUrl).origin.length), { headers });
  }

  return {
    atTailchat: createBrowser(),
    get,
    /** What the site's own page posts. @param {string} path @param {Record<string, string>} [headers] */
    post: (path, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { 'x-tailchat-login': '1', 'content-type': 'application/json', ...headers },
      }),
    /** Comes back from Tailchat. @param {string} callback */
    async arrive(callback) {
      const { pathname, search } = new URL(callback);
      const response = await send(pathname + search);
      const cookies = response.headers.getSetCookie().length > 0;
      return { status: response.status, location: response.headers.get('location'), cookies };
    },
  };
}
