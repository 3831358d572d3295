import { LOGIN_ERRORS } from './errors.js';

/**
 * The errors of a login, and those of the entries that are loaded.
 *
 * @type {Record<string, Readonly<{ status: number, message: string }>>}
 */
const known = { ...LOGIN_ERRORS };

/** The status and the message of a code, or undefined if no loaded entry has it. @param {string} code */
export const errorOf = (code) => (Object.hasOwn(known, code) ? known[code] : undefined);

/**
 * The only error class of this package. `code` is stable and documented. The message is a fixed text for that code, and
 * never contains a value from a user, a server or a configuration.
 */
export class TailchatLoginError extends Error {
  /**
   * @param {import('./vocabulary.js').ErrorCode} code
   * @param {{ cause?: unknown, message?: string, option?: string, expected?: string, received?: string,
   *   at?: string, thrownBy?: string, upstreamStatus?: number, clockSeconds?: number }} [details]
   */
  constructor(code, details = {}) {
    const { cause, message, option, expected, received } = details;
    const meaning = errorOf(code) ?? { status: 500, message: code }; // made by a site, of an entry that is not loaded
    super(message ?? meaning.message, cause === undefined ? undefined : { cause });
    this.name = 'TailchatLoginError';
    /** The error's code, one of ERRORS. */
    this.code = code;
    /** The HTTP status with which the worker answers this error. */
    this.status = meaning.status;
    /** For `configuration_invalid`: the option at fault. @type {string | undefined} */
    this.option = option;
    /** For an issuer mismatch: the expected issuer. @type {string | undefined} */
    this.expected = expected;
    /** For an issuer mismatch: the received issuer. @type {string | undefined} */
    this.received = received;
    /** The place of the failure: an endpoint of Tailchat, or an option. @type {string | undefined} */
    this.at = details.at;
    /** The option whose function, written by the site, threw `cause`. @type {string | undefined} */
    this.thrownBy = details.thrownBy;
    /** The HTTP status of Tailchat's answer. @type {number | undefined} */
    this.upstreamStatus = details.upstreamStatus;
    /** Tailchat's word for the error, from a fixed list. @type {string | undefined} */
    this.oauthError = undefined;
    /** The seconds by which the other clock is ahead of ours. @type {number | undefined} */
    this.clockSeconds = details.clockSeconds;
  }
}

/**
 * The same class, which from now on knows the errors of an entry too.
 *
 * @param {Partial<Record<import('./vocabulary.js').ErrorCode, Readonly<{ status: number, message: string }>>>} errors
 */
export function addErrors(errors) {
  Object.assign(known, errors);
  return TailchatLoginError;
}
