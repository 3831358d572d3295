import { CodeChallengeMethod, generateCodeVerifier, generateState, OAuth2Client } from 'arctic';

/** arctic makes the URL. Its user has to check the callback. @param {any} config */
export function create({ apiUrl, clientId, redirectUri }) {
  const client = new OAuth2Client(clientId, null, redirectUri);
  return {
    begin() {
      const state = generateState();
      const code_verifier = generateCodeVerifier();
      const url = client.createAuthorizationURLWithPKCE(
        `${apiUrl}/open/auth`,
        state,
        CodeChallengeMethod.S256,
        code_verifier,
        ['openid', 'profile'],
      );
      const nonce = generateState();
      url.searchParams.set('nonce', nonce);
      return { url: url.href, transaction: { state, nonce, code_verifier } };
    },
    /** @param {string} url @param {any} transaction */
    check(url, { state }) {
      const query = new URL(url).searchParams;
      if (query.get('state') !== state || query.get('iss') !== apiUrl) throw new Error('state');
      return query.get('code');
    },
  };
}
