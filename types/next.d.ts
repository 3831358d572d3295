// tailchat-login/next: the login in Next 14, 15 and 16.
import type { WebRequest, WebResponse } from './platform.js';
import type { Login, SessionUser } from './worker.js';

export type { SessionUser } from './worker.js';

/**
 * Makes the login's parts for Next: its routes, who is logged in for pages and server actions, and the proxy (middleware,
 * as Next called it before 16) with which the session slides.
 *
 * @example
 * import { createNextLogin } from 'tailchat-login/next';
 * import { createLogin } from 'tailchat-login/worker';
 *
 * export const { handlers, auth, requireUser, proxy } = createNextLogin(createLogin());
 */
export declare function createNextLogin<Env = unknown, Claims extends object = Record<string, unknown>>(
  login: Pick<Login<Env, Claims>, 'fetch' | 'user' | 'require' | 'session'>,
  options?: NextLoginOptions<Env>,
): NextLogin<Claims>;

/** What `createNextLogin` takes beside the login. */
export interface NextLoginOptions<Env = unknown> {
  /** Given to the login with each request; process.env if not given. */
  readonly env?: Env | undefined;
}

/** The login's parts for Next. */
export interface NextLogin<Claims extends object = Record<string, unknown>> {
  /** For the route below `basePath`: `export const { GET, POST, OPTIONS } = handlers`. */
  readonly handlers: NextHandlers;
  /** Gives the user, or null: for pages, server actions and route handlers. */
  readonly auth: () => Promise<SessionUser<Claims> | null>;
  /** Gives the user, or leads to the login and back to the page. */
  readonly requireUser: (options?: RequireUserOptions) => Promise<SessionUser<Claims>>;
  /** Has the session slide, and tells `requireUser` which page it is: for `proxy.js` or `middleware.js`. */
  readonly proxy: NextHandler;
}

/** What `requireUser` takes. */
export interface RequireUserOptions {
  /** Where the login leads back to; the page if not given. */
  readonly returnTo?: string | undefined;
}

/** The methods of the login's routes. */
export interface NextHandlers {
  /** `login.fetch`. */
  readonly GET: NextHandler;
  /** `login.fetch`. */
  readonly POST: NextHandler;
  /** `login.fetch`. */
  readonly OPTIONS: NextHandler;
}

/** A handler of Next. */
export type NextHandler = (request: WebRequest) => Promise<WebResponse>;
