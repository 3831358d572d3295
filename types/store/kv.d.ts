// tailchat-login/store/kv
import type { Store } from '../store.js';

export type { Store } from '../store.js';

/**
 * Makes a store on Cloudflare KV. What is written in one place is seen in the others within a minute or more, so a new
 * session may be unknown and a revoked one may live that long. It has neither `claim` nor `swap`: a code is redeemed
 * once within an isolate, and there is no list of sessions. The store on Durable Objects has none of these limits.
 *
 * @throws {TailchatLoginError} `configuration_invalid` where the argument is no KV namespace
 * @example
 * import { createKvStore } from 'tailchat-login/store/kv';
 * import { createLogin, readEnv } from 'tailchat-login/worker';
 *
 * const login = createLogin((env) => ({ ...readEnv(env), store: createKvStore(env.SESSIONS) }));
 */
export declare function createKvStore(namespace: KvNamespace, options?: KvStoreOptions): Store;

/** What `createKvStore` takes beside the namespace. */
export interface KvStoreOptions {
  /** Gives the time in milliseconds; Date.now if not given. */
  readonly now?: (() => number) | undefined;
}

/** The part of a KV namespace that is used: Cloudflare's own type `KVNamespace` has it. */
export interface KvNamespace {
  /** Gives a value and what lies beside it. */
  getWithMetadata(key: string): Promise<{ value: string | null; metadata: unknown }>;
  /** Puts a value, and how many seconds it lives. */
  put(key: string, value: string, options: { expirationTtl: number; metadata: unknown }): Promise<void>;
  /** Deletes a value. */
  delete(key: string): Promise<void>;
}
