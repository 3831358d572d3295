import { ERRORS } from './vocabulary.js';

/**
 * The one error of this package. `code` is stable and documented; the message is a fixed text of
 * that code and never carries what a user, a server or a configuration supplied.
 */
export class TailchatLoginError extends Error {
  /**
   * @param {import('./vocabulary.js').ErrorCode} code
   * @param {{ cause?: unknown, message?: string, option?: string, expected?: string, received?: string,
   *   at?: string, thrownBy?: string, upstreamStatus?: number, clockSeconds?: number }} [details]
   */
  constructor(code, details = {}) {
    const { cause, message, option, expected, received } = details;
    super(message ?? ERRORS[code].message, cause === undefined ? undefined : { cause });
    this.name = 'TailchatLoginError';
    /** The error's code, one of ERRORS. */
    this.code = code;
    /** The HTTP status with which the worker answers this error. */
    this.status = ERRORS[code].status;
    /** For `configuration_invalid`: the option at fault. @type {string | undefined} */
    this.option = option;
    /** For an issuer mismatch: the issuer that was expected. @type {string | undefined} */
    this.expected = expected;
    /** For an issuer mismatch: the issuer that came. @type {string | undefined} */
    this.received = received;
    /** Where it was: an endpoint of Tailchat, or one of the options. @type {string | undefined} */
    this.at = details.at;
    /** The option, a function of the site's own, that threw `cause`. @type {string | undefined} */
    this.thrownBy = details.thrownBy;
    /** The HTTP status of Tailchat's answer. @type {number | undefined} */
    this.upstreamStatus = details.upstreamStatus;
    /** Tailchat's word for the error, of a fixed list. @type {string | undefined} */
    this.oauthError = undefined;
    /** How far the other clock is ahead of ours. @type {number | undefined} */
    this.clockSeconds = details.clockSeconds;
  }
}
