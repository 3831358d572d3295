/**
 * The login as middleware of the form `(req, res, next)`: for Express 4 and 5, for Connect, and for Fastify with its
 * middleware plug-in.
 */
import { readIncoming } from './incoming.js';
import { addHeaders, sendResponse } from './outgoing.js';

/**
 * @typedef {import('../../types/express.js').ExpressOptions} Options
 * @typedef {import('../../types/express.js').Middleware} Middleware
 * @typedef {import('./incoming.js').Incoming} Incoming
 * @typedef {import('./outgoing.js').Outgoing} Outgoing
 */

/** @param {Options} options */
const envOf = ({ env }) => env ?? process.env;

/**
 * @param {Pick<import('../../types/worker.js').Login<any, any>, 'fetch' | 'handles'>} login
 * @param {Options} [options]
 * @returns {Middleware}
 */
export function router(login, options = {}) {
  return middleware(async (req, res) => {
    const env = envOf(options);
    if (!(await login.handles(req, env))) return true;
    await sendResponse(await login.fetch(await readIncoming(req), env), res);
    return false;
  });
}

/**
 * @param {Pick<import('../../types/worker.js').Login<any, any>, 'require'>} login
 * @param {Options} [options]
 * @returns {Middleware}
 */
export function requireUser(login, options = {}) {
  return middleware(async (req, res) => {
    const { user, headers, response } = await login.require(req, envOf(options));
    if (response) {
      await sendResponse(response, res);
      return false;
    }
    addHeaders(headers, res);
    Object.assign(req, { user });
    return true;
  });
}

/**
 * @param {Pick<import('../../types/worker.js').Login<any, any>, 'session'>} login
 * @param {Options} [options]
 * @returns {Middleware}
 */
export function readUser(login, options = {}) {
  return middleware(async (req, res) => {
    const { user, headers } = await login.session(req, envOf(options));
    addHeaders(headers, res);
    Object.assign(req, { user: user ?? undefined });
    return true;
  });
}

/**
 * Express 4 and Connect do not wait for promises, so errors go to `next`.
 *
 * @param {(req: Incoming, res: Outgoing) => Promise<boolean>} handle returns whether the next handler shall continue
 * @returns {Middleware}
 */
function middleware(handle) {
  return async (req, res, next) => {
    let goOn;
    try {
      goOn = await handle(/** @type {any} */ (req), /** @type {any} */ (res));
    } catch (error) {
      return next(error);
    }
    if (goOn) next();
  };
}
