import * as client from 'openid-client';

/** It checks a callback only while it gets the tokens, so its size includes that code. @param {any} config */
export function create({ apiUrl, clientId, redirectUri }) {
  const server = {
    issuer: apiUrl,
    authorization_endpoint: `${apiUrl}/open/auth`,
    token_endpoint: `${apiUrl}/open/token`,
    authorization_response_iss_parameter_supported: true,
  };
  const configuration = new client.Configuration(server, clientId);
  if (apiUrl.startsWith('http:')) client.allowInsecureRequests(configuration);
  return {
    async begin() {
      const state = client.randomState();
      const nonce = client.randomNonce();
      const code_verifier = client.randomPKCECodeVerifier();
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(code_verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, transaction: { state, nonce, code_verifier } };
    },
    /** @param {string} url @param {any} transaction */
    finish: (url, { state, nonce, code_verifier }) =>
      client.authorizationCodeGrant(configuration, new URL(url), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: code_verifier,
      }),
  };
}
