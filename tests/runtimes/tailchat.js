// The Tailchat that the rows log in at: the stand-in of the installed package.
import { startTailchat } from 'tailchat-login/testing';
import { alice, APP, BASE_URL, KEY } from '../support/example.js';

export { alice, BASE_URL };

/** @param {string} [apiUrl] what it calls itself, if that is not where it listens */
export async function startStandIn(apiUrl) {
  const tailchat = await startTailchat({
    apps: [{ ...APP, redirectUrls: [...APP.redirectUrls] }],
    users: [alice],
    apiUrl,
  });
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
        TAILCHAT_CLIENT_ID: APP.appId,
        TAILCHAT_CLIENT_SECRET: APP.appSecret,
        TAILCHAT_SESSION_KEYS: KEY,
        TAILCHAT_BASE_URL: baseUrl,
      };
    },
    /** How often it was asked to redeem a code. */
    countRedeemed: () => tailchat.requests.filter(({ path }) => path === '/open/token').length,
  };
}
