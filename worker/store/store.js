import { TailchatLoginError } from '../../bindings/error.js';

/**
 * @param {unknown} value the argument of an adapter
 * @param {ReadonlyArray<string>} functions the methods that the adapter calls
 * @param {string} rule
 */
export function requireFunctions(value, functions, rule) {
  if (typeof value === 'object' && value !== null) {
    if (functions.every((name) => typeof Reflect.get(value, name) === 'function')) return;
  }
  throw new TailchatLoginError('configuration_invalid', {
    option: 'store',
    message: `store must be made from ${rule}`,
  });
}
