import { withSessions } from '../sessions/index.js';

const FIRST_SWEEP = 1024;

/** @type {typeof import('../../../types/store/memory.js').createMemoryStore} */
export function createMemoryStore({ now = Date.now } = {}) {
  /** @type {Map<string, { value: string, until_ms: number }>} */
  const entries = new Map();
  let sweepAt = FIRST_SWEEP;

  /** @param {string} key */
  function read(key) {
    const entry = entries.get(key);
    return entry !== undefined && entry.until_ms > now() ? entry.value : undefined;
  }

  /**
   * @param {string} key
   * @param {string} value
   * @param {number} ttl
   */
  function write(key, value, ttl) {
    if (entries.size >= sweepAt) sweep();
    entries.set(key, { value, until_ms: now() + ttl * 1000 });
  }

  /** Runs when the number of entries has doubled since the last sweep, so each entry is visited about once. */
  function sweep() {
    const time = now();
    for (const [key, { until_ms }] of entries) if (until_ms <= time) entries.delete(key);
    sweepAt = Math.max(FIRST_SWEEP, entries.size * 2);
  }

  /** @type {import('../../../types/store.js').Store} */
  const store = {
    get: async (key) => read(key),
    put: async (key, value, ttl) => write(key, value, ttl),
    async delete(key) {
      entries.delete(key);
    },
    async claim(key, ttl, value) {
      if (read(key) !== undefined) return false;
      write(key, value, ttl);
      return true;
    },
    async swap(key, ttl, value, before) {
      if (read(key) !== before) return false;
      write(key, value, ttl);
      return true;
    },
  };
  return withSessions(store);
}
