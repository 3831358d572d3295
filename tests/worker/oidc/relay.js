// A relay that can change the answers of a Tailchat, and an access token of Alice.
import { createClient } from 'tailchat-login';
import { createOidc } from 'tailchat-login/oidc';
import { createBrowser, logIn } from '../../../testing/browser.js';
import { alice, APP, BASE_URL } from '../../support/example.js';
import { startProvider } from '../../support/provider.js';

export const USERINFO = `${BASE_URL}/auth/userinfo`;

export async function startRelay() {
  const provider = await startProvider({ apps: [APP], users: [structuredClone(alice)] });
  const redirectUri = `${BASE_URL}/page`;
  const client = createClient({
    apiUrl: provider.url,
    clientId: APP.appId,
    clientSecret: APP.appSecret,
    redirectUri,
  });
  /** Gets a token as a program does. */
  async function issue() {
    const { url, transaction } = client.begin();
    const callback = await logIn(createBrowser(), url, alice);
    return (await client.exchange(client.callback(callback, transaction))).access_token;
  }
  /** @type {string[]} */
  const log = [];
  const makeOidc = (/** @type {object} */ changes = {}) =>
    createOidc({
      apiUrl: provider.url,
      baseUrl: BASE_URL,
      log: (/** @type {string} */ line) => log.push(line),
      ...changes,
    });
  /** @param {ReturnType<typeof makeOidc>} oidc @param {string} token */
  const ask = (oidc, token) =>
    oidc.fetch(new Request(USERINFO, { headers: { authorization: `Bearer ${token}` } }));
  const [user] = provider.tailchat.users;
  return { provider, issue, log, makeOidc, ask, user, close: () => provider.close() };
}
