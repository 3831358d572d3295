import { textReaders } from './authorization.js';
import { TailchatLoginError } from './error.js';
import { present } from './present.js';
import * as slots from './slots.js';
import * as LIMITS from './limits.js';

/** @typedef {import('./authorization.js').Transaction} Transaction */

/**
 * An endpoint's answer.
 * @typedef {object} HttpResponse
 * @property {number} status
 * @property {string} content_type empty if there was none
 * @property {Uint8Array} body the decoded bytes
 */

/** @typedef {import('../types/index.js').Tokens} Tokens */

/** @typedef {import('../types/user.js').User} User */

/** @typedef {{ body: string, nonce: string, issuer: string, client_id: string, return_to: string }} CallbackResult */

/** @typedef {ReturnType<typeof bindToken>} TokenOperations */

const LEEWAY = LIMITS.clock_leeway_seconds;

/** Adds the expected issuer to an issuer mismatch. @template T @param {string} expected @param {() => T} operation */
function withExpectedIssuer(expected, operation) {
  try {
    return operation();
  } catch (error) {
    const mismatch =
      error instanceof TailchatLoginError &&
      (error.code === 'issuer_mismatch' || error.code === 'id_token_iss_mismatch');
    if (mismatch) error.expected = expected;
    throw error;
  }
}

/**
 * Adds the difference of the clocks to an error: the page's clock, which made the transaction, may be ahead of ours.
 *
 * @template T @param {number} seconds @param {number} leeway @param {() => T} operation
 */
function withClock(seconds, leeway, operation) {
  try {
    return operation();
  } catch (error) {
    if (error instanceof TailchatLoginError && error.code === 'transaction_invalid' && seconds > leeway)
      error.clockSeconds = seconds;
    throw error;
  }
}

/**
 * The operations after the browser has returned. They run on the side that holds the client secret.
 * @param {import('./instance.js').Call} call
 * @param {import('./instance.js').Fail} fail
 */
export function bindToken(call, fail) {
  const { requireText } = textReaders(fail);

  /** A transaction may come from outside, so every member is checked. @param {Transaction} transaction */
  const readTransaction = (transaction) => {
    if (typeof transaction !== 'object' || transaction === null || typeof transaction.created_at !== 'number')
      throw fail('transaction_invalid');
    const { state, nonce, code_verifier, redirect_uri, return_to, issuer, client_id } = transaction;
    const texts = { state, nonce, code_verifier, redirect_uri, return_to, issuer, client_id };
    for (const text of Object.values(texts)) requireText(text, 'transaction_invalid');
    return texts;
  };

  return {
    /**
     * Reads the authorization response in a callback URL.
     * @param {{ url: string, transaction: Transaction, issuer: string, client_id: string, now: number, leeway?: number }} input
     * `issuer` and `client_id` are the configured ones; `now` is in seconds since 1970, `leeway` in seconds
     * @returns {CallbackResult} `body` is the token request's form without client_secret
     * @throws TailchatLoginError: callback_url_invalid, parameter_repeated, state_..., issuer_...,
     * code_..., transaction_invalid, transaction_expired, or the server's own error
     * @see RFC 6749 4.1.2, RFC 9207 2.4
     */
    callback({ url, transaction, issuer, client_id, now, leeway = LEEWAY }) {
      requireText(url, 'callback_url_invalid');
      const given = { url, expected_issuer: issuer, expected_client_id: client_id };
      const texts = Object.assign(given, readTransaction(transaction));
      const { nonce, created_at } = transaction;
      const results = withClock(created_at - now, leeway, () =>
        withExpectedIssuer(issuer, () => call(slots.callback, [created_at, now, leeway], texts)),
      );
      const { body, return_to } = /** @type {Record<keyof typeof results, string>} */ (results);
      return { body, nonce, issuer, client_id, return_to };
    },

    /**
     * Reads the token endpoint's answer.
     * @param {HttpResponse & { issuer: string, client_id: string, nonce: string, now: number, leeway?: number }} input
     * @returns {Tokens}
     * @throws TailchatLoginError: invalid_grant, invalid_client, token_..., id_token_...
     * @see RFC 6749 5.1, OpenID Connect Core 3.1.3.7
     */
    token({ status, content_type, body, issuer, client_id, nonce, now, leeway = LEEWAY }) {
      const texts = { content_type, body, issuer, client_id, nonce };
      const results = withExpectedIssuer(issuer, () => call(slots.token, [status, now, leeway], texts));
      const { access_token, id_token, sub, expires_in, scope, refresh_token } =
        /** @type {Record<keyof typeof results, string>} */ (results);
      return present({
        access_token,
        token_type: /** @type {'Bearer'} */ ('Bearer'),
        id_token,
        sub,
        expires_in: expires_in === undefined ? undefined : Number(expires_in),
        scope,
        refresh_token,
      });
    },

    /**
     * Reads the userinfo endpoint's answer.
     * @param {HttpResponse & { sub: string, api_url: string, private_http?: boolean }} input `sub` is the
     * id_token's; `api_url` is Tailchat's own API_URL, which is its issuer; `private_http`: its avatars may be http
     * @returns {User}
     * @throws TailchatLoginError: userinfo_...
     * @see OpenID Connect Core 5.3.2
     */
    userinfo({ status, content_type, body, sub, api_url, private_http }) {
      const texts = { content_type, body, sub, issuer: api_url };
      const results = call(slots.userinfo, [status, Number(private_http ?? 0)], texts);
      const { nickname, discriminator, avatar } = results;
      return present({ sub: /** @type {string} */ (results.sub), nickname, discriminator, avatar });
    },
  };
}
