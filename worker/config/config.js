import { TailchatLoginError } from '../../bindings/error.js';
import { isSiteAddress } from './addresses.js';
import { OPTIONS, optionError, readOptions } from './options.js';

export { OPTIONS } from './options.js';

/**
 * @typedef {import('../../types/options.js').EnvironmentOptions} EnvironmentOptions
 * @typedef {import('../../types/options.js').LoginOptions} LoginOptions
 *
 * @typedef {EnvironmentOptions & Omit<LoginOptions, keyof EnvironmentOptions>} HostsConfig what createLogin works with,
 *   checked
 * @typedef {Omit<HostsConfig, 'baseUrl'> & { baseUrl: string }} Config the same for one host
 */

/**
 * @param {unknown} given
 * @returns {Readonly<HostsConfig>}
 */
export function readConfig(given) {
  return readWorkerOptions(given);
}

/** @type {typeof import('../../types/worker.js').readEnv} */
export function readEnv(env) {
  return readWorkerOptions(readVariables(OPTIONS, env), (option) => option.env ?? option.name);
}

/**
 * The values that an environment has for the options of a list. An empty text counts as not given.
 *
 * @param {ReadonlyArray<import('./options.js').Option>} options
 * @param {unknown} env
 * @returns {Record<string, unknown>}
 */
export function readVariables(options, env) {
  const bindings = /** @type {Record<string, unknown>} */ (
    typeof env === 'object' && env !== null ? env : {}
  );
  return Object.fromEntries(
    options
      .filter((option) => option.env !== undefined)
      .map((option) => [option.name, parseVariable(option, bindings[/** @type {string} */ (option.env)])])
      .filter(([, value]) => value !== undefined && value !== ''),
  );
}

/**
 * @param {unknown} given
 * @param {(option: import('./options.js').Option) => string} [label]
 * @returns {Readonly<HostsConfig>}
 */
function readWorkerOptions(given, label = (option) => option.name) {
  const config = /** @type {HostsConfig} */ (readOptions('worker', given, label));
  const { baseUrl, allowedOrigins, redirectUris, logoutUrl, allowHttp } = config;
  /** @type {Record<string, ReadonlyArray<string>>} */
  const addresses = {
    baseUrl: [baseUrl].flat(),
    allowedOrigins,
    redirectUris,
    logoutUrl: logoutUrl ? [logoutUrl] : [],
  };
  const { basePath, errorPage } = config;
  const prefixes = ['', ...[baseUrl].flat().map((one) => one.slice(new URL(one).origin.length))];
  const isRoute = prefixes.some((prefix) => `${errorPage}/`.startsWith(`${prefix}${basePath}/`));
  for (const option of OPTIONS) {
    if (isRoute && option.name === 'errorPage') throw optionError(option, label, 'must be');
    const sound = addresses[option.name]?.every((address) => isSiteAddress(address, allowHttp)) ?? true;
    if (!sound) throw optionError(option, label, 'must be');
  }
  return config;
}

/**
 * Converts the text of an environment variable to the value of its option.
 *
 * @param {import('./options.js').Option} option
 * @param {unknown} value
 */
function parseVariable({ env, parse = String }, value) {
  if (typeof value !== 'string') return value;
  // `docker --env-file` keeps quotes, and a file from Windows keeps a carriage return. A secret with either would fail
  // only at the first login.
  if (/^(["']).*\1$|^\s|\s$/.test(value))
    throw new TailchatLoginError('configuration_invalid', {
      message: `${env} must be given without quotes and blanks around it`,
    });
  return parse(value);
}

/**
 * The environment variable that a configuration error is about. A message about an option of another entry names its own.
 *
 * @param {import('../../bindings/error.js').TailchatLoginError} error
 */
export function variableOf(error) {
  const [named] = /^TAILCHAT_\w+/.exec(error.message) ?? [];
  if (named !== undefined) return named;
  const { code, option } = error;
  return OPTIONS.find((one) => (option === undefined ? one.code === code : one.name === option))?.env;
}
