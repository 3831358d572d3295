import * as client from 'openid-client';
import { create as createPage } from '../page/openid_client.js';

/** @param {any} config */
export function createSteps({ apiUrl, clientId, clientSecret, fetch }) {
  const server = {
    issuer: apiUrl,
    authorization_endpoint: `${apiUrl}/open/auth`,
    token_endpoint: `${apiUrl}/open/token`,
    userinfo_endpoint: `${apiUrl}/open/me`,
    authorization_response_iss_parameter_supported: true,
  };
  const configuration = new client.Configuration(
    server,
    clientId,
    undefined,
    client.ClientSecretPost(clientSecret),
  );
  configuration[client.customFetch] = fetch;
  if (apiUrl.startsWith('http:')) client.allowInsecureRequests(configuration);

  /** @param {string} url @param {any} transaction */
  return async function finish(url, { state, nonce, code_verifier }) {
    const tokens = await client.authorizationCodeGrant(configuration, new URL(url), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: code_verifier,
      idTokenExpected: true,
    });
    const { sub = '' } = tokens.claims() ?? {};
    const { nickname, discriminator, avatar } = await client.fetchUserInfo(
      configuration,
      tokens.access_token,
      sub,
    );
    return { sub, nickname, discriminator, avatar };
  };
}

export const createBegin = createPage;
