import { requireFunctions } from '../store.js';

export { LoginStore } from './object.js';

/** @typedef {import('../store.js').Store} Store */

/**
 * @typedef {object} ObjectNamespace
 * @property {(name: string) => any} idFromName
 * @property {(id: any) => { fetch: (url: string, init: { method: string, body: string }) => Promise<any> }} get
 */

/**
 * Keeps the sessions in Durable Objects, one object for each key. Every isolate reads the last write of any other. The
 * worker that owns the class exports `LoginStore`.
 *
 * @param {ObjectNamespace} namespace the binding
 * @returns {Readonly<Store>}
 */
export function createDurableObjectStore(namespace) {
  const rule = 'a Durable Object namespace, as its binding gives it';
  requireFunctions(namespace, ['idFromName', 'get'], rule);

  /**
   * @param {string} key
   * @param {import('./object.js').Message} message
   */
  async function ask(key, message) {
    const object = namespace.get(namespace.idFromName(key));
    const response = await object.fetch('https://store/', { method: 'POST', body: JSON.stringify(message) });
    if (response.status !== 200) throw new Error('the Durable Object failed');
    return (await response.json()).result;
  }

  return Object.freeze({
    get: (key) => ask(key, { operation: 'get' }),
    put: (key, value, ttl) => ask(key, { operation: 'put', value, ttl }),
    delete: (key) => ask(key, { operation: 'delete' }),
    claim: (key, ttl, value) => ask(key, { operation: 'claim', value, ttl }),
    swap: (key, ttl, value, before) => ask(key, { operation: 'swap', value, ttl, before }),
  });
}
