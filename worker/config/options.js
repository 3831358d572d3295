import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import {
  parseFlag,
  parseNumber,
  readBasePath,
  readBaseUrls,
  readFlag,
  readFunction,
  readNow,
  readRandomBytes,
  readGroups,
  readInteger,
  readKeys,
  readLeeway,
  readLog,
  readOrigins,
  readRedirectUris,
  readStore,
  readText,
  readUrl,
} from './option_values.js';

/**
 * The options of createClient, createLogin and createVerifier. The readers use this table, and
 * `npm run vocabulary` generates docs/configuration.md from it. If an option has a `code`, the core checks its value and
 * fails with that code. The meanings are in option_docs.js, so that no worker has to load them.
 *
 * @typedef {object} Option
 * @property {string} name
 * @property {ReadonlyArray<'client' | 'worker' | 'verifier'>} of the functions that take it
 * @property {string} [env] its environment variable
 * @property {boolean} [required]
 * @property {unknown} [default] the value if it is not given
 * @property {string} rule what the value must be: the end of the error message
 * @property {import('../../bindings/vocabulary.js').ErrorCode} [code]
 * @property {(text: string) => unknown} [parse] converts the text of the variable; returns invalid text unchanged, and `read` refuses it
 * @property {(value: unknown) => unknown} read returns the value in its internal form, or undefined to refuse it
 */

const BOTH = /** @type {const} */ (['client', 'worker']);
const CLIENT = /** @type {const} */ (['client']);
const WORKER = /** @type {const} */ (['worker']);
const VERIFIER = /** @type {const} */ (['verifier']);
const ALL = /** @type {const} */ (['client', 'worker', 'verifier']);

/** Browsers limit the life of a cookie to 400 days (RFC 6265bis 5.6). */
export const LONGEST_SESSION_SECONDS = 400 * 86400;
export const LONGEST_DEADLINE_MILLISECONDS = 60_000;
const LONGEST_CACHE_SECONDS = 86400;

/** @type {ReadonlyArray<Readonly<Option>>} */
export const OPTIONS = Object.freeze([
  {
    name: 'apiUrl',
    of: ALL,
    env: 'TAILCHAT_API_URL',
    required: true,
    rule: 'an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private addresses and names)',
    code: 'api_url_invalid',
    read: readText,
  },
  {
    name: 'internalUrl',
    of: ALL,
    env: 'TAILCHAT_INTERNAL_URL',
    rule: 'an https URL (http for this machine, and for private addresses and names)',
    code: 'internal_url_invalid',
    read: readText,
  },
  {
    name: 'allowHttp',
    of: ALL,
    env: 'TAILCHAT_ALLOW_HTTP',
    rule: 'the word private, or not given',
    read: (value) => (value === 'private' ? value : undefined),
  },
  {
    name: 'clientId',
    of: BOTH,
    env: 'TAILCHAT_CLIENT_ID',
    required: true,
    rule: '1 to 255 visible ASCII characters',
    code: 'client_id_invalid',
    read: readText,
  },
  {
    name: 'clientSecret',
    of: BOTH,
    env: 'TAILCHAT_CLIENT_SECRET',
    required: true,
    rule: '1 to 512 printable ASCII characters',
    read: (value) => (typeof value === 'string' && /^[\x20-\x7e]{1,512}$/.test(value) ? value : undefined),
  },
  {
    name: 'redirectUri',
    of: CLIENT,
    required: true,
    rule: 'an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private addresses and names)',
    code: 'redirect_uri_invalid',
    read: readText,
  },
  {
    name: 'sessionKeys',
    of: WORKER,
    env: 'TAILCHAT_SESSION_KEYS',
    required: true,
    rule: 'one or more different keys of exactly 32 bytes in base64url, none of them all zeros, comma separated or in an array',
    read: readKeys,
  },
  {
    name: 'baseUrl',
    of: WORKER,
    env: 'TAILCHAT_BASE_URL',
    required: true,
    rule: 'an https URL such as https://site.example or https://site.example/docs (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private addresses and names), its path of unreserved characters; or several of different hosts, comma separated or in an array',
    read: readBaseUrls,
  },
  {
    name: 'issuer',
    of: ALL,
    env: 'TAILCHAT_ISSUER',
    rule: 'an http or https URL',
    code: 'issuer_invalid',
    read: readText,
  },
  {
    name: 'scope',
    of: BOTH,
    env: 'TAILCHAT_SCOPE',
    rule: 'scope tokens with openid among them',
    code: 'scope_invalid',
    read: readText,
  },
  {
    name: 'basePath',
    of: WORKER,
    env: 'TAILCHAT_BASE_PATH',
    default: '/auth',
    rule: 'a path such as /auth, of unreserved characters and without a slash at its end',
    read: readBasePath,
  },
  {
    name: 'errorPage',
    of: WORKER,
    env: 'TAILCHAT_ERROR_PAGE',
    rule: 'a path such as /login-failed, of unreserved characters, and not below basePath',
    read: readBasePath,
  },
  {
    name: 'prefixStripped',
    of: WORKER,
    env: 'TAILCHAT_PREFIX_STRIPPED',
    rule: 'true or false',
    parse: parseFlag,
    read: readFlag,
  },
  {
    name: 'allowedOrigins',
    of: WORKER,
    env: 'TAILCHAT_ALLOWED_ORIGINS',
    default: Object.freeze([]),
    rule: 'https origins such as https://app.example (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private addresses and names), comma separated or in an array',
    read: readOrigins,
  },
  {
    name: 'redirectUris',
    of: WORKER,
    env: 'TAILCHAT_REDIRECT_URIS',
    default: Object.freeze([]),
    rule: 'https URLs without a fragment (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private addresses and names), comma separated or in an array',
    read: readRedirectUris,
  },
  {
    name: 'logoutUrl',
    of: WORKER,
    env: 'TAILCHAT_LOGOUT_URL',
    rule: 'an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private addresses and names)',
    read: (value) => readUrl(value)?.href,
  },
  {
    name: 'sessionSeconds',
    of: WORKER,
    env: 'TAILCHAT_SESSION_SECONDS',
    default: LIMITS.session_seconds,
    rule: 'a whole number of seconds from 1 to 34560000 (400 days)',
    parse: parseNumber,
    read: (value) => readInteger(value, LONGEST_SESSION_SECONDS),
  },
  {
    name: 'sessionAbsoluteSeconds',
    of: WORKER,
    env: 'TAILCHAT_SESSION_ABSOLUTE_SECONDS',
    default: LIMITS.session_absolute_seconds,
    rule: 'a whole number of seconds from 1 to 34560000 (400 days)',
    parse: parseNumber,
    read: (value) => readInteger(value, LONGEST_SESSION_SECONDS),
  },
  {
    name: 'store',
    of: WORKER,
    rule: 'a store of tailchat-login/store/, or what createStore of tailchat-login/store makes of your own',
    read: readStore,
  },
  {
    name: 'groups',
    of: WORKER,
    rule: 'what createGroups of tailchat-login/groups gives',
    read: readGroups,
  },
  {
    name: 'panels',
    of: WORKER,
    rule: 'what createPanels of tailchat-login/panels gives',
    read: (value) => (readText(Object(value).frameAncestors) ? value : undefined),
  },
  {
    name: 'family',
    of: WORKER,
    env: 'TAILCHAT_FAMILY',
    rule: 'a name of 1 to 64 visible ASCII characters',
    read: (value) => (typeof value === 'string' && /^[\x21-\x7e]{1,64}$/.test(value) ? value : undefined),
  },
  {
    name: 'deadline',
    of: ALL,
    env: 'TAILCHAT_DEADLINE',
    default: LIMITS.deadline_milliseconds,
    rule: 'a whole number of milliseconds from 1 to 60000',
    parse: parseNumber,
    read: (value) => readInteger(value, LONGEST_DEADLINE_MILLISECONDS),
  },
  {
    name: 'clockLeewaySeconds',
    of: ALL,
    env: 'TAILCHAT_CLOCK_LEEWAY_SECONDS',
    default: LIMITS.clock_leeway_seconds,
    rule: `a whole number of seconds from 0 to ${LIMITS.longest_clock_leeway_seconds}`,
    parse: (text) => (text === '0' ? 0 : parseNumber(text)),
    read: readLeeway,
  },
  {
    name: 'fetch',
    of: ALL,
    rule: 'a function',
    read: readFunction,
  },
  {
    name: 'now',
    of: ALL,
    rule: 'a function',
    read: readNow,
  },
  {
    name: 'randomBytes',
    of: BOTH,
    rule: 'a function',
    read: readRandomBytes,
  },
  {
    name: 'verifyIdToken',
    of: BOTH,
    rule: 'a function',
    read: readFunction,
  },
  {
    name: 'onLogin',
    of: WORKER,
    rule: 'a function',
    read: readFunction,
  },
  {
    name: 'agentName',
    of: WORKER,
    rule: 'a function',
    read: readFunction,
  },
  {
    name: 'onEvent',
    of: WORKER,
    rule: 'a function',
    read: readFunction,
  },
  {
    name: 'debug',
    of: WORKER,
    env: 'TAILCHAT_DEBUG',
    default: false,
    rule: 'true or false',
    parse: parseFlag,
    read: readFlag,
  },
  {
    name: 'log',
    of: ALL,
    rule: 'a function',
    read: readLog,
  },
  {
    name: 'clientId',
    of: VERIFIER,
    rule: '1 to 255 visible ASCII characters',
    read: readText,
  },
  {
    name: 'cacheSeconds',
    of: VERIFIER,
    default: LIMITS.jwks_seconds,
    rule: 'a whole number of seconds from 1 to 86400',
    read: (value) => readInteger(value, LONGEST_CACHE_SECONDS),
  },
]);

/**
 * Reads the options of one of the three functions. Every error names the option, and no error contains its value.
 *
 * @param {'client' | 'worker' | 'verifier'} which
 * @param {unknown} given
 * @param {(option: Option) => string} [label] the option's name in the message
 * @returns {Readonly<Record<string, any>>}
 */
export function readOptions(which, given, label = (option) => option.name) {
  return readFrom(
    OPTIONS.filter((option) => option.of.includes(which)),
    given,
    label,
  );
}

/**
 * Reads the options of another list, by the same rules.
 *
 * @param {ReadonlyArray<Option>} options
 * @param {unknown} given
 * @param {(option: Option) => string} [label]
 * @returns {Readonly<Record<string, any>>}
 */
export function readFrom(options, given, label = (option) => option.name) {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new TailchatLoginError('configuration_invalid', { message: 'the configuration must be an object' });
  }
  for (const name of Object.keys(given)) refuseUnknown(options, name);
  return Object.freeze(
    Object.fromEntries(options.map((option) => [option.name, readOption(option, given, label)])),
  );
}

/**
 * @param {ReadonlyArray<Option>} options
 * @param {string} name
 */
function refuseUnknown(options, name) {
  if (options.some((option) => option.name === name)) return;
  // A secret that was pasted in place of a name must not reach a log.
  const shown = /^[A-Za-z]\w{0,39}$/.test(name) ? name : 'an option';
  throw new TailchatLoginError('configuration_invalid', { option: shown, message: `${shown} is not known` });
}

/**
 * @param {Option} option
 * @param {object} given
 * @param {(option: Option) => string} label
 */
function readOption(option, given, label) {
  const value = Object.hasOwn(given, option.name) ? Reflect.get(given, option.name) : undefined;
  if (value === undefined && !option.required) return option.default;
  const read = value === undefined ? undefined : option.read(value);
  if (read !== undefined) return read;
  throw optionError(option, label, value === undefined ? 'is missing; it must be' : 'must be');
}

/**
 * @param {Option} option
 * @param {(option: Option) => string} label
 * @param {string} complaint
 */
export function optionError(option, label, complaint) {
  const message = `${label(option)} ${complaint} ${option.rule}`;
  return new TailchatLoginError('configuration_invalid', { option: option.name, message });
}
