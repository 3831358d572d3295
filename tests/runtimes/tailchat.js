// The Tailchat that the rows log in at: the stand-in of the installed package.
import { startTailchat } from 'tailchat-login/testing';

/** What a site with these rows' app calls itself. The rows ask it on whatever port it listens. */
export const BASE_URL = 'https://app.example';

export const alice = {
  _id: '64b1f0c2a5d3e97b4c8f1a20',
  email: 'alice@example.com',
  password: 'correct horse',
  nickname: 'Alice <b>&"',
  discriminator: '6244',
};

const app = {
  appId: 'tc_64b1f0c2a5d3e97b4c8f1a21',
  appSecret: 'secret-of-the-app-0123456789abcd',
  appName: 'Demo',
  capability: ['oauth'],
  redirectUrls: [`${BASE_URL}/auth/callback`],
};

/** @param {string} [apiUrl] what it calls itself, if that is not where it listens */
export async function startStandIn(apiUrl) {
  const tailchat = await startTailchat({ apps: [app], users: [alice], apiUrl });
  return {
    ...tailchat,
    /**
     * The environment of a worker for it. Its callback is allowed at Tailchat from then on.
     * @param {string} [baseUrl]
     * @returns {Record<string, string>}
     */
    environment(baseUrl = BASE_URL) {
      tailchat.apps[0].redirectUrls.push(`${baseUrl}/auth/callback`);
      return {
        TAILCHAT_API_URL: apiUrl ?? tailchat.url,
        TAILCHAT_CLIENT_ID: app.appId,
        TAILCHAT_CLIENT_SECRET: app.appSecret,
        TAILCHAT_SESSION_KEYS: 'a2V5LW51bWJlci1vbmUtZm9yLXRlc3RzLW9ubHktISE',
        TAILCHAT_BASE_URL: baseUrl,
      };
    },
    /** How often it was asked to redeem a code. */
    countRedeemed: () => tailchat.requests.filter(({ path }) => path === '/open/token').length,
  };
}
