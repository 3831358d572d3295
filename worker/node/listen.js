import { serve } from 'srvx/node';
import { hasSoundHost } from './host.js';
import { TIMEOUTS } from './timeouts.js';

/** How long requests under way may take after close() before their connections are cut. */
const GRACE_MILLISECONDS = 10_000;

/** @type {typeof import('../../types/node.js').listen} */
export async function listen(answer, options = {}) {
  const { port = 0, host = '127.0.0.1', log, onError = console.error } = options;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  let closing = false;

  const server = serve({
    port,
    hostname: host,
    silent: true,
    gracefulShutdown: false, // the owner of the process decides what its signals do
    node: {
      exclusive: false, // the workers of node:cluster, which PM2 also uses, share the port; other processes get EADDRINUSE
      headersTimeout: timeouts.headers,
      requestTimeout: timeouts.request,
      keepAliveTimeout: timeouts.keepAlive,
      connectionsCheckingInterval: timeouts.check,
    },
    async fetch(request) {
      const begun = performance.now();
      const asked = /** @type {import('node:http').IncomingMessage} */ (request.runtime?.node?.req);
      const { response, note = '' } = await answerAlways(asked, onError, () =>
        answer(request, { waitUntil: (work) => void request.waitUntil?.(work) }),
      );
      // During close(), an idle connection would keep the server open after its last answer. After a 408, the late rest
      // of the request could be read as the next request (RFC 9110 15.5.9).
      if (closing || response.status === 408) response.headers.set('connection', 'close');
      const milliseconds = Math.round(performance.now() - begun);
      log?.(`${request.method} ${pathOf(asked)} ${response.status} ${milliseconds}ms${note}`);
      return response;
    },
  });
  /** @type {import('node:http').Server} */ (server.node?.server).setTimeout(timeouts.idle);
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

/**
 * Answers every request, even after an error, and logs a line for it.
 *
 * @param {import('node:http').IncomingMessage} asked
 * @param {(error: unknown) => void} onError
 * @param {() => Response | Promise<Response>} answer
 * @returns {Promise<{ response: Response, note?: string }>}
 */
async function answerAlways(asked, onError, answer) {
  if (!hasSoundHost(asked)) return { response: plain(400, 'Bad Request'), note: ' (Host is not valid)' };
  try {
    return { response: await answer() };
  } catch (error) {
    onError(error);
    const name = error instanceof Error ? error.name : ''; // its message may contain secrets
    return {
      response: plain(500, 'Internal Server Error'),
      note: ` (${/^\w{1,40}$/.exec(name) ?? 'unknown'})`,
    };
  }
}

/** @param {number} status @param {string} text */
const plain = (status, text) =>
  new Response(text, {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });

/** The path without its query, which may contain a code. Line breaks are removed. @param {import('node:http').IncomingMessage} asked */
function pathOf({ url = '' }) {
  const path = url.split('?', 1)[0].replace(/[^\x21-\x7e]/g, '?');
  return path.length > 512 ? `${path.slice(0, 512)}...` : path;
}
