import type { ErrorCode } from './errors.js';

/**
 * The one error of this package. Its message is a fixed text of the code: no secret, token, address or text of a user
 * is in it.
 */
export declare class TailchatLoginError extends Error {
  /** Makes an error of a code. */
  constructor(code: ErrorCode, details?: ErrorDetails);
  /** What went wrong: a stable name, one of `ERRORS`. */
  readonly code: ErrorCode;
  /** The HTTP status with which the worker answers this error. */
  readonly status: number;
  /** With `configuration_invalid`: the name of the option at fault. */
  readonly option: string | undefined;
  /** With `issuer_mismatch` and `id_token_iss_mismatch`: the issuer that was expected. */
  readonly expected: string | undefined;
  /** With `issuer_mismatch` and `id_token_iss_mismatch`: the issuer that came. */
  readonly received: string | undefined;
  /** Where it was: the path of Tailchat's endpoint, or the name of an option. */
  readonly at: string | undefined;
  /** The option whose function, one of the site's own, threw `cause`. */
  readonly thrownBy: string | undefined;
  /** The HTTP status of Tailchat's answer. */
  readonly upstreamStatus: number | undefined;
  /** Tailchat's word for the error, one of a fixed list (RFC 6749 5.2). */
  readonly oauthError: string | undefined;
  /** How many seconds the other clock is ahead of this one. */
  readonly clockSeconds: number | undefined;
}

/** What may be known of an error beside its code: the members of `TailchatLoginError` of the same names. */
export interface ErrorDetails {
  /** What was caught. */
  readonly cause?: unknown;
  /** Stands in the place of the code's own text. */
  readonly message?: string;
  /** The option at fault. */
  readonly option?: string;
  /** The issuer that was expected. */
  readonly expected?: string;
  /** The issuer that came. */
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
 * The error of the page, of `tailchat-login/web`, `/button` and `/react`. It has the codes of `TailchatLoginError` and
 * not its class, whose messages would be most of what the page loads.
 */
export interface LoginError extends Error {
  /** Always this name. */
  readonly name: 'TailchatLoginError';
  /** What went wrong: the worker's code, or one of the page's own. */
  readonly code: ErrorCode;
}
