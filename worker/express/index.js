/// <reference path="./request.d.ts" preserve="true" />
/**
 * The login in Express 4 and 5, in Connect, in Fastify by its middleware plug-in, and wherever else a function of
 * `(req, res, next)` is taken.
 */
import { readIncoming } from './incoming.js';
import { addHeaders, sendResponse } from './outgoing.js';

/**
 * @typedef {import('../index.js').Login} Login
 * @typedef {import('./incoming.js').Incoming} Incoming
 * @typedef {import('./outgoing.js').Outgoing} Outgoing
 *
 * @typedef {(req: Incoming, res: Outgoing, next: (error?: unknown) => void) => Promise<void>} Middleware
 *
 * @typedef {object} Options
 * @property {object} [env] given to the login with each request; `process.env` if not given
 */

/** @param {Options} options */
const envOf = ({ env }) => env ?? process.env;

/**
 * The login's routes: `app.use('/auth', router(login))`, or `app.use(router(login))`, which lets every other request
 * pass.
 *
 * @param {Pick<Login, 'fetch' | 'handles'>} login
 * @param {Options} [options]
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
 * Who is logged in goes on, with the user as `req.user`; a person who is not is led to the login and back, and a script
 * is told 401. The session slides.
 *
 * @param {Pick<Login, 'require'>} login
 * @param {Options} [options]
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
 * Everybody goes on, with the user as `req.user`, if there is one. The session slides.
 *
 * @param {Pick<Login, 'session'>} login
 * @param {Options} [options]
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
 * Express 4 and Connect wait for no promise: what fails is for `next`.
 *
 * @param {(req: Incoming, res: Outgoing) => Promise<boolean>} handle whether the next handler is to go on
 * @returns {Middleware}
 */
function middleware(handle) {
  return async (req, res, next) => {
    let goOn;
    try {
      goOn = await handle(req, res);
    } catch (error) {
      return next(error);
    }
    if (goOn) next();
  };
}
