import { betterAuth } from 'better-auth/minimal';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';

/** Without a database: its session is in cookies. It requires an e-mail address, which Tailchat does not send. @param {any} config */
export function create({ apiUrl, clientId, clientSecret, baseUrl, sessionKey }) {
  const tailchat = {
    providerId: 'tailchat',
    clientId,
    clientSecret,
    authorizationUrl: `${apiUrl}/open/auth`,
    tokenUrl: `${apiUrl}/open/token`,
    userInfoUrl: `${apiUrl}/open/me`,
    scopes: ['openid', 'profile'],
    pkce: true,
    accountSubject: (/** @type {any} */ { profile }) => profile.sub,
    mapProfileToUser: (/** @type {any} */ { sub, nickname, avatar }) => ({
      id: sub,
      name: nickname,
      image: avatar,
      email: `${sub}@tailchat.invalid`,
    }),
  };
  const auth = betterAuth({
    baseURL: baseUrl,
    basePath: '/auth',
    secret: sessionKey,
    plugins: [genericOAuth({ config: [tailchat] })],
  });
  return {
    login: () =>
      auth.handler(
        new Request(`${baseUrl}/auth/sign-in/social`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: baseUrl },
          body: JSON.stringify({ provider: 'tailchat', callbackURL: '/' }),
        }),
      ),
    callback: auth.handler,
    /** @param {Request} request */
    async user({ headers }) {
      const { user } = (await auth.api.getSession({ headers })) ?? { user: {} };
      return { nickname: user.name, avatar: user.image };
    },
  };
}
