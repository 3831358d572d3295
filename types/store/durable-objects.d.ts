// tailchat-login/store/durable-objects
import type { WebRequest, WebResponse } from '../platform.js';
import type { SessionStore } from '../store.js';

export type { SessionStore, Store } from '../store.js';

/**
 * Creates a store on Durable Objects, with one object for each key. Every isolate, anywhere, reads the last written value.
 *
 * @throws {TailchatLoginError} `configuration_invalid` if the argument is not a namespace
 * @example
 * import { createDurableObjectStore } from 'tailchat-login/store/durable-objects';
 * import { createLogin, readEnv } from 'tailchat-login/worker';
 *
 * export { LoginStore } from 'tailchat-login/store/durable-objects'; // the class that the binding names
 * const login = createLogin((env) => ({ ...readEnv(env), store: createDurableObjectStore(env.SESSIONS) }));
 */
export declare function createDurableObjectStore(namespace: ObjectNamespace): SessionStore;

/** The class of the Durable Object. Export it from your worker, and name it in the worker's configuration. */
export declare class LoginStore {
  /** Only the runtime calls it. */
  constructor(state: ObjectState);
  /** Answers only `createDurableObjectStore`, because only a binding can reach the object. */
  fetch(request: WebRequest): Promise<WebResponse>;
  /** Frees the storage at the end of the value's life. */
  alarm(): Promise<void>;
}

/** The members of a namespace that are used. Cloudflare's type `DurableObjectNamespace` has them. */
export interface ObjectNamespace {
  /** Returns the id of the object with this name. */
  idFromName(name: string): unknown;
  /** Returns the stub of the object with this id. */
  get(id: never): ObjectStub;
}

/** The member of a stub that is used. Cloudflare's type `DurableObjectStub` has it. */
export interface ObjectStub {
  /** Sends a request to the object. */
  fetch(
    url: string,
    init: { method: string; body: string },
  ): Promise<{ readonly status: number; json(): Promise<unknown> }>;
}

/** The member of an object's state that is used. Cloudflare's type `DurableObjectState` has it. */
export interface ObjectState {
  /** The storage of the object's value. */
  readonly storage: ObjectStorage;
}

/** The members of an object's storage that are used. Cloudflare's type `DurableObjectStorage` has them. */
export interface ObjectStorage {
  /** Returns the value of a name. */
  get(name: string): Promise<unknown>;
  /** Writes a value under a name. */
  put(name: string, value: unknown): Promise<void>;
  /** Makes the runtime call `alarm` at a time in milliseconds. */
  setAlarm(time: number): Promise<void>;
  /** Cancels that call. */
  deleteAlarm(): Promise<void>;
  /** Deletes everything. */
  deleteAll(): Promise<void>;
}
