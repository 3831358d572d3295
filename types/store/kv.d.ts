// tailchat-login/store/kv
import type { SessionStore } from '../store.js';

export type { SessionStore, Store } from '../store.js';

/**
 * Creates a store on Cloudflare KV. Other places may see a change only after a minute or more. Until then a new session may
 * be unknown there, and a revoked session may still work. The store has neither `claim` nor `swap`: only requests in one
 * isolate share a redemption, and there is no list of sessions. The store on Durable Objects has none of these limits.
 *
 * @throws {TailchatLoginError} `configuration_invalid` if the argument is not a KV namespace
 * @example
 * import { createKvStore } from 'tailchat-login/store/kv';
 * import { createLogin, readEnv } from 'tailchat-login/worker';
 *
 * const login = createLogin((env) => ({ ...readEnv(env), store: createKvStore(env.SESSIONS) }));
 */
export declare function createKvStore(namespace: KvNamespace, options?: KvStoreOptions): SessionStore;

/** The options of `createKvStore`. */
export interface KvStoreOptions {
  /** Returns the time in milliseconds; by default Date.now. */
  readonly now?: (() => number) | undefined;
}

/** The members of a KV namespace that are used. Cloudflare's type `KVNamespace` has them. */
export interface KvNamespace {
  /** Returns a value and its metadata. */
  getWithMetadata(key: string): Promise<{ value: string | null; metadata: unknown }>;
  /** Writes a value, with its life in seconds. */
  put(key: string, value: string, options: { expirationTtl: number; metadata: unknown }): Promise<void>;
  /** Deletes a value. */
  delete(key: string): Promise<void>;
}
