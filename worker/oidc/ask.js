import { core } from 'tailchat-login/core';
import { TailchatLoginError } from '../../bindings/error.js';
import { explain } from '../client/details.js';
import { postForm } from '../client/upstream.js';
import { createApi, refuse } from '../groups/api.js';
import { startDeadline } from '../lib/deadline.js';
import { makeClaims } from './claims.js';

/** @type {Record<string, unknown>} */
const NOTHING = Object.freeze({});

/** OpenID Connect Core 2. In a login the core checks the sub of the id_token. Here there is none, so this checks it. */
const SUB = /^[\x20-\x7e]{1,255}$/;

/**
 * Asks Tailchat for the user of an access token. Every call asks again, and nothing is cached.
 *
 * @param {import('./options.js').Relay} relay
 */
export function createAsker({ config, tailchat, userinfo_url, private_http }) {
  const { apiUrl, internalApiUrl, groups, email } = config;
  // Each call looks up the platform's fetch, because tests and runtimes replace it after this file is loaded.
  /** @type {import('../../types/fetch.js').Fetch} */
  const fetch = (...args) => (config.fetch ?? globalThis.fetch)(...args);
  const api = createApi({ apiUrl, internalUrl: internalApiUrl, fetch });

  /** @param {string} token @param {import('../lib/deadline.js').Deadline} deadline */
  async function askUser(token, deadline) {
    const form = `access_token=${encodeURIComponent(token)}`;
    const tooLarge = 'userinfo_response_too_large';
    const answer = await postForm({ fetch, url: userinfo_url, form, deadline, tooLarge });
    const { sub } = readObject(answer.body);
    const about = { sub: String(sub), api_url: tailchat.issuer, private_http };
    return explain(answer, 0, () => {
      const user = core.userinfo({ ...about, ...answer });
      if (!SUB.test(user.sub)) throw new TailchatLoginError('userinfo_response_invalid');
      return user;
    });
  }

  /**
   * @param {string} userId
   * @param {import('../lib/deadline.js').Deadline} deadline
   * @returns {Promise<Record<string, unknown> | null>} null: there is no such user
   */
  async function askAccount(userId, deadline) {
    const answer = await api.ask({ action: 'user/getUserInfo', parameters: { userId }, deadline });
    const { data } = answer;
    if (answer.failure !== undefined || typeof data !== 'object') throw refuse(answer, answer.failure);
    if (data !== null && data._id !== userId) throw refuse(answer);
    return data;
  }

  /**
   * @param {string} token
   * @returns {Promise<Record<string, unknown> | undefined>} undefined: the user is banned or was deleted
   */
  return async function askClaims(token) {
    const deadline = startDeadline(config.deadline);
    try {
      const user = await askUser(token, deadline);
      const { sub } = user;
      const [account, memberships, isBanned] = await deadline.race(
        Promise.all([email ? askAccount(sub, deadline) : NOTHING, groups?.of(sub), groups?.isBanned(sub)]),
      );
      if (account === null || account.banned === true || isBanned) return undefined;
      return makeClaims(user, config, { account, memberships });
    } finally {
      deadline.end();
    }
  };
}

/** The core reads the answer again, and refuses a text that is not an object or repeats a member. @param {Uint8Array} body */
function readObject(body) {
  try {
    return JSON.parse(new TextDecoder().decode(body)) ?? {};
  } catch {
    return {};
  }
}

/** Whether Tailchat refused the token itself (RFC 6750 3.1). @param {unknown} error */
export function readRefusal(error) {
  if (!(error instanceof TailchatLoginError) || error.code !== 'userinfo_status_invalid') return undefined;
  if (error.upstreamStatus === 401) return 'invalid_token';
  return error.upstreamStatus === 403 ? 'insufficient_scope' : undefined;
}
