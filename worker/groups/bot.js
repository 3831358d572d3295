import { md5 } from '@noble/hashes/legacy.js';
import { TailchatLoginError } from '../../bindings/errors/groups.js';
import * as LIMITS from '../../bindings/limits.js';
import { locate } from '../client/details.js';
import { refuse } from './api.js';

/**
 * The bot's login, and the token that it returns. The password of a bot is md5(id + secret). The token is like a user's:
 * it lives for 30 days, and cannot be revoked.
 *
 * @typedef {import('../lib/deadline.js').Deadline} Deadline
 */

/** Tailchat's messages for a refused login, which always has the status 500. @type {ReadonlyArray<[RegExp, string]>} */
const REFUSALS = [
  [/^Auth failed/, 'secret_wrong'],
  [/^Not found open app/, 'app_unknown'],
  [/capability/, 'bot_not_enabled'],
];

/**
 * @param {{ botId: string, botSecret: string }} config
 * @param {import('./api.js').Api} api
 * @param {() => number} now milliseconds
 * @param {Pick<import('./notes.js').Notes, 'success' | 'failure'>} notes
 */
export function createBot({ botId, botSecret }, api, now, notes) {
  /** @type {string | undefined} */
  let password;
  /** @type {{ jwt: string, renew_at: number, ends_at: number } | undefined} */
  let known;

  /**
   * Sends the old token too: after a restart of Tailchat's core, its gateway refuses a login without a token.
   *
   * @param {Deadline} deadline
   */
  async function logIn(deadline) {
    password ??= hash(botId + botSecret);
    const parameters = { appId: botId, token: password };
    const call = { action: 'openapi/bot/login', parameters, jwt: known?.jwt, deadline };
    const answer = await api.ask(call);
    const jwt = answer.data?.jwt;
    if (answer.status !== 200 || !isToken(jwt)) throw explain(answer);
    const life = secondsOfLife(jwt) * 1000;
    const renew_at = now() + Math.min(life / 2, LIMITS.bot_token_seconds * 1000);
    known = { jwt, renew_at, ends_at: now() + life };
    return jwt;
  }

  return {
    /**
     * @param {Deadline} deadline
     * @returns {Promise<string>}
     */
    async token(deadline) {
      const time = now();
      if (known !== undefined && time < known.renew_at) return known.jwt;
      try {
        const jwt = await logIn(deadline);
        notes.success('bot');
        return jwt;
      } catch (error) {
        if (known === undefined || time >= known.ends_at) throw error;
        notes.failure('bot', error);
        return known.jwt;
      }
    },

    /** Tailchat has refused the token. The next login still sends it. */
    refused() {
      if (known !== undefined) known.renew_at = known.ends_at = -Infinity;
    },
  };
}

/** @param {string} text */
const hash = (text) =>
  Array.from(md5(new TextEncoder().encode(text)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Whether the token is safe in a header. @param {unknown} jwt @returns {jwt is string} */
const isToken = (jwt) =>
  typeof jwt === 'string' && jwt.length <= LIMITS.token_bytes && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(jwt);

/**
 * The life of a token by Tailchat's clock, or 0 if the token does not say. The bot renews a token after half of its life,
 * which leaves time for more attempts if a renewal fails.
 *
 * @param {string} jwt
 */
function secondsOfLife(jwt) {
  try {
    const [, payload] = jwt.split('.');
    const { iat, exp } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return exp > iat ? exp - iat : 0;
  } catch {
    return 0;
  }
}

/** @param {import('./api.js').ApiAnswer} answer */
function explain({ at, status, failure }) {
  if (status === 401)
    return locate(new TailchatLoginError('bot_login_closed'), { at, upstreamStatus: status });
  const said = String(failure?.message);
  const [, word] = (status === 500 && REFUSALS.find(([pattern]) => pattern.test(said))) || [];
  if (word === undefined) return refuse({ at, status }, failure);
  return locate(new TailchatLoginError('bot_login_refused'), {
    at,
    upstreamStatus: status,
    oauthError: word,
  });
}
