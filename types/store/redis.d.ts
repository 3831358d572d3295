// tailchat-login/store/redis
import type { Store } from '../store.js';

export type { Store } from '../store.js';

/**
 * Makes a store on Redis 2.6.12 or newer, or on what speaks its protocol, one server or a cluster.
 *
 * @throws {TailchatLoginError} `configuration_invalid` where the argument is no client
 * @example
 * import { createRedisStore } from 'tailchat-login/store/redis';
 * import { createLogin, readEnv } from 'tailchat-login/worker';
 *
 * const store = createRedisStore(client, { prefix: 'my-site:' });
 * const login = createLogin({ ...readEnv(process.env), store });
 */
export declare function createRedisStore(client: RedisClient, options?: RedisStoreOptions): Store;

/** What `createRedisStore` takes beside the client. */
export interface RedisStoreOptions {
  /**
   * What every key begins with.
   *
   * @default "tailchat-login:"
   */
  readonly prefix?: string | undefined;
}

/**
 * The part of a client that is used: those of the packages `redis` (from 4), `@redis/client` and `ioredis` have it.
 * Connecting, reconnecting and closing it stay yours.
 */
export interface RedisClient {
  /** GET: gives a value, or null. */
  get(key: string): Promise<unknown>;
  /** SET, with options in the client's own spelling. */
  set(...args: never[]): Promise<unknown>;
  /** DEL: deletes a value. */
  del(key: string): Promise<unknown>;
  /** EVAL. Without it the store has no `swap`. */
  eval?(...args: never[]): Promise<unknown>;
}
