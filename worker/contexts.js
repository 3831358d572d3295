import { LIMITS } from '../bindings/vocabulary.js';
import { createAgingMap } from './aging_map.js';
import { readConfig, readEnv } from './config.js';
import { createContext, createOpened, prepareClient } from './context.js';
import { weigh } from './weigh.js';

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
 * An object is read at once, so that a wrong one ends the start and not the first login. What depends on
 * the environment alone is read once for each; a function that takes the request too is asked each time.
 *
 * @param {unknown} configuration
 * @returns {(env: unknown, request: Request | undefined) => Promise<Context>}
 */
export function createContexts(configuration) {
  const opened = createOpened();
  if (configuration === undefined) return byEnvironment(opened, async (env) => prepareClient(readEnv(env)));
  if (typeof configuration !== 'function') {
    const prepared = prepareClient(readConfig(configuration));
    const find = byEnvironment(opened, async () => prepared);
    return () => find(NO_ENV);
  }
  if (configuration.length > 1) return byContent(opened, configuration);
  return byEnvironment(opened, async (env) => prepareClient(readConfig(await configuration(env))));
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
    const key = typeof env === 'object' && env !== null ? env : NO_ENV;
    const known = contexts.get(key);
    if (known !== undefined) return known;
    const context = await createContext(await prepare(env), opened);
    contexts.set(key, context);
    return context;
  };
}

/**
 * Several apps or hosts in one worker: the request's host is anybody's to choose, so the contexts are
 * told apart by all that the function gave, and only so many of them are kept.
 *
 * @param {ReturnType<typeof createOpened>} opened
 * @param {Function} configure
 * @returns {(env: unknown, request: Request | undefined) => Promise<Context>}
 */
function byContent(opened, configure) {
  /** @type {ReturnType<typeof createAgingMap<Context>>} */
  const contexts = createAgingMap(LIMITS.configurations, undefined, LIMITS.configurations_bytes);
  const describe = createDescribe();
  return async (env, request) => {
    const given = await configure(env, request);
    const key = describe(given);
    const known = key === undefined ? undefined : contexts.get(key);
    if (known !== undefined) return known;
    const context = await createContext(prepareClient(readConfig(given)), opened);
    // Its texts stand in the key, in the options and in what is made of them.
    if (key !== undefined) contexts.set(key, context, CONTEXT_BYTES + 3 * weigh(key));
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
