import { readProvider } from './provider.js';
import { readUser } from './user.js';

/** @type {typeof import('../../types/providers/authjs.js').tailchat} */
export function tailchat(options) {
  const provider = readProvider(options);
  return {
    id: 'tailchat',
    name: 'Tailchat',
    type: 'oidc',
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    authorization: { url: provider.authorization_endpoint, params: { scope: provider.scope } },
    token: provider.token_endpoint,
    userinfo: provider.userinfo_endpoint,
    checks: ['pkce', 'state', 'nonce'],
    client: { token_endpoint_auth_method: 'client_secret_post' },
    // Tailchat's id_token has no name: Auth.js asks /open/me, and compares its sub with that of the id_token.
    idToken: false,
    profile(profile) {
      const { sub, nickname, avatar } = readUser(provider, profile);
      return { id: sub, name: nickname ?? null, email: null, image: avatar ?? null };
    },
  };
}
