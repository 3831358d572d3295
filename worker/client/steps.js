import { TailchatLoginError } from '../../bindings/error.js';
import { explain, locate } from './details.js';
import { postForm } from './upstream.js';

/**
 * @typedef {import('../../bindings/core.js').Core} Core
 * @typedef {import('../../bindings/authorization.js').Transaction} Transaction
 * @typedef {import('../../bindings/token.js').CallbackResult} CallbackResult
 * @typedef {import('../../bindings/token.js').Tokens} Tokens
 * @typedef {import('../../types/user.js').User} User
 * @typedef {import('../lib/deadline.js').Deadline} Deadline
 * @typedef {import('../../types/index.js').CheckedCallback} CheckedCallback
 */

/**
 * The three steps from a callback to the user. Each step accepts only objects that the previous step returned. The sets
 * below hold those objects, so a value that the caller decoded or invented is refused.
 *
 * @param {Core} core
 * @param {object} settings
 * @param {string} settings.client_id
 * @param {string} settings.redirect_uri
 * @param {string} settings.client_secret
 * @param {string} settings.issuer
 * @param {boolean} settings.private_http
 * @param {number} settings.leeway seconds
 * @param {import('../../types/index.js').VerifyIdToken} [settings.verifyIdToken]
 * @param {() => { token_endpoint: string, userinfo_endpoint: string }} endpoints
 * @param {import('../../types/fetch.js').Fetch} fetch
 * @param {() => number} now seconds
 */
export function createRedemption(core, settings, endpoints, fetch, now) {
  const { client_secret, leeway } = settings;
  const secret = new URLSearchParams({ client_secret }).toString();
  // A page on https cannot show a picture from plain http.
  const private_http = settings.private_http && settings.redirect_uri.startsWith('http:');
  /** @type {WeakMap<CheckedCallback, CallbackResult>} */
  const checkedCallbacks = new WeakMap();
  /** @type {WeakSet<CheckedCallback>} */
  const exchanged = new WeakSet();
  /** @type {WeakSet<Readonly<Tokens>>} */
  const checkedTokens = new WeakSet();

  /**
   * @param {string} url
   * @param {Transaction} transaction
   * @returns {CheckedCallback}
   */
  function check(url, transaction) {
    const { issuer, client_id } = settings;
    const callback = core.callback({
      url: completeUrl(url, settings.redirect_uri),
      transaction,
      issuer,
      client_id,
      now: now(),
      leeway,
    });
    const checked = Object.freeze({ returnTo: callback.return_to });
    checkedCallbacks.set(checked, callback);
    return checked;
  }

  /**
   * @param {CheckedCallback} checked
   * @param {Deadline} deadline
   * @returns {Promise<Readonly<Tokens>>}
   */
  async function exchange(checked, deadline) {
    const callback = checkedCallbacks.get(checked);
    if (callback === undefined) throw new TailchatLoginError('transaction_invalid');
    // If a code is sent twice, the server may revoke the tokens of its first use (RFC 6749 4.1.2).
    if (exchanged.has(checked)) throw new TailchatLoginError('transaction_finished');
    exchanged.add(checked);
    const form = `${callback.body}&${secret}`;
    const tooLarge = 'token_response_too_large';
    const { token_endpoint } = endpoints();
    const answer = await postForm({ fetch, url: token_endpoint, form, deadline, tooLarge });
    const { issuer, client_id, nonce } = callback;
    const at = now();
    const tokens = explain(answer, at, () =>
      Object.freeze(core.token({ issuer, client_id, nonce, now: at, leeway, ...answer })),
    );
    await verifySignature(settings.verifyIdToken, tokens.id_token, deadline);
    checkedTokens.add(tokens);
    return tokens;
  }

  /**
   * @param {Readonly<Tokens>} tokens
   * @param {Deadline} deadline
   * @returns {Promise<User>}
   */
  async function userinfo(tokens, deadline) {
    if (!checkedTokens.has(tokens)) throw new TailchatLoginError('transaction_invalid');
    const form = `access_token=${encodeURIComponent(tokens.access_token)}`;
    const tooLarge = 'userinfo_response_too_large';
    const { userinfo_endpoint } = endpoints();
    const answer = await postForm({ fetch, url: userinfo_endpoint, form, deadline, tooLarge });
    return explain(answer, now(), () =>
      core.userinfo({ sub: tokens.sub, api_url: settings.issuer, private_http, ...answer }),
    );
  }

  return { check, exchange, userinfo };
}

/**
 * In Express and node:http, the URL of a request starts with its path. Only the query of a callback is read, so this
 * appends the query to the redirect URI and ignores the path: a proxy may have removed a part of the path.
 *
 * @param {unknown} url
 * @param {string} redirectUri
 * @returns {any}
 */
function completeUrl(url, redirectUri) {
  if (typeof url !== 'string' || !/^[/?]/.test(url)) return url;
  const query = url.indexOf('?');
  return redirectUri.split('?', 1)[0] + (query === -1 ? '' : url.slice(query));
}

/**
 * The caller's function may throw anything, return `false` to refuse the token, or never return.
 *
 * @param {import('../../types/index.js').VerifyIdToken | undefined} verifyIdToken
 * @param {string} id_token
 * @param {Deadline} deadline
 */
async function verifySignature(verifyIdToken, id_token, { signal, race }) {
  if (verifyIdToken === undefined) return;
  try {
    const verified = await race(Promise.resolve(verifyIdToken(id_token, { signal })));
    if (verified === false) throw new TailchatLoginError('id_token_signature_invalid');
  } catch (error) {
    if (signal.aborted) throw locate(signal.reason, { at: 'verifyIdToken' });
    if (error instanceof TailchatLoginError) throw error;
    const thrownBy = 'verifyIdToken';
    throw new TailchatLoginError('id_token_signature_invalid', { cause: error, thrownBy });
  }
}
