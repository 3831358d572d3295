// A server that replaces one of Tailchat's endpoints and fails in a given way.
import { createServer } from 'node:http';
import { listen } from './listen.js';

/** @typedef {import('node:http').RequestListener} Listener */

/**
 * @param {Listener} listener
 */
export async function startFault(listener) {
  /** @type {{ url: string, headers: Record<string, any>, body: string }[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    response.on('error', () => {});
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    requests.push({
      url: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    });
    listener(request, response);
  });
  const { url, close } = await listen(server);
  return {
    url,
    requests,
    /** A fetch that sends requests for paths with this ending to this server. @param {string} ending */
    insteadOf: (ending) =>
      /** @type {typeof fetch} */ (
        (input, init) => {
          const asked = new URL(String(input));
          return fetch(asked.pathname.endsWith(ending) ? `${url}${asked.pathname}` : asked, init);
        }
      ),
    close,
  };
}

/** @param {number} status @param {string} type @param {string | Buffer} body @returns {Listener} */
export const answer =
  (status, type, body, headers = {}) =>
  (_, response) =>
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
