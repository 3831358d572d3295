// tailchat-login/store

/**
 * Makes the store that `createLogin` takes of an object of your own. It adds the code that keeps sessions in a store: a
 * worker without a store does not carry it.
 *
 * @throws {TailchatLoginError} `configuration_invalid` where a function is missing
 * @example
 * import { createStore } from 'tailchat-login/store';
 * import { createLogin, readEnv } from 'tailchat-login/worker';
 *
 * const login = createLogin({ ...readEnv(process.env), store: createStore(own) });
 */
export declare function createStore(own: Store): SessionStore;

/** A store with the code that keeps sessions in it: what `createStore` and the stores of this package give. */
export interface SessionStore extends Store {
  /** That code. `createLogin` alone uses it. */
  readonly sessions: object;
}

/**
 * What sessions are kept in: texts under keys, each for a time. Every function rejects when it could not do
 * what it says; none answers for a fault as if nothing were there.
 */
export interface Store {
  /** Returns the last value until its life ends. */
  readonly get: (key: string) => Promise<string | undefined>;
  /** Replaces the value and its life: `ttl` is in whole seconds, at least 1. */
  readonly put: (key: string, value: string, ttl: number) => Promise<void>;
  /** Ends the value's life. */
  readonly delete: (key: string) => Promise<void>;
  /**
   * Writes a value under a key that holds nothing, in one step. Of all callers everywhere, only one gets true. It is null
   * if the store cannot promise that.
   */
  readonly claim: ((key: string, ttl: number, value: string) => Promise<boolean>) | null;
  /**
   * Replaces the value `before`, in one step, and returns true if the key held exactly that text. A store without `swap`
   * keeps no list of a user's sessions.
   */
  readonly swap?:
    ((key: string, ttl: number, value: string, before: string) => Promise<boolean>) | null | undefined;
}
