/**
 * What `createLogin` keeps sessions in: texts under keys, each for a time. Every function rejects when it could not do
 * what it says; none answers for a fault as if nothing were there.
 */
export interface Store {
  /** Gives what was put last, while it lives. */
  readonly get: (key: string) => Promise<string | undefined>;
  /** Replaces the value and its life: `ttl` is in whole seconds, at least 1. */
  readonly put: (key: string, value: string, ttl: number) => Promise<void>;
  /** Ends the value's life. */
  readonly delete: (key: string) => Promise<void>;
  /**
   * Puts a value under a key that holds nothing, in one step: true for one caller alone, wherever the others are. It is
   * null where the store cannot promise that.
   */
  readonly claim: ((key: string, ttl: number, value: string) => Promise<boolean>) | null;
  /**
   * Puts a value in the place of `before`, in one step: true if the key held exactly that text. A store may lack it, and
   * then keeps no list of a user's sessions.
   */
  readonly swap?:
    ((key: string, ttl: number, value: string, before: string) => Promise<boolean>) | null | undefined;
}
