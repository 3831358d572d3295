import { readAddress } from '../../worker/config/addresses.js';
import { MOCK_APP, MOCK_GROUP, mockOptions, PASSWORD } from '../../testing/mock.js';
import { readUsers } from '../mock/users.js';
import { fail, USAGE_ERROR, write } from '../output.js';
import { readPort, startOn, stopOnSignal } from '../server.js';
import { texts } from '../texts/index.js';

const say = texts.mock;

/** @type {import('../main.js').Command} */
export const mock = {
  help: say.help,
  options: {
    port: { type: 'string' },
    users: { type: 'string' },
    'client-id': { type: 'string' },
    'secret-env': { type: 'string' },
    'redirect-uri': { type: 'string', multiple: true },
    slow: { type: 'string' },
    down: { type: 'boolean' },
  },
  run: runMock,
};

/** @param {{ port?: string, users?: string, 'client-id'?: string, 'secret-env'?: string, 'redirect-uri'?: string[], slow?: string, down?: boolean }} values */
async function runMock(values) {
  const port = readPort(values.port ?? String(MOCK_APP.port));
  const users = readUsers(values.users);
  const slow = readSlow(values.slow);
  const app = {
    appId: readId(values['client-id']),
    appSecret: readSecret(values['secret-env']),
    redirectUrls: ['http://localhost/auth/callback', ...readUris(values['redirect-uri'])],
  };
  const { startTailchat } = await import('../../testing/index.js');
  const start = async () => startTailchat(mockOptions({ port, users, app })).catch(explain);
  const server = await startOn(port, start);
  Object.assign(server.trouble, { slow, down: values.down ?? false });
  server.addBot(app.appId, MOCK_GROUP.id);
  write(welcome(server.url, app, server.users, values['secret-env']));
  stopOnSignal(server.close);
}

/** @param {string} [given] */
function readSlow(given = '0') {
  if (/^\d{1,5}$/.test(given)) return Number(given);
  return fail(USAGE_ERROR, `tailchat-login: ${say.slow}\n`);
}

/** The stand-in's messages name its options. Here they mean entries of the file. @param {Error} error */
function explain(error) {
  if (!(error instanceof TypeError)) throw error;
  const message = error.message.replace(/^startTailchat: /, '');
  return fail(USAGE_ERROR, `tailchat-login: ${say.users(say.badUser(message))}\n`);
}

/** @param {string} [given] */
function readId(given = MOCK_APP.clientId) {
  if (/^[\x21-\x7e]{1,255}$/.test(given)) return given;
  return fail(USAGE_ERROR, `tailchat-login: ${say.clientId}\n`);
}

/** @param {string} [name] */
function readSecret(name) {
  if (name === undefined) return MOCK_APP.clientSecret;
  const secret = process.env[name] ?? '';
  if (/^[\x20-\x7e]{1,512}$/.test(secret)) return secret;
  return fail(USAGE_ERROR, `tailchat-login: ${say.secretEnv}\n`);
}

/** One bad entry in the list disables an app. @param {string[]} [given] */
function readUris(given = []) {
  if (given.every((uri) => readAddress(uri) && !uri.includes('#'))) return given;
  return fail(USAGE_ERROR, `tailchat-login: ${say.redirectUri}\n`);
}

/**
 * @param {string} url
 * @param {{ appId: string, appSecret: string }} app
 * @param {import('../../testing/options.js').User[]} users
 * @param {string} [secretName]
 */
function welcome(url, { appId, appSecret }, users, secretName) {
  // A password from the caller's own file is not shown.
  const accounts = users.map(
    ({ email, password, nickname, discriminator }) =>
      `  ${email}${password === PASSWORD ? say.password(password) : ''}${say.name(`${nickname}#${discriminator}`)}\n`,
  );
  return `tailchat-login: ${say.listening}
TAILCHAT_API_URL=${url}
TAILCHAT_CLIENT_ID=${appId}
${secretName === undefined ? `TAILCHAT_CLIENT_SECRET=${appSecret}` : say.secretOf(secretName)}
${say.accounts}
${accounts.join('')}${say.group(MOCK_GROUP.id, MOCK_GROUP.staff)}
${say.controls(`${url}/stand-in`)}
`;
}
