// tailchat-login: the steps of a login, for a server that keeps its own sessions.
import type { ErrorTable } from './errors.js';
import type { ClientOptions } from './options.js';
import type { WebAbortSignal, WebSearchParams } from './platform.js';
import type { FinishedLogin, User } from './user.js';

export { TailchatLoginError } from './error.js';
export type { ErrorDetails } from './error.js';
export type { ErrorCode, ErrorEntry, ErrorTable } from './errors.js';
export type { ClientOptions } from './options.js';
export * from './fetch.js';
export type { FinishedLogin, User } from './user.js';

/**
 * Creates a client. It has the steps of a login, for a server that keeps its own sessions.
 *
 * @throws {TailchatLoginError} `configuration_invalid` for an option that is missing, unknown or wrong,
 *   `api_url_invalid`, `internal_url_invalid`, `client_id_invalid`, `redirect_uri_invalid`, `issuer_invalid`,
 *   `scope_invalid`
 * @example
 * import { createClient } from 'tailchat-login';
 *
 * const client = createClient({ apiUrl, clientId, clientSecret, redirectUri });
 * const { url, transaction } = client.begin({ returnTo: '/inbox' });
 * // Keep the transaction for this browser only, and send the browser to the URL. Then, at the callback:
 * const { user, returnTo } = await client.finish(await comeBackFrom(url), transaction);
 */
export declare function createClient(options: ClientOptions): Client;

/**
 * Resolves when `createClient` can be called, usually immediately. A runtime that does not compile WebAssembly from bytes
 * first loads the same core as JavaScript. `createLogin` calls it for you.
 *
 * @example
 * import { createClient, ready } from 'tailchat-login';
 *
 * await ready();
 * const client = createClient({ apiUrl, clientId, clientSecret, redirectUri });
 */
export declare function ready(): Promise<void>;

/** Every error code, with the HTTP status of the worker's answer and its meaning. The object is frozen. */
export declare const ERRORS: ErrorTable;

/** The steps of a login. `redeem` runs the last two under one deadline, and `finish` runs the last three. */
export interface Client {
  /** Tailchat's address, as given. */
  readonly apiUrl: string;
  /** The app's id, as given. */
  readonly clientId: string;
  /** The address to which Tailchat leads the browser back, as given. */
  readonly redirectUri: string;
  /** The expected `iss`, byte for byte. */
  readonly issuer: string;
  /** The requested scope. */
  readonly scope: string;
  /**
   * Creates an authorization request (RFC 6749 4.1.1, RFC 7636 4.3).
   *
   * @throws {TailchatLoginError} `prompt_invalid`, `login_hint_invalid`, `extra_parameters_invalid`, `random_invalid`
   */
  readonly begin: (options?: BeginOptions) => BegunLogin;
  /**
   * Checks the authorization response in a callback's URL (RFC 6749 4.1.2, RFC 9207 2.4). The URL is complete, or has only
   * path and query, as in Express and node:http.
   *
   * @throws {TailchatLoginError} `callback_url_invalid`, `parameter_repeated`, `state_missing`, `state_mismatch`,
   *   `issuer_missing`, `issuer_mismatch`, `code_missing`, `code_invalid`, `transaction_invalid`,
   *   `transaction_expired`, or the error that Tailchat answered, such as `access_denied`
   */
  readonly callback: (url: string, transaction: Transaction) => CheckedCallback;
  /**
   * Redeems the code, once for each checked callback (RFC 6749 4.1.3, OpenID Connect Core 3.1.3).
   *
   * @throws {TailchatLoginError} `transaction_invalid`, `transaction_finished`, `invalid_grant`, `invalid_client`, the
   *   codes that begin with `token_`, `id_token_` and `upstream_`, `deadline_exceeded`
   */
  readonly exchange: (checked: CheckedCallback, options?: StepOptions) => Promise<Tokens>;
  /**
   * Asks for the user (OpenID Connect Core 5.3).
   *
   * @throws {TailchatLoginError} `transaction_invalid`, the codes that begin with `userinfo_` and `upstream_`,
   *   `deadline_exceeded`
   */
  readonly userinfo: (tokens: Tokens, options?: StepOptions) => Promise<User>;
  /**
   * Runs `exchange` and `userinfo` under one deadline.
   *
   * @throws {TailchatLoginError} the codes of both
   */
  readonly redeem: (checked: CheckedCallback, options?: StepOptions) => Promise<User>;
  /**
   * Runs `callback`, `exchange` and `userinfo`.
   *
   * @throws {TailchatLoginError} the codes of all three
   */
  readonly finish: (url: string, transaction: Transaction) => Promise<FinishedLogin>;
  /** Returns the path that a text names, with unsafe characters escaped, or `/` if a login must not lead there. */
  readonly returnTo: (text: string) => string;
}

/** The options of `client.begin`. */
export interface BeginOptions {
  /**
   * The address that the login leads back to: a path, or an address on the origin of `redirectUri`. An unacceptable value
   * becomes `/`.
   *
   * @default "/"
   */
  readonly returnTo?: string | undefined;
  /** `none`, or some of `login`, `consent` and `select_account` (OpenID Connect Core 3.1.2.1). */
  readonly prompt?: string | undefined;
  /** The account that shall log in, such as an email address (OpenID Connect Core 3.1.2.1). */
  readonly loginHint?: string | undefined;
  /** Additional parameters. The login must not set them itself, and each may appear once. */
  readonly extraParameters?: string | WebSearchParams | Readonly<Record<string, string>> | undefined;
}

/** The result of `client.begin`. */
export interface BegunLogin {
  /** The URL for the browser. */
  readonly url: string;
  /** Keep it for this browser only, until the callback. */
  readonly transaction: Transaction;
}

/**
 * The data to keep between an authorization request and its response, for one browser only. It is JSON, with the names of
 * the standards.
 */
export interface Transaction {
  /** The callback must contain it (RFC 6749 10.12). */
  readonly state: string;
  /** The id_token must contain it (OpenID Connect Core 3.1.2.1). */
  readonly nonce: string;
  /** Proves that the sender of the code is the one who requested it (RFC 7636 4.1). */
  readonly code_verifier: string;
  /** The client's `redirectUri`. */
  readonly redirect_uri: string;
  /** Where the login leads back to: a path of the site. */
  readonly return_to: string;
  /** The expected `iss`. */
  readonly issuer: string;
  /** The client's `clientId`. */
  readonly client_id: string;
  /** The time of the request, in seconds since 1970. */
  readonly created_at: number;
}

/** A checked callback. The code is hidden inside. Only `client.callback` creates an object that can be exchanged. */
export interface CheckedCallback {
  /** Where the login leads back to: a path of the site. */
  readonly returnTo: string;
}

/** The options of each step that sends a request to Tailchat. */
export interface StepOptions {
  /** Aborts the step before the deadline. */
  readonly signal?: WebAbortSignal | undefined;
}

/** The tokens of a login, with the names of RFC 6749 5.1. The id_token's claims have been checked. */
export interface Tokens {
  /** For `client.userinfo`. */
  readonly access_token: string;
  /** The only possible type. */
  readonly token_type: 'Bearer';
  /** The unchanged token from Tailchat. */
  readonly id_token: string;
  /** The user's unique id, from the id_token. */
  readonly sub: string;
  /** The life of the access token in seconds. */
  readonly expires_in?: number;
  /** The granted scope. */
  readonly scope?: string;
  /** The refresh token, if Tailchat returned one. */
  readonly refresh_token?: string;
}

/**
 * Verifies an id_token's signature. It is called after the claims are checked, and before the userinfo request. If it throws
 * or returns `false`, the login fails with `id_token_signature_invalid`.
 */
export type VerifyIdToken = (idToken: string, options: VerifyIdTokenOptions) => unknown;

/** The second argument of a `VerifyIdToken`. */
export interface VerifyIdTokenOptions {
  /** Aborts at the deadline of the login. */
  readonly signal: WebAbortSignal;
}
