// Calls a store inside a worker from outside.
import { createStore } from 'tailchat-login/store';

/** @typedef {import('../../../types/store.js').Store} Store */
/** @typedef {'get' | 'put' | 'delete' | 'claim' | 'swap'} Operation */

/**
 * The part in the worker.
 *
 * @param {Request} request
 * @param {Store} store
 */
export async function answer(request, store) {
  const { operation, args } = /** @type {any} */ (await request.json());
  const result = await Reflect.get(store, operation)(...args);
  return Response.json({ result });
}

/**
 * The part outside of the worker.
 *
 * @param {() => string | URL} address
 * @returns {Store}
 */
export function createRemoteStore(address) {
  /** @param {Operation} operation @param {any[]} args */
  async function ask(operation, ...args) {
    const response = await fetch(address(), { method: 'POST', body: JSON.stringify({ operation, args }) });
    if (response.status !== 200) throw new Error(await response.text());
    return /** @type {any} */ (await response.json()).result;
  }
  return createStore({
    get: (key) => ask('get', key),
    put: (key, value, ttl) => ask('put', key, value, ttl),
    delete: (key) => ask('delete', key),
    claim: (key, ttl, value) => ask('claim', key, ttl, value),
    swap: (key, ttl, value, before) => ask('swap', key, ttl, value, before),
  });
}
