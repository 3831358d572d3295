/**
 * The stand-in of this process. When its configuration changes, Vite starts a new server before it ends the old one. The
 * stand-in therefore runs until the last server has ended.
 */
import { startTailchat } from '../testing/index.js';
import { completeUser, MOCK_APP, mockOptions, mockUrl, SEEDED } from '../testing/mock.js';

/** @type {Map<number, { users: number, started: Promise<{ url: string, close: () => Promise<void> }> }>} */
const running = new Map();

/**
 * Whether to start the stand-in: if no address of a Tailchat is set, or if it is the one that `tailchat-login init` writes.
 *
 * @param {Record<string, string>} variables
 * @param {boolean} [asked]
 */
export const wantsMock = ({ TAILCHAT_API_URL: url }, asked) =>
  asked ?? (url === undefined || url === mockUrl(MOCK_APP.port));

/** @param {Record<string, string>} variables */
export async function openMock({ TAILCHAT_API_URL: address }) {
  // If no variable names a port, any free one is used, so that several projects can run at the same time.
  const port = address === undefined ? 0 : MOCK_APP.port;
  const mock = running.get(port) ?? { users: 0, started: start(port) };
  running.set(port, mock);
  mock.users += 1;
  const { url, close } = await mock.started.catch((error) => {
    running.delete(port);
    throw error;
  });
  return {
    url,
    variables: {
      TAILCHAT_API_URL: url,
      TAILCHAT_CLIENT_ID: MOCK_APP.clientId,
      TAILCHAT_CLIENT_SECRET: MOCK_APP.clientSecret,
    },
    close() {
      mock.users -= 1;
      if (mock.users > 0) return undefined;
      running.delete(port);
      return close();
    },
  };
}

/** @param {number} port */
async function start(port) {
  try {
    return await startTailchat(mockOptions({ port, users: SEEDED.map(completeUser) }));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
    if (await isMock(mockUrl(port))) return { url: mockUrl(port), close: async () => {} };
    throw new Error(`tailchat-login: port ${port} is taken, and TAILCHAT_API_URL names it for the stand-in`);
  }
}

/** Whether `npm run mock` runs in another terminal. @param {string} url */
const isMock = (url) =>
  fetch(`${url}/open/.well-known/openid-configuration`).then(
    ({ ok }) => ok,
    () => false,
  );
