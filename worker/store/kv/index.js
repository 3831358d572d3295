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

/** How long KV may hide a change, and what is remembered of our own changes meanwhile. */
const LATE_MILLISECONDS = 60_000;
const MOST_CHANGES = 128;

/**
 * Keeps the sessions in Cloudflare KV. What is written in one place is seen in the others within a
 * minute or more: so long may a new session be unknown and a revoked one live there. The isolate that made a
 * change remembers it for that minute: who has just logged in through it is not sent to the login again. And nothing in KV
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

  /** The oldest first. @type {Map<string, { value: string | null, until_ms: number, made_at_ms: number }>} */
  const changes = new Map();

  /** @param {string} key @param {string | null} value @param {number} until_ms */
  function remember(key, value, until_ms) {
    const made_at_ms = now();
    changes.delete(key);
    changes.set(key, { value, until_ms, made_at_ms });
    for (const [name, change] of changes) {
      if (changes.size <= MOST_CHANGES && change.made_at_ms > made_at_ms - LATE_MILLISECONDS) break;
      changes.delete(name);
    }
  }

  return Object.freeze({
    async get(key) {
      const { value, metadata } = await namespace.getWithMetadata(key);
      const change = changes.get(key);
      const found = value === null ? undefined : { value, until_ms: Number(metadata?.until_ms) };
      const late = change !== undefined && change.made_at_ms > now() - LATE_MILLISECONDS;
      // A later end is a later change: what lies under one key always lives as long.
      const newest = late && !(found && found.until_ms > change.until_ms) ? change : found;
      return newest?.value != null && newest.until_ms > now() ? newest.value : undefined;
    },
    async put(key, value, ttl) {
      const until_ms = now() + ttl * 1000;
      await namespace.put(key, value, {
        expirationTtl: Math.max(SHORTEST_TTL, ttl),
        metadata: { until_ms },
      });
      remember(key, value, until_ms);
    },
    async delete(key) {
      await namespace.delete(key);
      remember(key, null, Infinity);
    },
    claim: null,
  });
}
