/**
 * The values that options may have. A reader returns the value in its internal form, or undefined to refuse it. A parser
 * converts the text of a variable. If the text is invalid, the parser returns it unchanged, and the reader refuses it.
 */
import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';

/** @param {unknown} value */
export function readText(value) {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @param {unknown} value */
export function readFlag(value) {
  return typeof value === 'boolean' ? value : undefined;
}

/** @param {unknown} value */
export function readFunction(value) {
  return typeof value === 'function' ? value : undefined;
}

/** One wrapper per log function, so that a warning that is given once per log is not repeated. @type {WeakMap<Function, Function>} */
const logs = new WeakMap();

/**
 * A log may be asynchronous. The wrapper handles its promise, because an unhandled rejection would end the process.
 *
 * @param {unknown} value
 */
export function readLog(value) {
  const log = readFunction(value);
  if (log === undefined) return undefined;
  const quiet = logs.get(log) ?? makeQuiet(log);
  logs.set(log, quiet).set(quiet, quiet);
  return quiet;
}

/** @param {Function} log */
function makeQuiet(log) {
  return (/** @type {string} */ line) => {
    const written = Promise.resolve(log(line));
    written.catch(() => {});
    return written;
  };
}

/**
 * Marks the errors that `now` and `randomBytes` throw, so that the log names the function.
 *
 * @param {string} name
 * @param {(value: unknown) => boolean} isSound
 */
const readSource = (name, isSound) => (/** @type {unknown} */ value) => {
  const source = readFunction(value);
  if (source === undefined) return undefined;
  return (/** @type {unknown[]} */ ...args) => {
    try {
      const given = source(...args);
      if (isSound(given)) return given;
      throw new TypeError(`${name} gave something else`);
    } catch (cause) {
      // The login and its client both read the option, so the function may be wrapped twice.
      if (cause instanceof TailchatLoginError) throw cause;
      throw new TailchatLoginError('internal_error', { cause, thrownBy: name });
    }
  };
};

export const readNow = readSource('now', (given) => typeof given === 'number');
export const readRandomBytes = readSource('randomBytes', (given) => given instanceof Uint8Array);

/** A store carries the code that keeps sessions in it. That code also recognizes a store. @param {unknown} value */
export function readStore(value) {
  return readFunction(Object(value).sessions?.isStore)?.(value) ? value : undefined;
}

/** @param {unknown} value */
export function readGroups(value) {
  if (typeof value !== 'object' || value === null) return undefined;
  const { of, isBanned, lacks, explain } = /** @type {any} */ (value);
  return [of, isBanned, lacks, explain].every(readFunction) ? value : undefined;
}

/**
 * @param {unknown} value
 * @param {number} most
 */
export function readInteger(value, most) {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most
    ? value
    : undefined;
}

/** @param {unknown} value */
export function readLeeway(value) {
  return value === 0 ? 0 : readInteger(value, LIMITS.longest_clock_leeway_seconds);
}

/**
 * The last of 43 base64url characters carries four bits and two zero bits. Any other last character would be a second
 * spelling of the same 32 bytes (RFC 4648 3.5).
 */
const KEY = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
/** The encoding of a buffer that was never filled: everybody can guess this key. */
const ZEROS = 'A'.repeat(43);

/** @param {unknown} value */
export function readKeys(value) {
  const keys = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(keys) || keys.length === 0 || new Set(keys).size !== keys.length) return undefined;
  if (!keys.every((key) => typeof key === 'string' && KEY.test(key) && key !== ZEROS)) return undefined;
  return Object.freeze([...keys]);
}

/** @param {unknown} value */
function readOrigin(value) {
  const url = readUrl(value);
  return url !== undefined && (value === url.origin || value === `${url.origin}/`) ? url.origin : undefined;
}

/**
 * An origin, followed by the path of the site as browsers see it. The path follows the rules of basePath, but may end
 * with a slash, which changes nothing.
 *
 * @param {unknown} value
 */
function readBaseUrl(value) {
  const url = readUrl(value);
  const text = String(value).replace(/\/$/, '');
  if (url === undefined || !text.startsWith(url.origin)) return undefined;
  const path = text.slice(url.origin.length);
  return path === '' || readBasePath(path) !== undefined ? text : undefined;
}

/**
 * One base URL, or a list with one for each host. The host of the request selects one, so no host may appear twice.
 *
 * @param {unknown} value
 */
export function readBaseUrls(value) {
  const given = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(given) || given.length === 0) return undefined;
  const read = given.map(readBaseUrl);
  const hosts = new Set(read.map((one) => one && new URL(one).host));
  if (hosts.has(undefined) || hosts.size < read.length) return undefined;
  return read.length === 1 ? read[0] : Object.freeze(read);
}

/** @param {unknown} value */
export function readOrigins(value) {
  const origins = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(origins)) return undefined;
  // The comparison is exact, and no browser sends an Origin with an asterisk, so a pattern would never match.
  const read = origins.map((origin) => (String(origin).includes('*') ? undefined : readOrigin(origin)));
  return read.includes(undefined) ? undefined : Object.freeze(read);
}

/** @param {unknown} value */
export function readBasePath(value) {
  if (typeof value !== 'string' || value.length > 128) return undefined;
  const segments = value.split('/').slice(1);
  const sound = /^(?:\/[A-Za-z0-9._~-]+)+$/.test(value) && !segments.some((part) => /^\.{1,2}$/.test(part));
  return sound ? value : undefined;
}

/** @param {unknown} value */
export function readRedirectUris(value) {
  const uris = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(uris)) return undefined;
  if (!uris.every((uri) => readUrl(uri) !== undefined && !/[\s#]/.test(uri))) return undefined;
  return Object.freeze([...uris]);
}

/** @param {string} text */
export function parseNumber(text) {
  return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : text;
}

/** @param {string} text */
export function parseFlag(text) {
  return text === 'true' || (text === 'false' ? false : text);
}

/**
 * Checks only the form. The core decides where an address may be plain http (addresses.js).
 *
 * @param {unknown} value
 * @returns {URL | undefined} an http(s) URL
 */
export function readUrl(value) {
  if (typeof value !== 'string' || value.length > LIMITS.url_bytes || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  if (url.username !== '' || url.password !== '') return undefined;
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
}
