// tailchat-login/react: the session in React, 18 or newer.
import type { LoginError } from './error.js';
import type { User } from './user.js';
import type { BasePathOptions, PageLoginOptions } from './web.js';

export type { LoginError } from './error.js';
export type { ErrorCode, ErrorEntry, ErrorTable } from './errors.js';
export type { User } from './user.js';
export type { BasePathOptions, PageLoginOptions } from './web.js';

/**
 * Tells a component who is logged in. Without `initialUser` the server renders `loading`, and the page asks once,
 * however many components and buttons there are.
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

/** What `useTailchatUser` takes. */
export interface UseTailchatUserOptions extends BasePathOptions {
  /** What `login.session` said on the server, the user or null: then nothing is asked. */
  readonly initialUser?: User | null | undefined;
}

/** What `useTailchatUser` gives. */
export interface UseTailchatUserResult {
  /** Who is logged in, as far as is known. The same user stays the same object. */
  readonly user: User | null;
  /** Whether the worker is being asked. What was known stays until the answer. */
  readonly loading: boolean;
  /** How the last question or the last logout failed. */
  readonly error: LoginError | null;
  /**
   * Goes to Tailchat, and back to where the page is if not told otherwise.
   *
   * @throws {LoginError} `base_path_invalid`
   */
  readonly login: (options?: Omit<PageLoginOptions, 'basePath'>) => void;
  /** Ends the session. A failure is `error`: it is not thrown. */
  readonly logout: () => Promise<void>;
  /** Asks again. A failure is `error`: it is not thrown. */
  readonly refresh: () => Promise<void>;
}
