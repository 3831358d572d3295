import { ERRORS } from './vocabulary.js';

/**
 * The one error of this package. `code` is stable and documented; the message is a fixed text of
 * that code and never carries what a user, a server or a configuration supplied.
 */
export class TailchatLoginError extends Error {
  /**
   * @param {import('./vocabulary.js').ErrorCode} code
   * @param {{ cause?: unknown, message?: string, option?: string, expected?: string, received?: string }} [details]
   */
  constructor(code, { cause, message, option, expected, received } = {}) {
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
  }
}
