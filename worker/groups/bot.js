import { md5 } from '@noble/hashes/legacy.js';
import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { locate } from '../client/details.js';
import { refuse } from './api.js';

/**
 * The bot's login and the token that it gives. Tailchat takes md5(id + secret) for a password, and its token is a
 * user's: 30 days of life, and no way to end it before.
 *
 * @typedef {import('../lib/deadline.js').Deadline} Deadline
 */

/** What Tailchat says of a login that it refuses, always with status 500. @type {ReadonlyArray<[RegExp, string]>} */
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
   * The old token goes along: after a restart of Tailchat's core its gateway lets nobody log in who has none.
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

    /** Where the token is refused: the next one is asked for with it all the same. */
    refused() {
      if (known !== undefined) known.renew_at = known.ends_at = -Infinity;
    },
  };
}

/** @param {string} text */
const hash = (text) =>
  Array.from(md5(new TextEncoder().encode(text)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** What may stand in a header. @param {unknown} jwt @returns {jwt is string} */
const isToken = (jwt) =>
  typeof jwt === 'string' && jwt.length <= LIMITS.token_bytes && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(jwt);

/**
 * By the clock that it was made with; 0 where it does not say. It is renewed at half of it, so that a renewal that
 * fails has long to come again.
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
