import { readAddress } from '../../worker/config/addresses.js';
import { MOCK_APP } from '../mock/app.js';
import { PASSWORD, readUsers } from '../mock/users.js';
import { fail, USAGE_ERROR, write } from '../output.js';
import { readPort, startOn, stopOnSignal } from '../server.js';

/** @type {import('../main.js').Command} */
export const mock = {
  help: `tailchat-login mock [--port ${MOCK_APP.port}] [--users FILE.json] [--client-id ID] [--secret-env NAME]
               [--redirect-uri URI]...
    a Tailchat stand-in in memory, for development and tests (needs oidc-provider 7 beside it): one app, which
    may call back to any address of localhost, and to each URI that is given
      --users        [{"email", "nickname", "password", "discriminator", "avatar", "banned", "_id"}, ...];
                     all but email and nickname may be left out
      --secret-env   the variable that holds the app's secret, if it is not to be the mock's own
`,
  options: {
    port: { type: 'string' },
    users: { type: 'string' },
    'client-id': { type: 'string' },
    'secret-env': { type: 'string' },
    'redirect-uri': { type: 'string', multiple: true },
  },
  run: runMock,
};

/** @param {{ port?: string, users?: string, 'client-id'?: string, 'secret-env'?: string, 'redirect-uri'?: string[] }} values */
async function runMock(values) {
  const port = readPort(values.port ?? String(MOCK_APP.port));
  const users = readUsers(values.users);
  const app = {
    appId: readId(values['client-id']),
    appSecret: readSecret(values['secret-env']),
    appName: 'Mock',
    capability: ['oauth'],
    redirectUrls: ['http://localhost/auth/callback', ...readUris(values['redirect-uri'])],
    anyLocalhostCallback: true,
  };
  const { startTailchat } = await import('../../testing/index.js');
  const server = await startOn(port, () => startTailchat({ port, apps: [app], users }).catch(explain));
  write(welcome(server.url, app, server.users, values['secret-env']));
  stopOnSignal(server.close);
}

/** What the stand-in says of its options is about a file here. @param {Error} error */
function explain(error) {
  if (!(error instanceof TypeError)) throw error;
  return fail(USAGE_ERROR, `tailchat-login: --users: ${error.message.replace(/^startTailchat: /, '')}\n`);
}

/** @param {string} [given] */
function readId(given = MOCK_APP.clientId) {
  if (/^[\x21-\x7e]{1,255}$/.test(given)) return given;
  return fail(USAGE_ERROR, 'tailchat-login: --client-id must be 1 to 255 visible ASCII characters\n');
}

/** @param {string} [name] */
function readSecret(name) {
  if (name === undefined) return MOCK_APP.clientSecret;
  const secret = process.env[name] ?? '';
  if (/^[\x20-\x7e]{1,512}$/.test(secret)) return secret;
  return fail(
    USAGE_ERROR,
    'tailchat-login: --secret-env must name a variable with 1 to 512 printable ASCII characters\n',
  );
}

/** One bad entry in its list disables an app. @param {string[]} [given] */
function readUris(given = []) {
  if (given.every((uri) => readAddress(uri) && !uri.includes('#'))) return given;
  return fail(
    USAGE_ERROR,
    'tailchat-login: --redirect-uri must be an https URL without a fragment (http only for localhost, private addresses and names)\n',
  );
}

/**
 * @param {string} url
 * @param {{ appId: string, appSecret: string }} app
 * @param {import('../../testing/options.js').User[]} users
 * @param {string} [secretName]
 */
function welcome(url, { appId, appSecret }, users, secretName) {
  // Who has set another password knows it.
  const accounts = users.map(
    ({ email, password, nickname, discriminator }) =>
      `  ${email}${password === PASSWORD ? `  password: ${password}` : ''}  (${nickname}#${discriminator})\n`,
  );
  return `tailchat-login: the mock is listening. Never put it before real users.
TAILCHAT_API_URL=${url}
TAILCHAT_CLIENT_ID=${appId}
${secretName === undefined ? `TAILCHAT_CLIENT_SECRET=${appSecret}` : `# The secret is that of ${secretName}.`}
Accounts:
${accounts.join('')}`;
}
