import { core } from 'tailchat-login/core';
import { TailchatLoginError } from '../../bindings/error.js';
import { OF_ASKING, readProvider } from './provider.js';
import { askUser } from './user.js';

/** @type {typeof import('../../types/providers/arctic.js').tailchat} */
export function tailchat(options, { OAuth2Client, CodeChallengeMethod }) {
  const provider = readProvider(options, OF_ASKING);
  const { clientId, clientSecret, redirectUri, issuer, authorization_endpoint, token_endpoint } = provider;
  const client = new OAuth2Client(clientId, clientSecret, redirectUri);
  const scopes = provider.scope.split(' ');

  /** @type {import('../../types/providers/arctic.js').ArcticProvider<any>} */
  const steps = {
    createAuthorizationURL: (state, codeVerifier) =>
      client.createAuthorizationURLWithPKCE(
        authorization_endpoint,
        state,
        /** @type {never} */ (CodeChallengeMethod.S256),
        codeVerifier,
        scopes,
      ),

    readCode(url, state) {
      const now = Math.floor((provider.now ?? Date.now)() / 1000);
      const secret = requireSecret(state);
      // The core reads whole transactions. Only state and iss can differ here, because arctic keeps the verifier.
      const transaction = {
        state: secret,
        nonce: secret,
        code_verifier: secret,
        redirect_uri: redirectUri,
        return_to: '/',
        issuer,
        client_id: clientId,
        created_at: now,
      };
      const { body } = core.callback({ url: String(url), transaction, issuer, client_id: clientId, now });
      return /** @type {string} */ (new URLSearchParams(body).get('code'));
    },

    validateAuthorizationCode: (code, codeVerifier) =>
      client.validateAuthorizationCode(token_endpoint, code, codeVerifier),

    getUser: (tokens) =>
      askUser(provider, { access_token: tokens.accessToken(), id_token: tokens.idToken() }),
  };
  return Object.freeze(steps);
}

/** A missing cookie gives null. @param {unknown} state */
function requireSecret(state) {
  if (typeof state !== 'string') throw new TailchatLoginError('transaction_missing');
  return state;
}
