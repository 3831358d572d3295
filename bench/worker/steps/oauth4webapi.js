import * as oauth from 'oauth4webapi';

/**
 * Callback, token and userinfo with oauth4webapi, with all checks that it has.
 *
 * @param {any} config
 */
export function createSteps({ apiUrl, clientId, clientSecret, redirectUri, fetch }) {
  const server = {
    issuer: apiUrl,
    token_endpoint: `${apiUrl}/open/token`,
    userinfo_endpoint: `${apiUrl}/open/me`,
    authorization_response_iss_parameter_supported: true,
  };
  const client = { client_id: clientId };
  const authenticate = oauth.ClientSecretPost(clientSecret);
  const options = { [oauth.customFetch]: fetch, [oauth.allowInsecureRequests]: apiUrl.startsWith('http:') };

  /** @param {string} url @param {{ state: string, nonce: string, code_verifier: string }} transaction */
  return async function finish(url, { state, nonce, code_verifier }) {
    const signal = AbortSignal.timeout(5000);
    const checked = oauth.validateAuthResponse(server, client, new URL(url), state);
    const token = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      authenticate,
      checked,
      redirectUri,
      code_verifier,
      { ...options, signal },
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, token, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    const { sub = '' } = oauth.getValidatedIdTokenClaims(tokens) ?? {};
    const me = await oauth.userInfoRequest(server, client, tokens.access_token, { ...options, signal });
    const { nickname, discriminator, avatar } = await oauth.processUserInfoResponse(server, client, sub, me);
    return { sub, nickname, discriminator, avatar };
  };
}
