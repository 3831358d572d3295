// tailchat-login/express: the login in Express 4 and 5, in Connect, in Fastify by its middleware plug-in, and wherever
// else a function of (req, res, next) is taken. What node:http has is described here, for its own types would ask every
// user for @types/node.
import type { Login, SessionUser } from './worker.js';

export type { SessionUser } from './worker.js';
export type { User } from './user.js';

/**
 * Answers the login's routes, and lets every other request pass. A body that was parsed before is taken as it was parsed.
 *
 * @example
 * import express from 'express';
 * import { router } from 'tailchat-login/express';
 * import { createLogin } from 'tailchat-login/worker';
 *
 * const login = createLogin();
 * const app = express();
 * app.use(router(login));
 */
export declare function router<Env = unknown>(
  login: Pick<Login<Env>, 'fetch' | 'handles'>,
  options?: ExpressOptions<Env>,
): Middleware;

/**
 * Lets users pass, with the user as `req.user`: a person who is not logged in is led to the login and back, and a script
 * is told 401. The session slides.
 *
 * @example
 * import express from 'express';
 * import { requireUser, router } from 'tailchat-login/express';
 * import { createLogin } from 'tailchat-login/worker';
 *
 * const login = createLogin();
 * const app = express();
 * app.use(router(login));
 * app.get('/account', requireUser(login), (req, res) => res.send(`Hello ${req.user.sub}`));
 */
export declare function requireUser<Env = unknown, Claims extends object = Record<string, unknown>>(
  login: Pick<Login<Env, Claims>, 'require'>,
  options?: ExpressOptions<Env>,
): Middleware;

/**
 * Lets everybody pass, with the user as `req.user` if there is one. The session slides. A store that fails is an error
 * for `next`.
 *
 * @example
 * import express from 'express';
 * import { readUser, router } from 'tailchat-login/express';
 * import { createLogin } from 'tailchat-login/worker';
 *
 * const login = createLogin();
 * const app = express();
 * app.use(router(login));
 * app.get('/', readUser(login), (req, res) => res.send(req.user ? `Hello ${req.user.sub}` : 'Nobody is logged in'));
 */
export declare function readUser<Env = unknown, Claims extends object = Record<string, unknown>>(
  login: Pick<Login<Env, Claims>, 'session'>,
  options?: ExpressOptions<Env>,
): Middleware;

/** What the three functions take beside the login. */
export interface ExpressOptions<Env = unknown> {
  /** Given to the login with each request; process.env if not given. */
  readonly env?: Env | undefined;
}

/** A function for `app.use`. What fails is for `next`. */
export type Middleware = (
  req: IncomingRequest,
  res: OutgoingResponse,
  next: (error?: unknown) => void,
) => Promise<void>;

/** The part of a request that is used: those of Express, Connect and node:http have it. */
export interface IncomingRequest {
  /** The headers, by their names in small letters. */
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>;
  /** The method. */
  readonly method?: string | undefined;
  /** The path and query. */
  readonly url?: string | undefined;
  /** The path and query before a framework has taken a part of the path off. */
  readonly originalUrl?: string | undefined;
  /** What a body parser has made of the body. */
  readonly body?: unknown;
  /** Whether somebody has read the body. */
  readonly readableDidRead?: boolean | undefined;
  /** Listens to the stream of the body. */
  on(event: string, listener: (value?: unknown) => void): unknown;
  /** Holds the stream. */
  pause(): unknown;
  /** Lets the stream go on. */
  resume(): unknown;
}

/** The part of an answer that is used: those of Express, Connect and node:http have it. */
export interface OutgoingResponse {
  /** The HTTP status. */
  statusCode: number;
  /** Sends the headers. */
  writeHead(...given: never[]): unknown;
  /** Sets a header. */
  setHeader(name: string, value: string): unknown;
  /** Adds a line of a header. */
  appendHeader(name: string, value: string): unknown;
  /** Gives what a header is set to. */
  getHeader(name: string): number | string | ReadonlyArray<string> | undefined;
  /** Gives the names of the headers that are set. */
  getHeaderNames(): ReadonlyArray<string>;
  /** Takes a header away. */
  removeHeader(name: string): unknown;
  /** Sends the body and ends the answer. */
  end(body?: Uint8Array): unknown;
}

// What Express's own types, and Passport's, leave to be added: `req.user`.
declare global {
  namespace Express {
    interface User extends SessionUser {}
    interface Request {
      user?: User | undefined;
    }
  }
}
