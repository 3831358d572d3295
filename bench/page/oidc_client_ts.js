import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from 'oidc-client-ts';

/** @param {any} config */
export function create({ apiUrl, clientId, redirectUri }) {
  const store = new InMemoryWebStorage();
  const client = new OidcClient({
    authority: apiUrl,
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid profile',
    stateStore: new WebStorageStateStore({ store }),
    metadata: {
      issuer: apiUrl,
      authorization_endpoint: `${apiUrl}/open/auth`,
      token_endpoint: `${apiUrl}/open/token`,
    },
  });
  return {
    async begin() {
      const { url, state } = await client.createSigninRequest({ nonce: crypto.randomUUID() });
      return { url, transaction: { state: state.id } };
    },
    /** The client keeps requests that never end, and each new request searches through them. */
    forget: () => store.clear(),
    /** @param {string} url */
    check: async (url) => (await client.readSigninResponseState(url)).response.code,
  };
}
