// tailchat-login/react: the session in React, 18 or newer.
import type { LoginError } from './error.js';
import type { User } from './user.js';
import type { BasePathOptions, PageLoginOptions } from './web.js';

export type { LoginError } from './error.js';
export type { ErrorCode, ErrorEntry, ErrorTable } from './errors.js';
export type { User } from './user.js';
export type { BasePathOptions, PageLoginOptions } from './web.js';

/**
 * Returns the current user to a component. Without `initialUser` the server renders `loading`, and the page sends one
 * request for all components and buttons.
 *
 * @throws {Error} where React is older than 18
 * @example
 * import { createElement } from 'react';
 * import { useTailchatUser } from 'tailchat-login/react';
 *
 * export function Account({ initialUser }) {
 *   const { user, loading, login, logout } = useTailchatUser({ initialUser });
 *   if (user) return createElement('button', { onClick: logout }, `Log out ${user.nickname}`);
 *   return createElement('button', { disabled: loading, onClick: () => login() }, 'Log in with Tailchat');
 * }
 */
export declare function useTailchatUser(options?: UseTailchatUserOptions): UseTailchatUserResult;

/** The options of `useTailchatUser`. */
export interface UseTailchatUserOptions extends BasePathOptions {
  /** The user or null from `login.session` on the server. With it the page sends no request. */
  readonly initialUser?: User | null | undefined;
}

/** The result of `useTailchatUser`. */
export interface UseTailchatUserResult {
  /** The user who is logged in, as far as the page knows. The same user stays the same object. */
  readonly user: User | null;
  /** Whether a request is under way. The previous values stay until its answer. */
  readonly loading: boolean;
  /** The error of the last request or the last logout. */
  readonly error: LoginError | null;
  /**
   * Goes to Tailchat, which leads back to `returnTo`, by default the address of the page.
   *
   * @throws {LoginError} `base_path_invalid`
   */
  readonly login: (options?: Omit<PageLoginOptions, 'basePath'>) => Promise<void> | void;
  /** Ends the session. It never throws: a failure becomes `error`. */
  readonly logout: () => Promise<void>;
  /** Asks again. It never throws: a failure becomes `error`. */
  readonly refresh: () => Promise<void>;
}
