import { readProvider } from './provider.js';
import { readUser } from './user.js';

/** @type {typeof import('../../types/providers/openid-client.js').tailchat} */
export function tailchat(options, { Configuration, ClientSecretPost, allowInsecureRequests }) {
  const provider = readProvider(options, ['deadline', 'log']);
  const server = {
    issuer: provider.issuer,
    authorization_endpoint: provider.authorization_endpoint,
    token_endpoint: provider.token_endpoint,
    userinfo_endpoint: provider.userinfo_endpoint,
    jwks_uri: provider.jwks_uri,
    authorization_response_iss_parameter_supported: true,
    code_challenge_methods_supported: ['S256'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
  const metadata = { id_token_signed_response_alg: 'RS256' };
  const configuration = new Configuration(
    /** @type {never} */ (server),
    provider.clientId,
    /** @type {never} */ (metadata),
    /** @type {never} */ (ClientSecretPost(provider.clientSecret)),
  );
  configuration.timeout = provider.deadline / 1000;
  // readProvider accepts plain http only on this machine, or with allowHttp.
  if (provider.isPlainHttp) allowInsecureRequests(/** @type {never} */ (configuration));
  return Object.freeze({
    configuration,
    scope: provider.scope,
    readUser: (/** @type {{ sub: string }} */ userinfo) => readUser(provider, userinfo),
  });
}
