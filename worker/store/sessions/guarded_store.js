import { TailchatLoginError } from '../../../bindings/errors/store.js';
import { startDeadline } from '../../lib/deadline.js';

/**
 * @typedef {import('../../../types/store.js').Store} Store
 * @typedef {import('../../context.js').Context} Context
 */

/** How often a value is read and changed again because another writer changed it in the meantime. */
const TRIES = 16;

/**
 * Turns every fault of a store into one error. An error that the store throws could look like one of ours, such as "not
 * logged in", and an answer of the wrong type could look like no answer.
 *
 * @param {Store} store
 * @returns {Readonly<Store>}
 */
export function guardStore(store) {
  const { claim, swap } = store;
  /** @type {Store} */
  const guarded = {
    get: (key) =>
      guard(async () => {
        const value = (await store.get(key)) ?? undefined;
        return value === undefined ? value : require('string', value);
      }),
    put: (key, value, ttl) => guard(() => store.put(key, value, ttl)),
    delete: (key) => guard(() => store.delete(key)),
    claim: claim && answerYesOrNo(store, claim),
    swap: swap && answerYesOrNo(store, swap),
  };
  return Object.freeze(guarded);
}

/**
 * @template {any[]} Arguments
 * @param {Store} store
 * @param {(...args: Arguments) => Promise<boolean>} operation
 * @returns {(...args: Arguments) => Promise<boolean>}
 */
function answerYesOrNo(store, operation) {
  return (...args) => guard(async () => require('boolean', await operation.apply(store, args)));
}

/**
 * @template T
 * @param {() => Promise<T>} ask
 */
async function guard(ask) {
  try {
    return await ask();
  } catch (cause) {
    throw new TailchatLoginError('store_unavailable', { cause, at: 'store', thrownBy: 'store' });
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
 * One visit to the store, of one or several steps, within the configured deadline.
 *
 * @template T
 * @param {Context} context
 * @param {(store: Readonly<Store>, signal: AbortSignal) => Promise<T>} visit
 * @param {import('../../../bindings/vocabulary.js').ErrorCode} [late] what a visit over the deadline means
 * @returns {Promise<T>}
 */
export async function visitStore({ config, store }, visit, late = 'store_unavailable') {
  const { signal, race, end } = startDeadline(config.deadline);
  try {
    return await race(visit(/** @type {Readonly<Store>} */ (store), signal));
  } catch (error) {
    throw signal.aborted ? new TailchatLoginError(late, { cause: error, at: 'store' }) : error;
  } finally {
    end();
  }
}

/**
 * Changes a value. If the store has `swap`, it happens in one step, and a simultaneous write is not lost. Otherwise the
 * last write wins.
 *
 * @param {Readonly<Store>} store
 * @param {string} key
 * @param {number} ttl seconds
 * @param {(before: string | undefined, tries: number) => Promise<string | undefined>} change from what the key
 *   holds to what it shall hold; undefined leaves it as it is
 */
export async function changeValue(store, key, ttl, change) {
  const { claim, swap } = store;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await store.get(key);
    const value = await change(before, tries);
    if (value === undefined) return;
    if (!claim || !swap) return store.put(key, value, ttl);
    if (await (before === undefined ? claim(key, ttl, value) : swap(key, ttl, value, before))) return;
  }
  throw new TailchatLoginError('store_unavailable');
}
