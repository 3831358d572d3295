import { errorOf, TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { OPTIONS } from '../config/options.js';

/** The certificate comes from a private CA, or the server does not send the intermediate ones. */
const UNTRUSTED = /^DEPTH_ZERO_SELF|^SELF_SIGNED_CERT|^UNABLE_TO_(?:VERIFY|GET_ISSUER)/;

/** Codes of everyday requests, which are not failures. */
const SILENT = new Set(['unauthenticated', 'prefetch_refused', 'not_found', 'method_not_allowed']);

/** @type {ReadonlySet<string | undefined>} */
const CONFIGURATION = new Set([
  'configuration_invalid',
  'wasm_unavailable',
  ...OPTIONS.map(({ code }) => code),
]);

/**
 * One line for each failure: what failed, the code and what it means, and the few details that are never secret.
 *
 * @param {((line: string) => void) | undefined} log
 * @param {string} what
 * @param {TailchatLoginError} error
 * @param {boolean} [debug] adds message and stack of an error that a function of the site threw
 */
export function logFailure(log, what, error, debug = false) {
  if (SILENT.has(error.code)) return;
  const shown = debug && error.thrownBy !== undefined ? showThrown(error.cause) : '';
  logNote(log, `${what} failed: ${error.code}${describe(error)}${shown}`, debug);
}

/**
 * One line about something that is not a failure. The caller must not put texts of others into it.
 *
 * @param {((line: string) => unknown) | undefined} log
 * @param {string} note
 * @param {boolean} [debug]
 */
export function logNote(log, note, debug = false) {
  if (log === undefined) return console.warn(`tailchat-login: ${note}`);
  // A log that throws or rejects must not break a login.
  (async () => log(`tailchat-login: ${note}`))().catch((cause) => {
    const name = codeOf(cause) ?? typeof cause;
    console.warn(`tailchat-login: log failed cause=${name}${debug ? showThrown(cause) : ''}`);
  });
}

/**
 * Limits the lines that anybody can cause. The returned function says whether one more may be written.
 *
 * @param {() => number} now milliseconds
 * @param {number} [most] a minute
 */
export function createAllowance(now, most = LIMITS.miss_lines) {
  let until_ms = 0;
  let left = 0;
  return () => {
    const time = now();
    if (!(time < until_ms)) [until_ms, left] = [time + 60_000, most];
    left -= 1;
    return left >= 0;
  };
}

/** @param {TailchatLoginError} error */
function describe(error) {
  // A configuration message consists of the option's name and a fixed rule, so it is safe to show.
  if (CONFIGURATION.has(error.code)) return ` (${error.message})`;
  const { expected, received, at, thrownBy, upstreamStatus, oauthError, clockSeconds, cause } = error;
  const details = {
    expected,
    received: expected === undefined ? undefined : (received ?? '(not printable)'),
    at: at ?? thrownBy,
    status: upstreamStatus,
    error: oauthError,
    clock: clockSeconds === undefined ? undefined : `${clockSeconds < 0 ? '' : '+'}${clockSeconds}s`,
    cause: codeOf(cause),
  };
  const shown = Object.entries(details).filter(([, value]) => value !== undefined);
  const hint = UNTRUSTED.test(details.cause ?? '')
    ? ': NODE_EXTRA_CA_CERTS must name the file of its CA'
    : '';
  return ` (${errorOf(error.code)?.message})${shown.map(([name, value]) => ` ${name}=${value}`).join('')}${hint}`;
}

/** Codes of system errors. Bun has its own, and Deno's fetch has only the text below. */
const SYSTEM_CODE = /^(?:[A-Z][A-Z0-9_]{1,59}|ConnectionRefused|ConnectionClosed|FailedToOpenSocket)$/;
const SYSTEM_TEXT = /os error \d{1,5}|dns error|invalid peer certificate: [A-Za-z]{1,40}/;

/**
 * The code of a system error such as ECONNREFUSED. fetch wraps it, so up to three causes are searched. Any other error is
 * shown by its name, because its message may contain secrets.
 *
 * @param {unknown} cause
 */
function codeOf(cause) {
  if (cause instanceof TailchatLoginError) return cause.code;
  for (const error of causesOf(cause)) {
    const code = Reflect.get(error, 'code');
    if (typeof code === 'string' && SYSTEM_CODE.test(code)) return code;
    const [said] = SYSTEM_TEXT.exec(String(error.message)) ?? [];
    if (said !== undefined) return said.replaceAll(' ', '_');
  }
  return cause instanceof Error && /^[A-Za-z]{1,40}$/.test(cause.name) ? cause.name : undefined;
}

/** @param {unknown} cause */
function causesOf(cause) {
  /** @type {Error[]} */
  const errors = [];
  let error = cause;
  while (errors.length < 3 && error instanceof Error) {
    errors.push(error);
    error = error.cause ?? Reflect.get(error, 'errors')?.[0];
  }
  return errors;
}

const SHOWN_CHARACTERS = 4096;

/**
 * Each line is indented, so that no text of an error looks like a line of ours.
 *
 * @param {unknown} thrown
 */
function showThrown(thrown) {
  const errors = causesOf(thrown);
  const texts =
    errors.length === 0 ? [typeof thrown === 'string' ? thrown : typeof thrown] : errors.map(showError);
  return texts
    .join('\ncaused by ')
    .slice(0, SHOWN_CHARACTERS)
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => `\n    ${line.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')}`)
    .join('');
}

/** In some runtimes a stack begins with name and message, in others it has only the places. @param {Error} error */
function showError({ name, message, stack = '' }) {
  return stack.includes(message) ? stack : `${name}: ${message}\n${stack}`;
}

/**
 * @param {unknown} error
 * @returns {TailchatLoginError}
 */
export function toLoginError(error) {
  return error instanceof TailchatLoginError
    ? error
    : new TailchatLoginError('internal_error', { cause: error });
}
