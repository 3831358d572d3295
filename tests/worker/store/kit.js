// Workers that share one store like the isolates of one site, and a store with faults that a test chooses.
import { createMemoryStore } from 'tailchat-login/store/memory';
import { createVisitor, startWorld } from '../../support/kit.js';

/** @typedef {import('../../../types/store.js').Store} Store */
/** @typedef {'get' | 'put' | 'delete' | 'claim' | 'swap'} Operation */
/** @typedef {Awaited<ReturnType<typeof startSite>>} Site */

/**
 * @param {Store} store
 */
function watchStore(store) {
  /** @type {[Operation, ...any[]][]} */
  const calls = [];
  /** Functions that replace operations of the store. @type {Partial<Record<Operation, (...args: any[]) => any>>} */
  const faults = {};
  /** @param {Operation} operation */
  const watched =
    (operation) =>
    /** @param {any[]} args */
    (...args) => {
      calls.push([operation, ...args]);
      return faults[operation]
        ? faults[operation](...args)
        : Reflect.apply(Reflect.get(store, operation), store, args);
    };
  return {
    store: /** @type {Store} */ ({
      ...store,
      get: watched('get'),
      put: watched('put'),
      delete: watched('delete'),
      claim: watched('claim'),
      swap: watched('swap'),
    }),
    calls,
    faults,
    /** How often an operation was called. @param {Operation} operation */
    count: (operation) => calls.filter(([name]) => name === operation).length,
    reset() {
      calls.length = 0;
      for (const name of Object.keys(faults)) delete faults[/** @type {Operation} */ (name)];
    },
  };
}

/** Starts a Tailchat, and makes isolates that share a store. */
export async function startSite() {
  const world = await startWorld();
  const watch = watchStore(createMemoryStore({ now: world.config.now }));
  return {
    ...world,
    ...watch,
    /** An isolate. Its own memory is separate from that of the others. @param {object} [changes] of the configuration */
    isolate: (changes = {}) => world.makeLogin({ store: watch.store, ...changes }),
    /** Before each case. */
    reset() {
      watch.reset();
      world.log.length = 0;
      world.clock.ahead = 0;
      world.tailchat.requests.length = 0;
    },
  };
}

/**
 * The same request for any isolate: a callback with the cookies as they are now.
 *
 * @param {ReturnType<typeof createVisitor>} visitor
 * @param {string} path
 * @param {RequestInit} [init]
 */
export function copyRequest(visitor, path, init = {}) {
  const headers = { accept: 'application/json', cookie: visitor.header(), ...init.headers };
  return () => new Request(new URL(path, 'https://app.example'), { ...init, headers });
}

/** Another browser, with the cookies that an answer has set. @param {Response} response @param {any} login */
export function browserOf(response, login) {
  const visitor = createVisitor(login);
  visitor.cookies.store('https://app.example', response.headers.getSetCookie());
  return visitor;
}

/** @param {Response} response @returns {Promise<{ status: number, error?: string, location: string | null }>} */
export async function outcomeOf(response) {
  const text = await response.text();
  const error = text.startsWith('{') ? JSON.parse(text).error : undefined;
  return { status: response.status, error, location: response.headers.get('location') };
}
