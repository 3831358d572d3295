import * as oauth from 'oauth4webapi';

/** @param {any} config */
export function create({ apiUrl, clientId, redirectUri }) {
  const server = {
    issuer: apiUrl,
    authorization_endpoint: `${apiUrl}/open/auth`,
    authorization_response_iss_parameter_supported: true,
  };
  const client = { client_id: clientId };
  return {
    async begin() {
      const state = oauth.generateRandomState();
      const nonce = oauth.generateRandomNonce();
      const code_verifier = oauth.generateRandomCodeVerifier();
      const url = new URL(server.authorization_endpoint);
      url.searchParams.set('client_id', clientId);
      url.searchParams.set('redirect_uri', redirectUri);
      url.searchParams.set('scope', 'openid profile');
      url.searchParams.set('response_type', 'code');
      url.searchParams.set('state', state);
      url.searchParams.set('nonce', nonce);
      url.searchParams.set('code_challenge', await oauth.calculatePKCECodeChallenge(code_verifier));
      url.searchParams.set('code_challenge_method', 'S256');
      return { url: url.href, transaction: { state, nonce, code_verifier } };
    },
    /** @param {string} url @param {any} transaction */
    check: (url, { state }) => oauth.validateAuthResponse(server, client, new URL(url), state).get('code'),
  };
}
