import { ready } from './entry.js';
import { TailchatLoginError } from '../bindings/error.js';
import * as LIMITS from '../bindings/limits.js';
import { createGenerations } from './lib/generations.js';
import { checkRuntime } from './lib/runtime.js';
import { readConfig, readEnv } from './config/config.js';
import { createHosts, createOpened, prepareHosts } from './context.js';
import { weigh } from './lib/weigh.js';

/**
 * @typedef {import('./context.js').Context} Context
 * @typedef {ReadonlyArray<Context>} Hosts one for each that the configuration lists
 */

/** The memory for a context without its strings: keys, names and functions. */
const CONTEXT_BYTES = 16_384;

/** Replaces the environment of a request that has none, as on a self-hosted server. */
const NO_ENV = Object.freeze({});

/**
 * Finds the contexts of each request, one for each host, so that a configuration is checked once and its keys are imported
 * once. It keeps only finished contexts: in workerd, a request must not await a promise of another request. A
 * configuration that failed is read again.
 *
 * A configuration object is read immediately, so that an invalid one stops the start and not the first login. A function
 * that reads the request is called for each request. Any other function is called once for each environment.
 *
 * @param {unknown} configuration
 * @returns {(env: unknown, request: Request | undefined) => Promise<Hosts>}
 */
export function createContexts(configuration) {
  checkRuntime();
  const opened = createOpened();
  if (configuration === undefined) return byEnvironment(opened, (env) => prepareHosts(readEnv(env)));
  if (typeof configuration !== 'function') {
    const prepared = prepareNow(configuration);
    const find = byEnvironment(opened, () => prepared ?? prepareGiven(configuration));
    return () => find(NO_ENV);
  }
  const contextOf = byContent(opened);
  const configure = withCore(/** @type {(...args: unknown[]) => unknown} */ (configuration));
  if (configuration.length < 2) return byLooking(opened, configure, contextOf);
  return async (env, request) => contextOf(await configure(env, request));
}

/**
 * Most configurations do not need the core. If one does and the core is not loaded yet, this waits for the core.
 *
 * @template {unknown[]} Arguments
 * @template T
 * @param {(...args: Arguments) => T | Promise<T>} work
 * @returns {(...args: Arguments) => Promise<T>}
 */
function withCore(work) {
  return async (...args) => {
    try {
      return await work(...args);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
    }
    await ready();
    return work(...args);
  };
}

/** @param {unknown} given */
const prepareGiven = (given) => prepareHosts(readConfig(given));

/** @param {unknown} error */
const isUnavailable = (error) => error instanceof TailchatLoginError && error.code === 'wasm_unavailable';

/**
 * An invalid configuration stops the start. If the core is not loaded yet, the first request reports the error.
 *
 * @param {unknown} configuration
 */
function prepareNow(configuration) {
  try {
    return prepareGiven(configuration);
  } catch (error) {
    if (isUnavailable(error)) return undefined;
    throw error;
  }
}

/**
 * @param {ReturnType<typeof createOpened>} opened
 * @param {(env: unknown) => ReturnType<typeof prepareHosts>} read
 * @returns {(env: unknown) => Promise<Hosts>}
 */
function byEnvironment(opened, read) {
  const prepare = withCore(read);
  /** @type {WeakMap<object, Hosts>} */
  const contexts = new WeakMap();
  return async (env) => {
    const key = keyOf(env);
    const known = contexts.get(key);
    if (known !== undefined) return known;
    const hosts = await createHosts(await prepare(env), opened, true);
    contexts.set(key, hosts);
    return hosts;
  };
}

/** @param {unknown} env */
const keyOf = (env) => (typeof env === 'object' && env !== null ? env : NO_ENV);

/**
 * The `length` of a function does not tell how many parameters it uses: `(env, request = none)`, `(...both)` and the
 * result of `bind` have a smaller one. The function therefore receives a proxy that notices when it reads the request.
 * A result that was made without reading the request depends only on the environment, and is kept. After the first
 * read, the function is called for each request.
 *
 * @param {ReturnType<typeof createOpened>} opened
 * @param {Function} configure
 * @param {(given: unknown) => Promise<Hosts>} contextOf
 * @returns {(env: unknown, request: Request | undefined) => Promise<Hosts>}
 */
function byLooking(opened, configure, contextOf) {
  let looked = false;
  /** @type {WeakMap<object, Hosts>} */
  const contexts = new WeakMap();
  return async (env, request) => {
    if (looked) return contextOf(await configure(env, request));
    const known = contexts.get(keyOf(env));
    if (known !== undefined) return known;
    /** @type {unknown} */
    let given;
    try {
      given = await configure(
        env,
        watch(request ?? {}, () => (looked = true)),
      );
    } catch (error) {
      if (!looked) throw error;
    }
    // The proxy cannot replace a Request everywhere, and without a request the function must receive undefined.
    if (looked) return contextOf(request && given ? given : await configure(env, request));
    const hosts = await createHosts(await withCore(prepareGiven)(given), opened);
    contexts.set(keyOf(env), hosts);
    return hosts;
  };
}

/**
 * A proxy of the request that calls `look` whenever the request is read.
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
      const value = Reflect.get(target, name, target); // the platform's getters refuse a proxy
      return typeof value === 'function' ? value.bind(target) : value;
    },
    has: (target, name) => (look(), name in target),
    ownKeys: (target) => (look(), Reflect.ownKeys(target)),
    getPrototypeOf: (target) => (look(), Reflect.getPrototypeOf(target)),
  });
}

/**
 * Serves several apps or hosts in one worker. Any client can choose the host of its request, so the key of a context is
 * the whole configuration that the function returned, and the number of contexts is limited.
 *
 * @param {ReturnType<typeof createOpened>} opened
 * @returns {(given: unknown) => Promise<Hosts>}
 */
function byContent(opened) {
  /** @type {ReturnType<typeof createGenerations<Hosts>>} */
  const contexts = createGenerations({
    most: LIMITS.configurations,
    mostBytes: LIMITS.configurations_bytes,
    // The key, the options and the values made from them all contain the strings.
    weigh: (key, hosts) => hosts.length * CONTEXT_BYTES + 4 * weigh(key),
  });
  const describe = createDescribe();
  return async (given) => {
    const key = describe(given);
    const known = key === undefined ? undefined : contexts.get(key);
    if (known !== undefined) return known;
    const hosts = await createHosts(await withCore(prepareGiven)(given), opened);
    if (key !== undefined) contexts.set(key, hosts);
    return hosts;
  };
}

/**
 * Two configurations have the same description if and only if they are equal. Strings, numbers and lists are compared by
 * content, functions and other objects by identity.
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
    if (typeof given !== 'object' || given === null) return undefined; // readConfig reports it
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
