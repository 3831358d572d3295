import { TailchatLoginError } from '../../bindings/error.js';

/**
 * @param {unknown} value what an adapter was given
 * @param {ReadonlyArray<string>} functions what it calls of it
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
