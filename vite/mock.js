/**
 * The stand-in of this process. Vite starts a new server before it ends the old one, when its configuration changes: the
 * stand-in is there until the last of them has ended.
 */
import { startTailchat } from '../testing/index.js';
import { completeUser, MOCK_APP, mockOptions, mockUrl, SEEDED } from '../testing/mock.js';

/** @type {Map<number, { users: number, started: Promise<{ url: string, close: () => Promise<void> }> }>} */
const running = new Map();

/**
 * Without the address of a Tailchat, and with the address that `tailchat-login init` writes.
 *
 * @param {Record<string, string>} variables
 * @param {boolean} [asked]
 */
export const wantsMock = ({ TAILCHAT_API_URL: url }, asked) =>
  asked ?? (url === undefined || url === mockUrl(MOCK_APP.port));

/** @param {Record<string, string>} variables */
export async function openMock({ TAILCHAT_API_URL: address }) {
  // A port that no variable names may be any: several projects can be open at once.
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

/** `npm run mock` in another terminal. @param {string} url */
const isMock = (url) =>
  fetch(`${url}/open/.well-known/openid-configuration`).then(
    ({ ok }) => ok,
    () => false,
  );
