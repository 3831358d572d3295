// tailchat-login/store/memory
import type { SessionStore } from '../store.js';

export type { SessionStore, Store } from '../store.js';

/**
 * Creates a store in this process, for a single server and for tests. The sessions end with the process.
 *
 * @example
 * import { createMemoryStore } from 'tailchat-login/store/memory';
 * import { createLogin, readEnv } from 'tailchat-login/worker';
 *
 * const store = createMemoryStore();
 * const login = createLogin({ ...readEnv(process.env), store });
 */
export declare function createMemoryStore(options?: MemoryStoreOptions): SessionStore;

/** The options of `createMemoryStore`. */
export interface MemoryStoreOptions {
  /** Returns the time in milliseconds; by default Date.now. */
  readonly now?: (() => number) | undefined;
}
