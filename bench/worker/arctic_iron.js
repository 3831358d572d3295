import { decodeIdToken, OAuth2Client } from 'arctic';
import { create as createPage } from '../page/arctic.js';
import { createRoutes } from './steps/cookies.js';
import { createSeals } from './steps/iron.js';

/** arctic gets the tokens. Its user has to check their claims, and to ask for userinfo. @param {any} config */
export function create(config) {
  const { apiUrl, clientId, clientSecret, redirectUri, fetch } = config;
  const { begin, check } = createPage(config);
  const client = new OAuth2Client(clientId, clientSecret, redirectUri);

  /** @param {string} url @param {any} transaction */
  async function finish(url, transaction) {
    const code = check(url, transaction) ?? '';
    const tokens = await client.validateAuthorizationCode(
      `${apiUrl}/open/token`,
      code,
      transaction.code_verifier,
    );
    const claims = /** @type {any} */ (decodeIdToken(tokens.idToken()));
    if (claims.iss !== apiUrl || claims.aud !== clientId || claims.nonce !== transaction.nonce)
      throw new Error('id_token');
    const body = new URLSearchParams({ access_token: tokens.accessToken() });
    const user = await (await fetch(`${apiUrl}/open/me`, { method: 'POST', body })).json();
    if (user.sub !== claims.sub) throw new Error('sub');
    return user;
  }

  return createRoutes({ begin, finish, ...createSeals(config.sessionKey) });
}
