import { requireFunctions } from '../store.js';
import { withSessions } from '../sessions/index.js';

/** KV refuses a shorter life. */
const SHORTEST_TTL = 60;

/** KV may show a change this late. The adapter remembers its own changes for the same time. */
const LATE_MILLISECONDS = 60_000;
const MOST_CHANGES = 128;

/** @type {typeof import('../../../types/store/kv.js').createKvStore} */
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

  /** @type {import('../../../types/store.js').Store} */
  const store = {
    async get(key) {
      const { value, metadata } = await namespace.getWithMetadata(key);
      const change = changes.get(key);
      const found =
        value === null ? undefined : { value, until_ms: Number(/** @type {any} */ (metadata)?.until_ms) };
      const late = change !== undefined && change.made_at_ms > now() - LATE_MILLISECONDS;
      // All values under one key have the same life, so the value with the later end was written later.
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
  };
  return withSessions(store);
}
