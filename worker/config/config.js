import { TailchatLoginError } from '../../bindings/error.js';
import { isSiteAddress } from './addresses.js';
import { OPTIONS, optionError, readOptions } from './options.js';

export { OPTIONS } from './options.js';

/**
 * What createLogin works with, checked.
 *
 * @typedef {object} Config
 * @property {string} apiUrl
 * @property {string} clientId
 * @property {string} clientSecret
 * @property {ReadonlyArray<string>} sessionKeys 32 bytes each, in base64url
 * @property {string} baseUrl an origin and perhaps a path, without a slash at its end
 * @property {string} [internalUrl] where the worker itself reaches Tailchat
 * @property {'private'} [allowHttp]
 * @property {string} [issuer]
 * @property {string} [scope]
 * @property {string} basePath
 * @property {boolean} [prefixStripped]
 * @property {ReadonlyArray<string>} allowedOrigins
 * @property {ReadonlyArray<string>} redirectUris
 * @property {string} [logoutUrl]
 * @property {number} sessionSeconds
 * @property {number} sessionAbsoluteSeconds
 * @property {import('../store/store.js').Store} [store]
 * @property {Readonly<import('../groups/create.js').Groups>} [groups]
 * @property {string} [family]
 * @property {number} deadline
 * @property {number} clockLeewaySeconds
 * @property {typeof globalThis.fetch} [fetch]
 * @property {() => number} [now]
 * @property {(length: number) => Uint8Array} [randomBytes]
 * @property {import('../client/client.js').VerifyIdToken} [verifyIdToken]
 * @property {import('../login/on_login.js').OnLogin} [onLogin]
 * @property {(request: Request) => string | undefined} [agentName]
 * @property {(event: import('../observe/events.js').LoginEvent) => unknown} [onEvent]
 * @property {boolean} debug
 * @property {(line: string) => void} [log]
 */

/**
 * What createLogin is given.
 *
 * @typedef {Omit<Partial<Config>, 'sessionKeys' | 'allowedOrigins' | 'redirectUris' | 'apiUrl' | 'clientId' | 'clientSecret' | 'baseUrl'> & {
 *   apiUrl: string,
 *   clientId: string,
 *   clientSecret: string,
 *   sessionKeys: string | ReadonlyArray<string>,
 *   allowedOrigins?: string | ReadonlyArray<string>,
 *   redirectUris?: string | ReadonlyArray<string>,
 *   baseUrl: string,
 * }} LoginOptions
 */

/**
 * @param {unknown} given
 * @returns {Readonly<Config>}
 */
export function readConfig(given) {
  return readWorkerOptions(given);
}

/**
 * Reads the configuration from environment bindings, for who adds to it what no variable holds, such as
 * a store: `createLogin((env) => ({ ...readEnv(env), store }))`. An environment belongs to many, so other names
 * in it are no error, and an empty value counts as none.
 *
 * @param {unknown} env
 * @returns {Readonly<Config>}
 */
export function readEnv(env) {
  const bindings = /** @type {Record<string, unknown>} */ (
    typeof env === 'object' && env !== null ? env : {}
  );
  const given = Object.fromEntries(
    OPTIONS.filter((option) => option.env !== undefined)
      .map((option) => [option.name, parseVariable(option, bindings[/** @type {string} */ (option.env)])])
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  return readWorkerOptions(given, (option) => option.env ?? option.name);
}

/**
 * @param {unknown} given
 * @param {(option: import('./options.js').Option) => string} [label]
 * @returns {Readonly<Config>}
 */
function readWorkerOptions(given, label = (option) => option.name) {
  const config = /** @type {Config} */ (readOptions('worker', given, label));
  const { baseUrl, allowedOrigins, redirectUris, logoutUrl, allowHttp } = config;
  /** @type {Record<string, ReadonlyArray<string>>} */
  const addresses = {
    baseUrl: [baseUrl],
    allowedOrigins,
    redirectUris,
    logoutUrl: logoutUrl ? [logoutUrl] : [],
  };
  for (const option of OPTIONS) {
    const sound = addresses[option.name]?.every((address) => isSiteAddress(address, allowHttp)) ?? true;
    if (!sound) throw optionError(option, label, 'must be');
  }
  return config;
}

/**
 * What a variable says of an option.
 *
 * @param {import('./options.js').Option} option
 * @param {unknown} value
 */
export function parseVariable({ env, parse = String }, value) {
  if (typeof value !== 'string') return value;
  // `docker --env-file` keeps quotes, and a line from Windows its end: such a secret would be found out at a login.
  if (/^(["']).*\1$|^\s|\s$/.test(value))
    throw new TailchatLoginError('configuration_invalid', {
      message: `${env} must be given without quotes and blanks around it`,
    });
  return parse(value);
}

/**
 * The environment variable that a configuration error is about.
 *
 * @param {import('../../bindings/error.js').TailchatLoginError} error
 */
export function variableOf(error) {
  return OPTIONS.find((option) => option.name === error.option || option.code === error.code)?.env;
}
