import { requireFunctions } from '../store.js';
import { withSessions } from '../sessions/index.js';

export { LoginStore } from './object.js';

/** @type {typeof import('../../../types/store/durable-objects.js').createDurableObjectStore} */
export function createDurableObjectStore(namespace) {
  const rule = 'a Durable Object namespace, as its binding gives it';
  requireFunctions(namespace, ['idFromName', 'get'], rule);

  /**
   * @param {string} key
   * @param {import('./object.js').Message} message
   */
  async function ask(key, message) {
    const object = namespace.get(/** @type {never} */ (namespace.idFromName(key)));
    const response = await object.fetch('https://store/', { method: 'POST', body: JSON.stringify(message) });
    if (response.status !== 200) throw new Error('the Durable Object failed');
    return /** @type {any} */ (await response.json()).result;
  }

  /** @type {import('../../../types/store.js').Store} */
  const store = {
    get: (key) => ask(key, { operation: 'get' }),
    put: (key, value, ttl) => ask(key, { operation: 'put', value, ttl }),
    delete: (key) => ask(key, { operation: 'delete' }),
    claim: (key, ttl, value) => ask(key, { operation: 'claim', value, ttl }),
    swap: (key, ttl, value, before) => ask(key, { operation: 'swap', value, ttl, before }),
  };
  return withSessions(store);
}
