import { core } from 'tailchat-login/core';
import { TailchatLoginError } from '../../bindings/error.js';
import { readUrl } from './option_values.js';

/**
 * The core decides which addresses may be plain http. These functions ask the core about addresses that do not belong to
 * a client.
 *
 * @typedef {'redirectUri' | 'apiUrl' | 'internalUrl'} Place
 */

/** A client whose other values are valid, so that the core judges only the address. */
const CLIENT = Object.freeze({
  api_url: 'https://chat.invalid',
  client_id: 'x',
  redirect_uri: 'https://site.invalid',
});

/**
 * @param {Place} place as which option of a client it is judged
 * @param {string} address
 * @param {'private'} [allowHttp]
 * @returns {TailchatLoginError | undefined} what is wrong with it
 */
export function judgeAddress(place, address, allowHttp) {
  const private_http = allowHttp === 'private';
  try {
    if (place === 'internalUrl') configureInternal(core, CLIENT, address);
    else if (place === 'apiUrl') core.configure({ ...CLIENT, api_url: address, private_http });
    else core.configure({ ...CLIENT, redirect_uri: address, private_http });
  } catch (error) {
    // A core that is not loaded says nothing about the address.
    if (error instanceof TailchatLoginError && error.code !== 'wasm_unavailable') return error;
    throw error;
  }
}

/**
 * Configures a client for the address that this server itself calls. The server sends the client secret there, so plain
 * http must stay inside a private network.
 *
 * @param {Pick<import('../../bindings/core.js').Core, 'configure'>} core
 * @param {import('../../bindings/authorization.js').Client} client
 * @param {string} internalUrl
 */
export function configureInternal({ configure }, client, internalUrl) {
  try {
    return configure({ ...client, api_url: internalUrl, private_http: true });
  } catch (cause) {
    throw new TailchatLoginError('internal_url_invalid', { cause });
  }
}

/**
 * Whether a login may lead to this address of the site: https, or plain http if the configuration accepts it.
 *
 * @param {string} address
 * @param {'private'} [allowHttp]
 */
export function isSiteAddress(address, allowHttp) {
  const [judged] = address.split('#', 1); // the core refuses fragments, but a page's address may have one
  return !judged.startsWith('http:') || judgeAddress('redirectUri', judged, allowHttp) === undefined;
}

/**
 * An address given to the command line or to a server. Only a person opens it.
 *
 * @param {string} text
 * @returns {URL | undefined} an https URL, or one of plain http on this machine or in a private network
 */
export function readAddress(text) {
  const url = readUrl(text);
  return url !== undefined && isSiteAddress(text, 'private') ? url : undefined;
}
