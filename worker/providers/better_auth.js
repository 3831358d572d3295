import { placeholderEmail } from '../lib/placeholder_email.js';
import { readProvider } from './provider.js';
import { readUser } from './user.js';

/** @type {typeof import('../../types/providers/better-auth.js').tailchat} */
export function tailchat(options) {
  const provider = readProvider(options);
  return {
    providerId: 'tailchat',
    name: 'Tailchat',
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    // Better Auth compares iss and nonce only if it has discovered the issuer. The endpoints in Tailchat's document depend on
    // the Host of the request, so the options name them.
    discoveryUrl: provider.discovery_uri,
    authorizationUrl: provider.authorization_endpoint,
    tokenUrl: provider.token_endpoint,
    userInfoUrl: provider.userinfo_endpoint,
    requireIdTokenVerification: true,
    disableProviderLogout: true, // Tailchat's document names an endpoint for it, which does not answer
    scopes: provider.scope.split(' '),
    pkce: true,
    authentication: 'post',
    mapProfileToUser(profile) {
      const { sub, nickname, avatar } = readUser(provider, profile);
      return { name: nickname ?? sub, email: placeholderEmail(sub), emailVerified: false, image: avatar };
    },
  };
}
