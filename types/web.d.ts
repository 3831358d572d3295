// tailchat-login/web: for the page. Importing it uses no browser object.
import type { WebSearchParams } from './platform.js';
import type { FinishedLogin, User } from './user.js';

export type { LoginError } from './error.js';
export type { ErrorCode, ErrorEntry, ErrorTable } from './errors.js';
export type { FinishedLogin, User } from './user.js';

/**
 * Goes to the worker's login, which leads to Tailchat and back. In a panel of Tailchat, and with `popup`, it opens the login
 * in a window of its own. The promise then resolves when the window has ended or the person has come back: ask `user`.
 *
 * @throws {LoginError} `base_path_invalid`
 * @example
 * import { login } from 'tailchat-login/web';
 *
 * button.onclick = () => login({ returnTo: '/inbox' });
 */
export declare function login(options?: PageLoginOptions): Promise<void> | void;

/**
 * Returns whether the page is in a frame: who dressed the frame may lead people to click. Ask for a confirmation there before
 * something that cannot be undone.
 *
 * @example
 * import { isFramed } from 'tailchat-login/web';
 *
 * if (isFramed()) show('This page is in a frame');
 */
export declare function isFramed(): boolean;

/**
 * Asks the worker who is logged in: the user, or null.
 *
 * @throws {LoginError} `base_path_invalid`, `worker_unreachable`, or the worker's code
 * @example
 * import { user } from 'tailchat-login/web';
 *
 * const someone = await user();
 * if (someone) show(`${someone.nickname}#${someone.discriminator}`);
 */
export declare function user(options?: BasePathOptions): Promise<User | null>;

/**
 * Ends the session here, and goes to the worker's `logoutUrl` if it has one. Otherwise the next login gives the same user
 * without a question, because Tailchat has no logout for apps.
 *
 * @throws {LoginError} `base_path_invalid`, `worker_unreachable`, or the worker's code
 * @example
 * import { logout } from 'tailchat-login/web';
 *
 * button.onclick = () => logout();
 */
export declare function logout(options?: BasePathOptions): Promise<void>;

/**
 * Starts a login from the page: it goes to Tailchat, which leads back to `redirectUri`. It loads the WebAssembly, for which
 * a CSP must allow `'wasm-unsafe-eval'`. It keeps the transaction in sessionStorage, so the login ends in the same tab.
 *
 * @throws {LoginError} `wasm_unavailable`, `storage_unavailable`, `api_url_invalid`, `client_id_invalid`,
 *   `redirect_uri_invalid`, `issuer_invalid`, `scope_invalid`, `prompt_invalid`, `login_hint_invalid`,
 *   `extra_parameters_invalid`
 * @example
 * import { start } from 'tailchat-login/web';
 *
 * button.onclick = () => start({ apiUrl, clientId, redirectUri: `${location.origin}/` });
 */
export declare function start(options: StartOptions): Promise<void>;

/**
 * Finishes a login of `start`. It removes the callback from the address bar, and lets the worker redeem it. It returns null
 * if the page's address is not a callback. A second call returns the same promise.
 *
 * @throws {LoginError} `base_path_invalid`, `state_missing`, `transaction_missing`, `storage_unavailable`,
 *   `worker_unreachable`, `wasm_unavailable`, or the worker's code
 * @example
 * import { finish } from 'tailchat-login/web';
 *
 * const done = await finish();
 * if (done) show(`${done.user.nickname} goes to ${done.returnTo}`);
 */
export declare function finish(options?: BasePathOptions): Promise<FinishedLogin | null>;

/** The address of the worker. */
export interface BasePathOptions {
  /**
   * The path of the worker's routes. If the worker is on another origin of the same site, their address
   * (`https://auth.site.example/auth`); the worker's `allowedOrigins` must then contain the page's origin.
   *
   * @default "/auth"
   */
  readonly basePath?: string | undefined;
}

/** The options of `login`. */
export interface PageLoginOptions extends BasePathOptions {
  /** Where the login leads back to: a path of the page's origin. Where the page is if not given. */
  readonly returnTo?: string | undefined;
  /** `none`, or some of `login`, `consent` and `select_account` (OpenID Connect Core 3.1.2.1). */
  readonly prompt?: string | undefined;
  /** Opens the login in a window of its own, which closes at its end. It needs the worker's option `panels`. */
  readonly popup?: boolean | undefined;
}

/** The options of `start`. */
export interface StartOptions {
  /** Tailchat's address, the same as the worker's. */
  readonly apiUrl: string;
  /** The id of the open-platform app, the same as the worker's. */
  readonly clientId: string;
  /** The address of a page on this origin that calls `finish`, as registered at Tailchat. */
  readonly redirectUri: string;
  /** Where the login leads back to: a path of the page's origin. Where the page is if not given. */
  readonly returnTo?: string | undefined;
  /** The requested scope; by default `openid profile`. */
  readonly scope?: string | undefined;
  /** The deployment's spelling of iss if it differs from `apiUrl`, the same as the worker's. */
  readonly issuer?: string | undefined;
  /** `private` allows plain http in a private network, the same as the worker's. */
  readonly allowHttp?: 'private' | undefined;
  /** `none`, or some of `login`, `consent` and `select_account` (OpenID Connect Core 3.1.2.1). */
  readonly prompt?: string | undefined;
  /** The account that shall log in, such as an email address (OpenID Connect Core 3.1.2.1). */
  readonly loginHint?: string | undefined;
  /** Additional parameters. The login must not set them itself, and each may appear once. */
  readonly extraParameters?: string | WebSearchParams | Readonly<Record<string, string>> | undefined;
}
