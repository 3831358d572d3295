// tailchat-login/store/redis
import type { SessionStore } from '../store.js';

export type { SessionStore, Store } from '../store.js';

/**
 * Creates a store on Redis 2.6.12 or newer, or on a program with the same protocol: on one server or on a cluster.
 *
 * @throws {TailchatLoginError} `configuration_invalid` if the argument is not a client
 * @example
 * import { createRedisStore } from 'tailchat-login/store/redis';
 * import { createLogin, readEnv } from 'tailchat-login/worker';
 *
 * const store = createRedisStore(client, { prefix: 'my-site:' });
 * const login = createLogin({ ...readEnv(process.env), store });
 */
export declare function createRedisStore(client: RedisClient, options?: RedisStoreOptions): SessionStore;

/** The options of `createRedisStore`. */
export interface RedisStoreOptions {
  /**
   * The beginning of every key.
   *
   * @default "tailchat-login:"
   */
  readonly prefix?: string | undefined;
}

/**
 * The members of a client that are used. The clients of the packages `redis` (from 4), `@redis/client` and `ioredis` have
 * them. You connect, reconnect and close the client.
 */
export interface RedisClient {
  /** GET: returns a value, or null. */
  get(key: string): Promise<unknown>;
  /** SET, with options in the client's spelling. */
  set(...args: never[]): Promise<unknown>;
  /** DEL: deletes a value. */
  del(key: string): Promise<unknown>;
  /** EVAL. Without it the store has no `swap`. */
  eval?(...args: never[]): Promise<unknown>;
}
