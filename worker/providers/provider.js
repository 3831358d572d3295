import { core } from 'tailchat-login/core';
import { configureInternal } from '../config/addresses.js';
import { OPTIONS, readFrom } from '../config/options.js';
import { warnOfPlainHttp } from '../config/plain_http.js';

/**
 * Options of `createClient`, and Tailchat's endpoints.
 *
 * @typedef {Readonly<Record<string, any>> & Readonly<{
 *   clientId: string,
 *   clientSecret: string,
 *   issuer: string,
 *   scope: string,
 *   authorization_endpoint: string,
 *   token_endpoint: string,
 *   userinfo_endpoint: string,
 *   jwks_uri: string,
 *   discovery_uri: string,
 *   isPlainHttp: boolean,
 * }>} Provider
 */

/** The options that every library needs. */
const OF_ALL = ['apiUrl', 'internalUrl', 'allowHttp', 'clientId', 'clientSecret', 'issuer'];

/** The options for libraries whose provider asks Tailchat for the user. */
export const OF_ASKING = ['redirectUri', 'deadline', 'clockLeewaySeconds', 'fetch', 'now', 'log'];

/** Most libraries make the callback's address themselves. The core needs one to check. */
const ANY_REDIRECT_URI = 'https://site.invalid';

/**
 * Reads a provider's options by the rules of `createClient`, and names Tailchat's endpoints.
 *
 * @param {unknown} given
 * @param {ReadonlyArray<string>} [more] names of further options of `createClient`
 * @returns {Provider}
 */
export function readProvider(given, more = []) {
  const names = new Set([...OF_ALL, ...more]);
  const config = readFrom(
    OPTIONS.filter(({ name, of }) => of.includes('client') && names.has(name)),
    given,
  );
  const { apiUrl, internalUrl, allowHttp, clientId, clientSecret, log } = config;
  const client = {
    api_url: apiUrl,
    client_id: clientId,
    redirect_uri: config.redirectUri ?? ANY_REDIRECT_URI,
    issuer: config.issuer,
    private_http: allowHttp === 'private',
  };
  const { authorization_base, token_endpoint, userinfo_endpoint, issuer, scope } = core.configure(client);
  const inside = internalUrl === undefined ? undefined : configureInternal(core, client, internalUrl);
  if (allowHttp) warnOfPlainHttp(log);
  const open = `${(internalUrl ?? apiUrl).replace(/\/$/, '')}/open`;
  return Object.freeze({
    ...config,
    clientId,
    clientSecret,
    issuer,
    scope,
    authorization_endpoint: authorization_base.split('?', 1)[0],
    token_endpoint: inside?.token_endpoint ?? token_endpoint,
    userinfo_endpoint: inside?.userinfo_endpoint ?? userinfo_endpoint,
    jwks_uri: `${open}/jwks`,
    discovery_uri: `${open}/.well-known/openid-configuration`,
    isPlainHttp: open.startsWith('http:'),
  });
}
