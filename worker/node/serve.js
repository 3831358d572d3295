import { serve as listen } from 'srvx/node';
import { createSite } from './site.js';

/** How long requests under way may take after close() before their connections are cut. */
const GRACE_MILLISECONDS = 10_000;

/**
 * @typedef {object} ServeOptions
 * @property {Pick<import('../index.js').Login, 'fetch'>} login
 * @property {object} [env] given to the login with each request
 * @property {number} port 0 for a free one
 * @property {string} [host] 127.0.0.1 if not given
 * @property {string} [basePath] as the login has it
 * @property {string} [staticDir] the same as a mount at `/`
 * @property {ReadonlyArray<import('./site.js').Mount>} [mounts] folders of static files
 * @property {(line: string) => void} [log] takes a line for each request
 */

/**
 * Serves a login, and static files if asked, over HTTP on Node.
 *
 * @param {ServeOptions} options
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `close` lets requests under way finish
 */
export async function serve(options) {
  const { port, host = '127.0.0.1', log } = options;
  const answer = await createSite(options);
  let closing = false;

  const server = listen({
    port,
    hostname: host,
    silent: true,
    gracefulShutdown: false, // whose process it is decides what its signals do
    async fetch(request) {
      const begun = performance.now();
      const response = await answer(request);
      // A kept connection would hold the server open after its last answer.
      if (closing) response.headers.set('connection', 'close');
      const { pathname } = new URL(request.url); // a query may carry a code
      log?.(`${request.method} ${pathname} ${response.status} ${Math.round(performance.now() - begun)}ms`);
      return response;
    },
  });
  await server.ready();

  return {
    url: new URL(/** @type {string} */ (server.url)).origin,
    async close() {
      closing = true;
      const impatience = setTimeout(() => server.close(true), GRACE_MILLISECONDS);
      await server.close().finally(() => clearTimeout(impatience));
    },
  };
}
