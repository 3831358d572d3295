import { bindAuthorization } from './authorization.js';
import { TailchatLoginError } from './error.js';
import { createCall } from './instance.js';
import { bindToken } from './token.js';

/**
 * @typedef {Readonly<import('./authorization.js').AuthorizationOperations
 *   & import('./token.js').TokenOperations>} Core
 */

/** @type {import('./instance.js').Fail} */
const fail = (code, details) => new TailchatLoginError(code, details);

/**
 * The core's operations over one WebAssembly module, which `compile` gives at the first call.
 * @param {() => WebAssembly.Module} compile
 * @returns {Core}
 */
export function bindCore(compile) {
  const call = createCall(compile, fail);
  return Object.freeze({ ...bindAuthorization(call, fail), ...bindToken(call, fail) });
}
