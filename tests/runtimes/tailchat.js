// Starts the Tailchat for the rows: the stand-in of the installed package.
import { startTailchat } from 'tailchat-login/testing';
import { alice, APP, BASE_URL, KEY } from '../support/example.js';

export { alice, BASE_URL };

export const GUILD = '64b1f0c2a5d3e97b4c8f1a40';
export const [STAFF, EDITOR] = ['64b1f0c2a5d3e97b4c8f1a41', '64b1f0c2a5d3e97b4c8f1a42'];

/** Alice has the role staff, but not the role editor. */
const group = {
  _id: GUILD,
  name: 'Guild',
  owner: '64b1f0c2a5d3e97b4c8f1a43',
  members: [{ userId: alice._id, roles: [STAFF] }],
  roles: [
    { _id: STAFF, name: 'staff', permissions: [] },
    { _id: EDITOR, name: 'editor', permissions: [] },
  ],
};

/** @param {string} [apiUrl] its public address, if it differs from the one on which it listens */
export async function startStandIn(apiUrl) {
  const tailchat = await startTailchat({
    apps: [{ ...APP, capability: ['oauth', 'bot'], redirectUrls: [...APP.redirectUrls] }],
    users: [alice],
    groups: [group],
    apiUrl,
  });
  tailchat.addBot(APP.appId, GUILD);
  return {
    ...tailchat,
    /**
     * The environment of a worker. From then on, Tailchat allows the callback of that worker.
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
    /** How often Tailchat was asked to redeem a code. */
    countRedeemed: () => tailchat.requests.filter(({ path }) => path === '/open/token').length,
  };
}
