import { bindAuthorization } from './authorization.js';
import { TailchatLoginError } from './error.js';
import { createCall } from './instance.js';
import { bindToken } from './token.js';
import { ERRORS } from './vocabulary.js';

/**
 * @typedef {Readonly<import('./authorization.js').AuthorizationOperations
 *   & import('./token.js').TokenOperations>} Core
 */

/** What has the messages needs no second list. */
const CODES = /** @type {import('./vocabulary.js').ErrorCode[]} */ (Object.keys(ERRORS));

/** @type {import('./instance.js').Fail} */
const fail = (code, details) => new TailchatLoginError(code, details);

/**
 * The core's operations over one WebAssembly module, which `compile` gives at the first call.
 * @param {() => WebAssembly.Module} compile
 * @returns {Core}
 */
export function bindCore(compile) {
  const call = createCall(compile, fail, CODES);
  return Object.freeze({ ...bindAuthorization(call, fail), ...bindToken(call, fail) });
}
