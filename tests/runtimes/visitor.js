import { once } from 'node:events';
import { request } from 'node:http';
import { createBrowser } from '../../testing/browser.js';
import { createCookieJar } from '../../testing/cookies.js';

const NAVIGATION = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

/** @param {URL} url @param {Record<string, string>} headers @returns {Promise<Response>} */
async function ask(url, headers) {
  const [incoming] = /** @type {import('node:http').IncomingMessage[]} */ (
    await once(request(url, { headers }).end(), 'response')
  );
  const lines = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value) => /** @type {[string, string]} */ ([name, value])),
  );
  const body = await Array.fromAsync(incoming);
  return new Response(Buffer.concat(body), { status: incoming.statusCode, headers: lines });
}

/**
 * A browser that visits a site by the address on which it listens, which may differ from the site's public address.
 *
 * @param {string} url the address on which it listens
 * @param {string} baseUrl its public address
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
   * Begins a login behind a proxy that hides the Host. The login first leads to baseUrl, which is the same server.
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
    /** Opens a page with the headers of a browser, which fetch does not send. @param {string} path */
    async open(path) {
      const cookie = cookies.header(baseUrl);
      const headers = { ...NAVIGATION, ...(cookie && { cookie }) };
      const response = await ask(new URL(path, url), headers);
      cookies.store(baseUrl, response.headers.getSetCookie());
      const location = response.headers.get('location');
      return location?.startsWith(`${baseUrl}/`)
        ? get(location.slice(new URL(baseUrl).origin.length))
        : response;
    },
    /** Sends a POST as the site's page does. @param {string} path @param {Record<string, string>} [headers] */
    post: (path, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { 'x-tailchat-login': '1', 'content-type': 'application/json', ...headers },
      }),
    /** Requests a callback, as after Tailchat's redirect. @param {string} callback */
    async arrive(callback) {
      const { pathname, search } = new URL(callback);
      const response = await send(pathname + search);
      const cookies = response.headers.getSetCookie().length > 0;
      return { status: response.status, location: response.headers.get('location'), cookies };
    },
  };
}
