import { TailchatLoginError } from '../bindings/error.js';
import { LIMITS } from '../bindings/vocabulary.js';
import { OPTIONS } from './options.js';

/** What happens to every site on every day, and is nobody's failure. */
const SILENT = new Set(['unauthenticated', 'prefetch_refused', 'not_found', 'method_not_allowed']);

/** @type {ReadonlySet<string | undefined>} */
const CONFIGURATION = new Set(['configuration_invalid', ...OPTIONS.map(({ code }) => code)]);

/**
 * One line for each failure: what failed, the code, and the few details that are never secret.
 *
 * @param {((line: string) => void) | undefined} log
 * @param {string} what
 * @param {TailchatLoginError} error
 */
export function logFailure(log, what, error) {
  if (!SILENT.has(error.code)) logNote(log, `${what} failed: ${error.code}${describe(error)}`);
}

/**
 * One line of what went on all the same, in words of ours alone.
 *
 * @param {((line: string) => void) | undefined} log
 * @param {string} note
 */
export function logNote(log, note) {
  try {
    (log ?? console.warn)(`tailchat-login: ${note}`);
  } catch {
    // A log that throws must not break a login.
  }
}

/**
 * Whether one more line may be written, of which a stranger can cause any number.
 *
 * @param {() => number} now milliseconds
 */
export function createAllowance(now) {
  let until = 0;
  let left = 0;
  return () => {
    const time = now();
    if (!(time < until)) [until, left] = [time + 60_000, LIMITS.miss_lines];
    left -= 1;
    return left >= 0;
  };
}

/** @param {TailchatLoginError} error */
function describe(error) {
  // Such a message is made of the option's name and a fixed rule.
  if (CONFIGURATION.has(error.code)) return ` (${error.message})`;
  if (error.expected !== undefined) {
    return ` expected=${error.expected} received=${error.received ?? '(not printable)'}`;
  }
  const cause = codeOf(error.cause);
  return cause === undefined ? '' : ` (${cause})`;
}

/**
 * The code of a system error such as ECONNREFUSED, at most three causes deep: fetch wraps it. An
 * unexpected error is known by its name; messages may hold anything and stay here.
 *
 * @param {unknown} cause
 */
function codeOf(cause) {
  let error = cause;
  for (let depth = 0; depth < 3 && error instanceof Error; depth += 1) {
    const code = Reflect.get(error, 'code');
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,39}$/.test(code)) return code;
    error = error.cause;
  }
  return cause instanceof Error && /^[A-Za-z]{1,40}$/.test(cause.name) ? cause.name : undefined;
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
