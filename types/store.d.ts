/**
 * The place where `createLogin` keeps sessions: texts under keys, each for a limited time. Every function must reject if it
 * fails. After a fault, `get` must not answer as if the key held nothing.
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
