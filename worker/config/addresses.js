import { core } from 'tailchat-login/core';
import { TailchatLoginError } from '../../bindings/error.js';
import { readUrl } from './option_values.js';

/**
 * Which addresses may be plain http is one rule, and the core has it: it is asked here for the addresses
 * that are no part of a client.
 *
 * @typedef {'redirectUri' | 'apiUrl' | 'internalUrl'} Place
 */

/** A client that is right in everything else. */
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
    // That the core is not there says nothing of the address.
    if (error instanceof TailchatLoginError && error.code !== 'wasm_unavailable') return error;
    throw error;
  }
}

/**
 * A client at the address where this server itself asks. The secret goes there: over plain http it may not leave a private
 * network.
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
 * Whether a login may lead to an address of the site: https, or plain http where that is accepted.
 *
 * @param {string} address
 * @param {'private'} [allowHttp]
 */
export function isSiteAddress(address, allowHttp) {
  const [judged] = address.split('#', 1); // where a page is led may have one
  return !judged.startsWith('http:') || judgeAddress('redirectUri', judged, allowHttp) === undefined;
}

/**
 * An address that is given to the command line or to a server: where it leads, only a person goes.
 *
 * @param {string} text
 * @returns {URL | undefined} an https URL, or one of plain http on this machine or in a private network
 */
export function readAddress(text) {
  const url = readUrl(text);
  return url !== undefined && isSiteAddress(text, 'private') ? url : undefined;
}
