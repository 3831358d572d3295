import { bindAuthorization } from './authorization.js';
import { TailchatLoginError } from './error.js';
import { createCall } from './instance.js';
import { remedyOf } from './program.js';
import { bindToken } from './token.js';
import { LOGIN_ERRORS } from './errors.js';

/**
 * @typedef {Readonly<import('./authorization.js').AuthorizationOperations
 *   & import('./token.js').TokenOperations>} Core
 */

/** LOGIN_ERRORS has the codes in the order of their numbers. */
const CODES = /** @type {import('./vocabulary.js').ErrorCode[]} */ (Object.keys(LOGIN_ERRORS));

/**
 * The core's operations. The first call gets the program from `compile`.
 * @param {() => import('./program.js').Program} compile
 * @param {import('./program.js').Condition} [condition] the package condition that selected the program
 * @returns {Core}
 */
export function bindCore(compile, condition = 'default') {
  /** @type {import('./instance.js').Fail} */
  const fail = (code, details) =>
    new TailchatLoginError(
      code,
      code === 'wasm_unavailable' ? { ...details, message: remedyOf(condition) } : details,
    );
  const call = createCall(compile, fail, CODES);
  return Object.freeze({ ...bindAuthorization(call, fail), ...bindToken(call, fail) });
}
