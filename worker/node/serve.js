import { listen } from './listen.js';
import { createSite } from './site.js';

/**
 * @typedef {object} ServeOptions
 * @property {Pick<import('../../types/worker.js').Login<any>, 'fetch'>} login
 * @property {Pick<import('../../types/gate.js').Gate, 'require'>} [gate] its rules protect the files
 * @property {Pick<import('../../types/oidc.js').Oidc, 'fetch' | 'handles'>} [oidc] answers programs that speak OpenID Connect
 * @property {object} [env] given to the login with each request
 * @property {number} port 0 for a free one
 * @property {string} [host] 127.0.0.1 if not given
 * @property {string} [basePath] the login's basePath
 * @property {string | ((request: Request) => string)} [prefix] baseUrl's path, without a slash at its end
 * @property {boolean} [prefixStripped] the login's prefixStripped
 * @property {string} [staticDir] the same as a mount at `/`
 * @property {boolean} [spa] answers a page without a file with index.html of staticDir, as a single-page app needs it
 * @property {string} [frameAncestors] the Content-Security-Policy of the pages among the files
 * @property {ReadonlyArray<import('./site.js').Mount>} [mounts] folders of static files
 * @property {ReadonlyArray<string>} [afterTailchatLogout] the targets of `/open/logout`; without it these two paths of
 *   Tailchat's host are not answered: `/open/logout` and `/open/session/end/confirm`
 * @property {(line: string) => void} [log] takes a line for each request
 * @property {Partial<import('./timeouts.js').Timeouts>} [timeouts]
 */

/**
 * Serves a login, and static files if asked, over HTTP on Node.
 *
 * @param {ServeOptions} options
 */
export async function serve(options) {
  const { port, host, log, timeouts } = options;
  // The log line already has the name of an error. Its text may contain secrets.
  return listen(await createSite(options), { port, host, log, timeouts, onError: () => {} });
}
