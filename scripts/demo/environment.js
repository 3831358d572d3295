// The request of the TAILCHAT_* variables to `npm start`.
import { failure } from '../setup/process.js';

/**
 * @typedef {object} Demo
 * @property {{ apiUrl: string, clientId: string, clientSecret: string } | undefined} upstream the server to log in
 *   with; the stand-in if there is none
 * @property {string | undefined} baseUrl
 * @property {string | undefined} issuer
 * @property {string | undefined} sessionKeys
 * @property {boolean} [https] whether the stand-in and the demo are on https
 * @property {{ email: string, password: string } | undefined} account the account that --try uses at a named server
 */

const UPSTREAM = ['TAILCHAT_API_URL', 'TAILCHAT_CLIENT_ID', 'TAILCHAT_CLIENT_SECRET'];
const ACCOUNT = ['TAILCHAT_TRY_EMAIL', 'TAILCHAT_TRY_PASSWORD'];

/**
 * The values of all names, or undefined if none is set. Setting only some of them is a mistake.
 * @param {Record<string, string | undefined>} env @param {string[]} names @param {string} otherwise
 */
function readGroup(env, names, otherwise) {
  const missing = names.filter((name) => !env[name]);
  if (missing.length === names.length) return undefined;
  if (missing.length)
    throw failure(`Not set: ${missing.join(', ')}. Set ${names.join(', ')}, or ${otherwise}.`);
  return names.map((name) => /** @type {string} */ (env[name]));
}

/** @param {Record<string, string | undefined>} env @param {string} mode @returns {Demo} */
export function readEnvironment(env, mode) {
  const upstream = readGroup(env, UPSTREAM, 'none of them to use the stand-in');
  const account = readGroup(env, ACCOUNT, 'neither');
  if (mode === 'try' && upstream && !account)
    throw failure(`--try needs an account at that server. Set ${ACCOUNT.join(' and ')}.`);
  if (mode === 'https' && (upstream || env.TAILCHAT_BASE_URL))
    throw failure(`--https chooses the addresses. Unset ${[...UPSTREAM, 'TAILCHAT_BASE_URL'].join(', ')}.`);
  return {
    https: mode === 'https',
    upstream: upstream && { apiUrl: upstream[0], clientId: upstream[1], clientSecret: upstream[2] },
    account: account && { email: account[0], password: account[1] },
    baseUrl: env.TAILCHAT_BASE_URL || undefined,
    issuer: env.TAILCHAT_ISSUER || undefined,
    sessionKeys: env.TAILCHAT_SESSION_KEYS || undefined,
  };
}
