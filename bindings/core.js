import { bindAuthorization } from './authorization.js';
import { createCall } from './instance.js';
import { bindToken } from './token.js';

/** @typedef {ReturnType<typeof bindCore>} Core */

/**
 * The core's operations over one WebAssembly module, which `compile` gives at the first call.
 * @param {() => WebAssembly.Module} compile
 */
export function bindCore(compile) {
  const call = createCall(compile);
  return Object.freeze({ ...bindAuthorization(call), ...bindToken(call) });
}
