import { core } from 'tailchat-login/core';
import { TailchatLoginError } from '../../bindings/error.js';
import { configureInternal, isSiteAddress, judgeAddress } from '../config/addresses.js';
import { readVariables } from '../config/config.js';
import { parseFlag, readFlag, readGroups, readText } from '../config/option_values.js';
import { OPTIONS, optionError, readFrom } from '../config/options.js';
import { warnOfPlainHttp } from '../config/plain_http.js';
import { readSite } from '../http/site.js';

/**
 * @typedef {import('../config/options.js').Option} Option
 * @typedef {import('../../types/oidc.js').OidcOptions} OidcOptions
 *
 * @typedef {Readonly<OidcOptions & { deadline: number, basePath: string, email: boolean, placeholderEmail: boolean }>} OidcConfig
 *
 * @typedef {ReturnType<typeof readOidcOptions>} Relay a checked configuration
 */

/** Options of createLogin with the same meaning here. */
const SHARED = new Set([
  'apiUrl',
  'internalUrl',
  'allowHttp',
  'issuer',
  'baseUrl',
  'basePath',
  'prefixStripped',
  'deadline',
  'fetch',
  'log',
]);

/** The core checks the addresses of a whole client, so this fills in a client_id. Every program has its own. */
const JUDGED = Object.freeze({ client_id: 'any' });

/** @type {ReadonlyArray<Readonly<Option>>} */
const OIDC_OPTIONS = Object.freeze([
  ...OPTIONS.filter(({ name, of }) => SHARED.has(name) && of.includes('worker')),
  {
    name: 'internalApiUrl',
    of: [],
    env: 'TAILCHAT_INTERNAL_API_URL',
    rule: 'an https URL (http for this machine, and for private addresses and names)',
    read: readText,
  },
  { name: 'groups', of: [], rule: 'what createGroups of tailchat-login/groups gives', read: readGroups },
  {
    name: 'email',
    of: [],
    env: 'TAILCHAT_OIDC_EMAIL',
    default: false,
    rule: 'true or false',
    parse: parseFlag,
    read: readFlag,
  },
  {
    name: 'placeholderEmail',
    of: [],
    env: 'TAILCHAT_OIDC_PLACEHOLDER_EMAIL',
    default: false,
    rule: 'true or false',
    parse: parseFlag,
    read: readFlag,
  },
]);

/** @type {typeof import('../../types/oidc.js').readOidcEnv} */
export function readOidcEnv(env) {
  const given = readVariables(OIDC_OPTIONS, env);
  const read = /** @type {any} */ (readFrom(OIDC_OPTIONS, given, (option) => option.env ?? option.name));
  requireInternal(read.internalApiUrl, 'TAILCHAT_INTERNAL_API_URL');
  return read;
}

/**
 * @param {string | undefined} address
 * @param {string} label the option or its variable
 */
function requireInternal(address, label) {
  const fault = address === undefined ? undefined : judgeAddress('internalUrl', address);
  if (fault === undefined) return;
  const message = fault.message.replace('internalUrl', label);
  throw new TailchatLoginError(fault.code, { option: 'internalApiUrl', message });
}

/** @param {unknown} given */
export function readOidcOptions(given) {
  const config = /** @type {OidcConfig} */ (readFrom(OIDC_OPTIONS, given));
  const { apiUrl, internalUrl, internalApiUrl, issuer, allowHttp, log } = config;
  const [baseUrl] = [config.baseUrl].flat();
  const option = /** @type {Option} */ (OIDC_OPTIONS.find(({ name }) => name === 'baseUrl'));
  if (!isSiteAddress(baseUrl, allowHttp)) throw optionError(option, ({ name }) => name, 'must be');
  const client = {
    ...JUDGED,
    api_url: apiUrl,
    redirect_uri: baseUrl,
    issuer,
    private_http: allowHttp === 'private',
  };
  const outside = core.configure(client);
  const inside = internalUrl === undefined ? outside : configureInternal(core, client, internalUrl);
  requireInternal(internalApiUrl, 'internalApiUrl');
  if (allowHttp) warnOfPlainHttp(log);
  return Object.freeze({
    config,
    /** The public address of this server: the first host of baseUrl. */
    site: readSite({ ...config, baseUrl }),
    /** The public address of Tailchat. */
    tailchat: Object.freeze({
      issuer: outside.issuer,
      authorization_endpoint: outside.authorization_base.split('?', 1)[0],
      token_endpoint: outside.token_endpoint,
      jwks_uri: `${apiUrl.replace(/\/$/, '')}/open/jwks`,
    }),
    /** The address at which this server reaches Tailchat. */
    userinfo_url: inside.userinfo_endpoint,
    // A page on https cannot show a picture from plain http.
    private_http: allowHttp === 'private' && baseUrl.startsWith('http:'),
  });
}
