// tailchat-login/next: the login in Next 14, 15 and 16.
import type { WebRequest, WebResponse } from './platform.js';
import type { Login, SessionUser } from './worker.js';

export type { SessionUser } from './worker.js';

/**
 * Creates the login's parts for Next: the route handlers, the current user for pages and server actions, and the proxy that
 * renews the session. Before Next 16 a proxy was called middleware.
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

/** The options of `createNextLogin`. */
export interface NextLoginOptions<Env = unknown> {
  /** Passed to the login with each request; by default process.env. */
  readonly env?: Env | undefined;
}

/** The login's parts for Next. */
export interface NextLogin<Claims extends object = Record<string, unknown>> {
  /** For the route below `basePath`: `export const { GET, POST, OPTIONS } = handlers`. */
  readonly handlers: NextHandlers;
  /** Returns the user, or null. It works in pages, server actions and route handlers. */
  readonly auth: () => Promise<SessionUser<Claims> | null>;
  /** Returns the user, or redirects to the login, which leads back to the page. */
  readonly requireUser: (options?: RequireUserOptions) => Promise<SessionUser<Claims>>;
  /** Renews the session, and tells `requireUser` the address of the page. It is for `proxy.js` or `middleware.js`. */
  readonly proxy: NextHandler;
}

/** The options of `requireUser`. */
export interface RequireUserOptions {
  /** The address that the login leads back to; by default the page. */
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
