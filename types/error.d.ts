import type { ErrorCode } from './errors.js';

/**
 * The only error class of this package. Its message is a fixed text for the code. It never contains a secret, a token, an
 * address or a text of a user.
 */
export declare class TailchatLoginError extends Error {
  /** Creates an error with a code. If it is of an entry that is not loaded, the status is 500 and the message the code. */
  constructor(code: ErrorCode, details?: ErrorDetails);
  /** The code of the error: a stable name from `ERRORS`. */
  readonly code: ErrorCode;
  /** The HTTP status with which the worker answers this error. */
  readonly status: number;
  /** With `configuration_invalid`: the name of the wrong option. */
  readonly option: string | undefined;
  /** With `issuer_mismatch` and `id_token_iss_mismatch`: the expected issuer. */
  readonly expected: string | undefined;
  /** With `issuer_mismatch` and `id_token_iss_mismatch`: the received issuer. */
  readonly received: string | undefined;
  /** The place of the failure: the path of Tailchat's endpoint, or the name of an option. */
  readonly at: string | undefined;
  /** The option whose function, written by the site, threw `cause`. */
  readonly thrownBy: string | undefined;
  /** The HTTP status of Tailchat's answer. */
  readonly upstreamStatus: number | undefined;
  /** Tailchat's word for the error, from a fixed list (RFC 6749 5.2). */
  readonly oauthError: string | undefined;
  /** How many seconds the other clock is ahead of this one. */
  readonly clockSeconds: number | undefined;
}

/** The optional details of an error. `TailchatLoginError` has members of the same names. */
export interface ErrorDetails {
  /** The caught error. */
  readonly cause?: unknown;
  /** Replaces the code's own text. */
  readonly message?: string;
  /** The wrong option. */
  readonly option?: string;
  /** The expected issuer. */
  readonly expected?: string;
  /** The received issuer. */
  readonly received?: string;
  /** The endpoint, or the option. */
  readonly at?: string;
  /** The option whose function threw `cause`. */
  readonly thrownBy?: string;
  /** The HTTP status of Tailchat's answer. */
  readonly upstreamStatus?: number;
  /** How many seconds the other clock is ahead. */
  readonly clockSeconds?: number;
}

/**
 * The error of the page: of `tailchat-login/web`, `/button` and `/react`. It has the codes of `TailchatLoginError`, but not
 * its messages, which would be most of the page's script.
 */
export interface LoginError extends Error {
  /** Always this name. */
  readonly name: 'TailchatLoginError';
  /** The code of the error: the worker's, or one of the page's own. */
  readonly code: ErrorCode;
}
