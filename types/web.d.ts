// tailchat-login/web: for the page. Importing it touches no browser object.
import type { WebSearchParams } from './platform.js';
import type { FinishedLogin, User } from './user.js';

export type { LoginError } from './error.js';
export type { ErrorCode, ErrorEntry, ErrorTable } from './errors.js';
export type { FinishedLogin, User } from './user.js';

/**
 * Goes to the worker's login, which leads to Tailchat and back.
 *
 * @throws {LoginError} `base_path_invalid`
 * @example
 * import { login } from 'tailchat-login/web';
 *
 * button.onclick = () => login({ returnTo: '/inbox' });
 */
export declare function login(options?: PageLoginOptions): void;

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
 * Ends the session here, and goes to the worker's `logoutUrl` where it has one. Without one the next login is the same
 * user, without a question: Tailchat itself has no logout for apps.
 *
 * @throws {LoginError} `base_path_invalid`, `worker_unreachable`, or the worker's code
 * @example
 * import { logout } from 'tailchat-login/web';
 *
 * button.onclick = () => logout();
 */
export declare function logout(options?: BasePathOptions): Promise<void>;

/**
 * Starts a login from the page: goes to Tailchat, which leads back to `redirectUri`. It loads the WebAssembly, for which
 * a CSP needs `'wasm-unsafe-eval'`, and keeps the transaction in sessionStorage: the login ends in the tab that began it.
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
 * Ends a login that `start` began: takes the callback out of the address bar, and has the worker redeem it. It gives
 * null where the address bar has no callback. Called again it gives the same promise.
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

/** Where the worker is. */
export interface BasePathOptions {
  /**
   * The path of the worker's routes, or their address where the worker has another origin of the same site
   * (`https://auth.site.example/auth`): the worker's `allowedOrigins` must then have the page's.
   *
   * @default "/auth"
   */
  readonly basePath?: string | undefined;
}

/** What `login` takes. */
export interface PageLoginOptions extends BasePathOptions {
  /** Where the login leads back to: a path of the page's origin. Where the page is if not given. */
  readonly returnTo?: string | undefined;
  /** `none`, or some of `login`, `consent` and `select_account` (OpenID Connect Core 3.1.2.1). */
  readonly prompt?: string | undefined;
}

/** What `start` takes. */
export interface StartOptions {
  /** Tailchat's address, as the worker has it. */
  readonly apiUrl: string;
  /** The open-platform app's id, as the worker has it. */
  readonly clientId: string;
  /** A page of this origin that calls `finish`, as it is registered at Tailchat. */
  readonly redirectUri: string;
  /** Where the login leads back to: a path of the page's origin. Where the page is if not given. */
  readonly returnTo?: string | undefined;
  /** The scope asked for; `openid profile` if not given. */
  readonly scope?: string | undefined;
  /** The deployment's own spelling of iss, where it differs from `apiUrl`, as the worker has it. */
  readonly issuer?: string | undefined;
  /** `private`: plain http in a private network, as the worker has it. */
  readonly allowHttp?: 'private' | undefined;
  /** `none`, or some of `login`, `consent` and `select_account` (OpenID Connect Core 3.1.2.1). */
  readonly prompt?: string | undefined;
  /** Who is to log in, such as an address of e-mail (OpenID Connect Core 3.1.2.1). */
  readonly loginHint?: string | undefined;
  /** Parameters that the login itself does not set, each once. */
  readonly extraParameters?: string | WebSearchParams | Readonly<Record<string, string>> | undefined;
}
