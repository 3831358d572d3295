import { Auth, customFetch } from '@auth/core';

/** @param {any} config */
export function create({ apiUrl, clientId, clientSecret, baseUrl, sessionKey, fetch }) {
  /** @type {any} */
  const provider = {
    id: 'tailchat',
    name: 'Tailchat',
    type: 'oidc',
    issuer: apiUrl,
    authorization: { url: `${apiUrl}/open/auth`, params: { scope: 'openid profile' } },
    token: `${apiUrl}/open/token`,
    userinfo: `${apiUrl}/open/me`,
    idToken: false,
    checks: ['state', 'nonce', 'pkce'],
    clientId,
    clientSecret,
    client: { token_endpoint_auth_method: 'client_secret_post' },
    profile: (/** @type {any} */ { sub, nickname, avatar }) => ({ id: sub, name: nickname, image: avatar }),
    [customFetch]: fetch,
  };
  const config = { basePath: '/auth', secret: sessionKey, trustHost: true, providers: [provider] };
  /** @param {Request} request */
  const handle = (request) => Auth(request, { ...config });

  return {
    async login() {
      const csrf = await handle(new Request(`${baseUrl}/auth/csrf`));
      const cookie = csrf.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
      const { csrfToken } = await csrf.json();
      const answer = await handle(
        new Request(`${baseUrl}/auth/signin/tailchat`, {
          method: 'POST',
          headers: { cookie: cookie.join('; '), 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ csrfToken, callbackUrl: `${baseUrl}/` }).toString(),
        }),
      );
      return answer;
    },
    callback: handle,
    /** @param {Request} request */
    async user({ headers }) {
      const cookie = headers.get('cookie') ?? '';
      const answer = await handle(new Request(`${baseUrl}/auth/session`, { headers: { cookie } }));
      const { user } = await answer.json();
      return { nickname: user.name, avatar: user.image };
    },
  };
}
