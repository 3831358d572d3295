import { TailchatLoginError } from '../../bindings/error.js';

/**
 * The place where createLogin keeps sessions, if it is given one: texts under keys, each for a limited time. A function
 * rejects if it could not do its work. It never answers a fault as if there were no value.
 *
 * @typedef {object} Store
 * @property {(key: string) => Promise<string | undefined>} get what was put last, while it lives
 * @property {(key: string, value: string, ttl: number) => Promise<void>} put replaces value and life; ttl in
 *   whole seconds, at least 1
 * @property {(key: string) => Promise<void>} delete
 * @property {((key: string, ttl: number, value: string) => Promise<boolean>) | null} claim puts a value under a
 *   key that holds nothing, in one step: true for one caller alone, wherever the others are. null where that
 *   cannot be promised
 * @property {((key: string, ttl: number, value: string, before: string) => Promise<boolean>) | null} [swap] puts
 *   a value in the place of `before`, in one step: true if the key held exactly that text. A store may lack it
 */

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
