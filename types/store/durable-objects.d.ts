// tailchat-login/store/durable-objects
import type { WebRequest, WebResponse } from '../platform.js';
import type { Store } from '../store.js';

export type { Store } from '../store.js';

/**
 * Makes a store on Durable Objects, one object for each key: what one isolate has written, the next one reads, wherever
 * both are.
 *
 * @throws {TailchatLoginError} `configuration_invalid` where the argument is no namespace
 * @example
 * import { createDurableObjectStore } from 'tailchat-login/store/durable-objects';
 * import { createLogin, readEnv } from 'tailchat-login/worker';
 *
 * export { LoginStore } from 'tailchat-login/store/durable-objects'; // the class that the binding names
 * const login = createLogin((env) => ({ ...readEnv(env), store: createDurableObjectStore(env.SESSIONS) }));
 */
export declare function createDurableObjectStore(namespace: ObjectNamespace): Store;

/** The Durable Object's class: export it from your worker, and name it in the worker's configuration. */
export declare class LoginStore {
  /** Called by the runtime alone. */
  constructor(state: ObjectState);
  /** Answers `createDurableObjectStore` alone: only a binding leads here. */
  fetch(request: WebRequest): Promise<WebResponse>;
  /** Frees the storage when the value's life has ended. */
  alarm(): Promise<void>;
}

/** The part of a namespace that is used: Cloudflare's own type `DurableObjectNamespace` has it. */
export interface ObjectNamespace {
  /** Gives the id of the object that has this name. */
  idFromName(name: string): unknown;
  /** Gives what reaches the object of an id. */
  get(id: never): ObjectStub;
}

/** The part of a stub that is used: Cloudflare's own type `DurableObjectStub` has it. */
export interface ObjectStub {
  /** Asks the object. */
  fetch(
    url: string,
    init: { method: string; body: string },
  ): Promise<{ readonly status: number; json(): Promise<unknown> }>;
}

/** The part of an object's state that is used: Cloudflare's own type `DurableObjectState` has it. */
export interface ObjectState {
  /** Where the object keeps its value. */
  readonly storage: ObjectStorage;
}

/** The part of an object's storage that is used: Cloudflare's own type `DurableObjectStorage` has it. */
export interface ObjectStorage {
  /** Gives what a name holds. */
  get(name: string): Promise<unknown>;
  /** Puts something under a name. */
  put(name: string, value: unknown): Promise<void>;
  /** Has `alarm` called at a time in milliseconds. */
  setAlarm(time: number): Promise<void>;
  /** Takes that back. */
  deleteAlarm(): Promise<void>;
  /** Deletes all of it. */
  deleteAll(): Promise<void>;
}
