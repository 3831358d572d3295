// tailchat-login/store/memory
import type { Store } from '../store.js';

export type { Store } from '../store.js';

/**
 * Makes a store in this process: for one server, and for tests. The sessions end with the process.
 *
 * @example
 * import { createMemoryStore } from 'tailchat-login/store/memory';
 * import { createLogin, readEnv } from 'tailchat-login/worker';
 *
 * const store = createMemoryStore();
 * const login = createLogin({ ...readEnv(process.env), store });
 */
export declare function createMemoryStore(options?: MemoryStoreOptions): Store;

/** What `createMemoryStore` takes. */
export interface MemoryStoreOptions {
  /** Gives the time in milliseconds; Date.now if not given. */
  readonly now?: (() => number) | undefined;
}
