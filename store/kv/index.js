import { requireFunctions } from '../store.js';

/** @typedef {import('../store.js').Store} Store */

/**
 * @typedef {object} KvNamespace
 * @property {(key: string) => Promise<{ value: string | null, metadata: any }>} getWithMetadata
 * @property {(key: string, value: string, options: { expirationTtl: number, metadata: any }) => Promise<void>} put
 * @property {(key: string) => Promise<void>} delete
 */

/** KV takes no shorter life. */
const SHORTEST_TTL = 60;

/**
 * Keeps the sessions in Cloudflare KV. What is written in one place is seen in the others within a
 * minute or more: so long may a new session be unknown and a revoked one live there. And nothing in KV
 * happens to one alone of many, so there is no claim: a code is redeemed once within an isolate, as
 * without a store. The store on Durable Objects has neither limit.
 *
 * @param {KvNamespace} namespace the binding
 * @param {{ now?: () => number }} [options] now: the time in milliseconds
 * @returns {Readonly<Store>}
 */
export function createKvStore(namespace, { now = Date.now } = {}) {
  requireFunctions(
    namespace,
    ['getWithMetadata', 'put', 'delete'],
    'a KV namespace, as its binding gives it',
  );

  return Object.freeze({
    async get(key) {
      const { value, metadata } = await namespace.getWithMetadata(key);
      return value !== null && metadata?.until > now() ? value : undefined;
    },
    async put(key, value, ttl) {
      const expirationTtl = Math.max(SHORTEST_TTL, ttl);
      await namespace.put(key, value, { expirationTtl, metadata: { until: now() + ttl * 1000 } });
    },
    async delete(key) {
      await namespace.delete(key);
    },
    claim: null,
  });
}
