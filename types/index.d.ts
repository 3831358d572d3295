// tailchat-login: the steps of a login one by one, for a server that keeps its own sessions.
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
 * Makes a client: the steps of a login, for a server that keeps its own sessions.
 *
 * @throws {TailchatLoginError} `configuration_invalid` for an option that is missing, unknown or wrong,
 *   `api_url_invalid`, `internal_url_invalid`, `client_id_invalid`, `redirect_uri_invalid`, `issuer_invalid`,
 *   `scope_invalid`
 * @example
 * import { createClient } from 'tailchat-login';
 *
 * const client = createClient({ apiUrl, clientId, clientSecret, redirectUri });
 * const { url, transaction } = client.begin({ returnTo: '/inbox' });
 * // Keep the transaction for this browser alone, and send the browser to the URL. Then, at the callback:
 * const { user, returnTo } = await client.finish(await comeBackFrom(url), transaction);
 */
export declare function createClient(options: ClientOptions): Client;

/**
 * Resolves once `createClient` can be called: at once, but for runtimes that compile no WebAssembly from bytes, where the
 * same core is loaded as JavaScript. `createLogin` waits for it by itself.
 *
 * @example
 * import { createClient, ready } from 'tailchat-login';
 *
 * await ready();
 * const client = createClient({ apiUrl, clientId, clientSecret, redirectUri });
 */
export declare function ready(): Promise<void>;

/** Every error code, with the HTTP status of the worker's answer and its meaning. The object cannot be changed. */
export declare const ERRORS: ErrorTable;

/** The steps of a login. `redeem` is the last two of them under one deadline, `finish` the last three. */
export interface Client {
  /** Tailchat's address, as it was given. */
  readonly apiUrl: string;
  /** The app's id, as it was given. */
  readonly clientId: string;
  /** Where Tailchat leads the browser back to, as it was given. */
  readonly redirectUri: string;
  /** What `iss` must be, byte for byte. */
  readonly issuer: string;
  /** The scope that is asked for. */
  readonly scope: string;
  /**
   * Makes an authorization request (RFC 6749 4.1.1, RFC 7636 4.3).
   *
   * @throws {TailchatLoginError} `prompt_invalid`, `login_hint_invalid`, `extra_parameters_invalid`, `random_invalid`
   */
  readonly begin: (options?: BeginOptions) => BegunLogin;
  /**
   * Checks the authorization response in a callback's URL (RFC 6749 4.1.2, RFC 9207 2.4). The URL is complete, or the
   * path and query that Express and node:http give.
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
   * `exchange` and `userinfo` under one deadline.
   *
   * @throws {TailchatLoginError} the codes of both
   */
  readonly redeem: (checked: CheckedCallback, options?: StepOptions) => Promise<User>;
  /**
   * `callback`, `exchange` and `userinfo`.
   *
   * @throws {TailchatLoginError} the codes of all three
   */
  readonly finish: (url: string, transaction: Transaction) => Promise<FinishedLogin>;
  /** Gives the path that a text names, with what needs it escaped, if a login may lead back to it; else `/`. */
  readonly returnTo: (text: string) => string;
}

/** What `client.begin` takes. */
export interface BeginOptions {
  /**
   * Where the login leads back to: a path, or an address on the origin of `redirectUri`. What is not acceptable
   * becomes `/`.
   *
   * @default "/"
   */
  readonly returnTo?: string | undefined;
  /** `none`, or some of `login`, `consent` and `select_account` (OpenID Connect Core 3.1.2.1). */
  readonly prompt?: string | undefined;
  /** Who is to log in, such as an address of e-mail (OpenID Connect Core 3.1.2.1). */
  readonly loginHint?: string | undefined;
  /** Parameters that the login itself does not set, each once. */
  readonly extraParameters?: string | WebSearchParams | Readonly<Record<string, string>> | undefined;
}

/** What `client.begin` gives. */
export interface BegunLogin {
  /** Where the browser goes now. */
  readonly url: string;
  /** Keep it for this browser alone, until the callback. */
  readonly transaction: Transaction;
}

/**
 * What is kept between an authorization request and its response, for one browser alone. It is JSON, and has the names
 * of the standards.
 */
export interface Transaction {
  /** Comes back with the callback (RFC 6749 10.12). */
  readonly state: string;
  /** Comes back in the id_token (OpenID Connect Core 3.1.2.1). */
  readonly nonce: string;
  /** Proves that the code is redeemed by who asked for it (RFC 7636 4.1). */
  readonly code_verifier: string;
  /** The client's `redirectUri`. */
  readonly redirect_uri: string;
  /** Where the login leads back to: a path of the site. */
  readonly return_to: string;
  /** What `iss` must be. */
  readonly issuer: string;
  /** The client's `clientId`. */
  readonly client_id: string;
  /** When it was made, in seconds since 1970. */
  readonly created_at: number;
}

/** A callback that has been checked. The code stays inside: only `client.callback` makes what can be exchanged. */
export interface CheckedCallback {
  /** Where the login leads back to: a path of the site. */
  readonly returnTo: string;
}

/** What each step takes that asks Tailchat. */
export interface StepOptions {
  /** Ends the step sooner than the deadline. */
  readonly signal?: WebAbortSignal | undefined;
}

/** The tokens of a login, with the names of RFC 6749 5.1. The id_token's claims have been checked. */
export interface Tokens {
  /** For `client.userinfo`. */
  readonly access_token: string;
  /** The one type that there is. */
  readonly token_type: 'Bearer';
  /** As Tailchat gave it. */
  readonly id_token: string;
  /** The id_token's: the user's unique id. */
  readonly sub: string;
  /** How many seconds the access token lives. */
  readonly expires_in?: number;
  /** What was granted. */
  readonly scope?: string;
  /** Where Tailchat gave one. */
  readonly refresh_token?: string;
}

/**
 * Verifies an id_token's signature. It is called once the claims are checked, and before the user is asked for. What it
 * throws, and `false`, ends the login with `id_token_signature_invalid`.
 */
export type VerifyIdToken = (idToken: string, options: VerifyIdTokenOptions) => unknown;

/** What a `VerifyIdToken` is called with beside the id_token. */
export interface VerifyIdTokenOptions {
  /** Ends with the deadline of the login. */
  readonly signal: WebAbortSignal;
}
