import { TailchatLoginError } from '../bindings/error.js';
import { startDeadline } from './deadline.js';

/**
 * @typedef {import('../store/store.js').Store} Store
 * @typedef {import('./context.js').Context} Context
 */

/**
 * Makes one error of whatever goes wrong in a store. An error of its own could pass for one of ours,
 * such as "nobody is logged in", and an answer of a wrong kind for nothing.
 *
 * @param {Store} store
 * @returns {Readonly<Store>}
 */
export function guardStore(store) {
  const { claim } = store;
  return Object.freeze({
    get: (key) =>
      guard(async () => {
        const value = (await store.get(key)) ?? undefined;
        return value === undefined ? value : require('string', value);
      }),
    put: (key, value, ttl) => guard(() => store.put(key, value, ttl)),
    delete: (key) => guard(() => store.delete(key)),
    claim: claim && ((key, ttl) => guard(async () => require('boolean', await claim.call(store, key, ttl)))),
  });
}

/**
 * @template T
 * @param {() => Promise<T>} ask
 */
async function guard(ask) {
  try {
    return await ask();
  } catch (cause) {
    throw new TailchatLoginError('store_unavailable', { cause });
  }
}

/**
 * @param {'string' | 'boolean'} type
 * @param {unknown} value
 * @returns {any}
 */
function require(type, value) {
  if (typeof value !== type) throw new TypeError(`the store gave no ${type}`);
  return value;
}

/**
 * One visit to the store, of one step or several, within the configured deadline.
 *
 * @template T
 * @param {Context} context
 * @param {(store: Readonly<Store>, signal: AbortSignal) => Promise<T>} visit
 * @param {import('../bindings/vocabulary.js').ErrorCode} [late] what a visit over the deadline means
 * @returns {Promise<T>}
 */
export async function visitStore({ config, store }, visit, late = 'store_unavailable') {
  if (store === undefined) {
    const message = 'store is missing: without one there is nothing to revoke';
    throw new TailchatLoginError('configuration_invalid', { option: 'store', message });
  }
  const { signal, race, end } = startDeadline(config.deadline);
  try {
    return await race(visit(store, signal));
  } catch (error) {
    throw signal.aborted ? new TailchatLoginError(late, { cause: error }) : error;
  } finally {
    end();
  }
}
