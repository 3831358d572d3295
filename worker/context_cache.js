import { ready } from './entry.js';
import { TailchatLoginError } from '../bindings/error.js';
import * as LIMITS from '../bindings/limits.js';
import { createGenerations } from './lib/generations.js';
import { checkRuntime } from './lib/runtime.js';
import { readConfig, readEnv } from './config/config.js';
import { createContext, createOpened, prepareClient } from './context.js';
import { weigh } from './lib/weigh.js';

/** @typedef {import('./context.js').Context} Context */

/** A context without its texts: keys, names, functions. */
const CONTEXT_BYTES = 16_384;

/** Stands for a request that came without an environment, as on a server of one's own. */
const NO_ENV = Object.freeze({});

/**
 * The context of each request, so that a configuration is checked and its keys imported once. Only what is
 * finished is kept: a promise of one request must not be awaited by another (workerd), and a configuration
 * that failed is read again.
 *
 * An object is read at once, so that a wrong one ends the start and not the first login. A function that looks at the
 * request is asked for each; one that does not, once for each environment.
 *
 * @param {unknown} configuration
 * @returns {(env: unknown, request: Request | undefined) => Promise<Context>}
 */
export function createContexts(configuration) {
  checkRuntime();
  const opened = createOpened();
  if (configuration === undefined) return byEnvironment(opened, async (env) => prepareClient(readEnv(env)));
  if (typeof configuration !== 'function') {
    const prepared = prepareNow(configuration);
    const find = byEnvironment(opened, async () => prepared ?? prepareClient(readConfig(configuration)));
    return () => find(NO_ENV);
  }
  const contextOf = byContent(opened);
  if (configuration.length < 2) return byLooking(opened, configuration, contextOf);
  return async (env, request) => {
    await ready();
    return contextOf(await configuration(env, request));
  };
}

/**
 * A wrong configuration ends the start. Where the core is not there yet, it is found out at the first request.
 *
 * @param {unknown} configuration
 */
function prepareNow(configuration) {
  try {
    return prepareClient(readConfig(configuration));
  } catch (error) {
    if (error instanceof TailchatLoginError && error.code === 'wasm_unavailable') return undefined;
    throw error;
  }
}

/**
 * @param {ReturnType<typeof createOpened>} opened
 * @param {(env: unknown) => Promise<ReturnType<typeof prepareClient>>} prepare
 * @returns {(env: unknown) => Promise<Context>}
 */
function byEnvironment(opened, prepare) {
  /** @type {WeakMap<object, Context>} */
  const contexts = new WeakMap();
  return async (env) => {
    const key = keyOf(env);
    const known = contexts.get(key);
    if (known !== undefined) return known;
    await ready();
    const context = await createContext(await prepare(env), opened, true);
    contexts.set(key, context);
    return context;
  };
}

/** @param {unknown} env */
const keyOf = (env) => (typeof env === 'object' && env !== null ? env : NO_ENV);

/**
 * How many parameters a function names does not say how many it takes: `(env, request = none)`, `(...both)` and what
 * `bind` gives name fewer. So the request that it gets tells when the function looks at it. What a function gave
 * without a look depends on the environment alone, and is kept; from the first look on it is asked for each request.
 *
 * @param {ReturnType<typeof createOpened>} opened
 * @param {Function} configure
 * @param {(given: unknown) => Promise<Context>} contextOf
 * @returns {(env: unknown, request: Request | undefined) => Promise<Context>}
 */
function byLooking(opened, configure, contextOf) {
  let looked = false;
  /** @type {WeakMap<object, Context>} */
  const contexts = new WeakMap();
  return async (env, request) => {
    await ready();
    if (looked) return contextOf(await configure(env, request));
    const known = contexts.get(keyOf(env));
    if (known !== undefined) return known;
    let given;
    try {
      given = await configure(
        env,
        watch(request ?? {}, () => (looked = true)),
      );
    } catch (error) {
      if (!looked) throw error;
    }
    // A watched request is not all that a request is; and where there is none, its place must be empty.
    if (looked) return contextOf(request && given ? given : await configure(env, request));
    const context = await createContext(prepareClient(readConfig(given)), opened);
    contexts.set(keyOf(env), context);
    return context;
  };
}

/**
 * The same request, which tells that somebody looks at it.
 *
 * @template {object} T
 * @param {T} request
 * @param {() => void} look
 * @returns {T}
 */
function watch(request, look) {
  return new Proxy(request, {
    get(target, name) {
      look();
      const value = Reflect.get(target, name, target); // a getter of the platform takes no proxy
      return typeof value === 'function' ? value.bind(target) : value;
    },
    has: (target, name) => (look(), name in target),
    ownKeys: (target) => (look(), Reflect.ownKeys(target)),
    getPrototypeOf: (target) => (look(), Reflect.getPrototypeOf(target)),
  });
}

/**
 * Several apps or hosts in one worker: the request's host is anybody's to choose, so the contexts are
 * told apart by all that the function gave, and only so many of them are kept.
 *
 * @param {ReturnType<typeof createOpened>} opened
 * @returns {(given: unknown) => Promise<Context>}
 */
function byContent(opened) {
  /** @type {ReturnType<typeof createGenerations<Context>>} */
  const contexts = createGenerations({
    most: LIMITS.configurations,
    mostBytes: LIMITS.configurations_bytes,
    // Its texts stand in the key, in the options and in what is made of them.
    weigh: (key) => CONTEXT_BYTES + 4 * weigh(key),
  });
  const describe = createDescribe();
  return async (given) => {
    const key = describe(given);
    const known = key === undefined ? undefined : contexts.get(key);
    if (known !== undefined) return known;
    const context = await createContext(prepareClient(readConfig(given)), opened);
    if (key !== undefined) contexts.set(key, context);
    return context;
  };
}

/**
 * Two configurations have one description if, and only if, they say the same: texts, numbers and lists are
 * compared by what they hold, functions and other objects by which they are.
 */
function createDescribe() {
  /** @type {WeakMap<object, number>} */
  const numbers = new WeakMap();
  let last = 0;
  /** @param {object} thing */
  const numberOf = (thing) => {
    const number = numbers.get(thing) ?? (last += 1);
    numbers.set(thing, number);
    return number;
  };

  return (/** @type {unknown} */ given) => {
    if (typeof given !== 'object' || given === null) return undefined; // no configuration: readConfig says so
    const options = Object.getOwnPropertyNames(given)
      .sort()
      .map((name) => [name, Reflect.get(given, name)])
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, isThing(value) ? { number: numberOf(value) } : value]);
    return JSON.stringify(options);
  };
}

/** @param {unknown} value */
function isThing(value) {
  return (
    typeof value === 'function' || (typeof value === 'object' && value !== null && !Array.isArray(value))
  );
}
