import { createStore } from 'tailchat-login/store';
import { Worker } from 'node:worker_threads';

/** @typedef {import('../../types/store.js').Store} Store */

/** Connects one worker to the store in store_thread.js. */
export function startStore() {
  const thread = new Worker(new URL('./store_thread.js', import.meta.url));
  /** @type {Map<number, (result: any) => void>} */
  const waiting = new Map();
  let last = 0;
  thread.on('message', ({ id, result }) => {
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  /** @param {string} operation @returns {(...args: any[]) => Promise<any>} */
  const ask =
    (operation) =>
    (...args) =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        thread.postMessage({ id: last, operation, args });
      });
  /** @type {Store} */
  const own = {
    get: ask('get'),
    put: ask('put'),
    delete: ask('delete'),
    claim: ask('claim'),
    swap: ask('swap'),
  };
  return { store: createStore(own), close: () => thread.terminate() };
}
