// tailchat-login/express: the login as middleware of the form (req, res, next): for Express 4 and 5, for Connect, and for
// Fastify with its middleware plug-in. The objects of node:http are described here, because with its own types every user
// would need @types/node.
import type { Login, SessionUser } from './worker.js';

export type { SessionUser } from './worker.js';
export type { User } from './user.js';

/**
 * Answers the login's routes, and passes every other request on. A body parser may have run before.
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
 * Lets users pass, and sets `req.user`. It leads a person who is not logged in to the login and back, and answers a script
 * with 401. It renews the session.
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
 * Lets everybody pass, and sets `req.user` if a user is logged in. It renews the session. If the store fails, it passes the
 * error to `next`.
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

/** The options of the three functions. */
export interface ExpressOptions<Env = unknown> {
  /** Passed to the login with each request; by default process.env. */
  readonly env?: Env | undefined;
}

/** A function for `app.use`. It passes errors to `next`. */
export type Middleware = (
  req: IncomingRequest,
  res: OutgoingResponse,
  next: (error?: unknown) => void,
) => Promise<void>;

/** The members of a request that are used. The requests of Express, Connect and node:http have them. */
export interface IncomingRequest {
  /** The headers, by their names in lower case. */
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>;
  /** The method. */
  readonly method?: string | undefined;
  /** The path and query. */
  readonly url?: string | undefined;
  /** The path and query before a framework has removed a part of the path. */
  readonly originalUrl?: string | undefined;
  /** The result of a body parser. */
  readonly body?: unknown;
  /** Whether the body has been read. */
  readonly readableDidRead?: boolean | undefined;
  /** Listens to the stream of the body. */
  on(event: string, listener: (value?: unknown) => void): unknown;
  /** Pauses the stream. */
  pause(): unknown;
  /** Resumes the stream. */
  resume(): unknown;
}

/** The members of a response that are used. The responses of Express, Connect and node:http have them. */
export interface OutgoingResponse {
  /** The HTTP status. */
  statusCode: number;
  /** Sends the headers. */
  writeHead(...given: never[]): unknown;
  /** Sets a header. */
  setHeader(name: string, value: string): unknown;
  /** Adds a line of a header. */
  appendHeader(name: string, value: string): unknown;
  /** Returns the value of a header. */
  getHeader(name: string): number | string | ReadonlyArray<string> | undefined;
  /** Returns the names of the headers that are set. */
  getHeaderNames(): ReadonlyArray<string>;
  /** Removes a header. */
  removeHeader(name: string): unknown;
  /** Sends the body and ends the answer. */
  end(body?: Uint8Array): unknown;
}

// Adds `req.user` to the types of Express and Passport.
declare global {
  namespace Express {
    interface User extends SessionUser {}
    interface Request {
      user?: User | undefined;
    }
  }
}
