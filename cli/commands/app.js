import { findApp, mustHave } from '../app/apps.js';
import { callbackOf, findUnsound } from '../app/callbacks.js';
import { openSecrets } from '../app/secrets.js';
import { enter, readApiUrl, readBase, refuse } from '../app/enter.js';
import { AppError } from '../app/tailchat.js';
import { fail, USAGE_ERROR, write } from '../output.js';
import { showName } from '../show.js';
import { member } from '../texts/index.js';

const say = member.app;

/** @typedef {Awaited<ReturnType<typeof enter>>} Tailchat */
/** @typedef {Record<string, string | undefined> & { bot?: any, again?: any }} Values */

/** @type {Readonly<Record<string, (values: Values, rest: string[]) => Promise<void>>>} */
const ACTIONS = Object.freeze({ create, list, 'add-callback': addCallback });

/** @type {import('../main.js').Command} */
export const app = {
  help: say.help,
  options: {
    api: { type: 'string' },
    name: { type: 'string' },
    'base-url': { type: 'string' },
    'base-path': { type: 'string' },
    app: { type: 'string' },
    email: { type: 'string' },
    env: { type: 'string' },
    bot: { type: 'boolean' },
    again: { type: 'boolean' },
  },
  positionals: 20,
  async run(values, action = '', ...rest) {
    if (!Object.hasOwn(ACTIONS, action)) {
      fail(USAGE_ERROR, `tailchat-login: ${say.actions(Object.keys(ACTIONS).join(', '))}\n\n${say.help}`);
    }
    try {
      await ACTIONS[action](values, rest);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      fail(1, `tailchat-login: ${error.message}\n`);
    }
  },
};

/** @param {Values} values @param {string[]} rest */
async function create({ name, bot, again, env = '.env', ...values }, rest) {
  refuseRest(rest);
  const appName = name?.trim() || refuse(say.name);
  const baseUrls = readBaseUrls(values['base-url']);
  const callbacks = baseUrls.map((baseUrl) => callbackOf(baseUrl, values['base-path']));
  if (findUnsound(callbacks).length > 0) refuse(say.basePath);
  const apiUrl = readApiUrl(values.api);
  const names = ['TAILCHAT_API_URL', 'TAILCHAT_BASE_URL', 'TAILCHAT_CLIENT_ID', 'TAILCHAT_CLIENT_SECRET'];
  const secrets = openSecrets(env, bot ? [...names, 'TAILCHAT_BOT_ID', 'TAILCHAT_BOT_SECRET'] : names);
  try {
    const tailchat = await enter(apiUrl, values.email);
    const apps = await tailchat.listApps();
    const same = apps.find((one) => one.appName === appName);
    if (same !== undefined && !again) {
      throw new AppError(say.exists(same.appId));
    }
    const made = await tailchat.createApp(appName);
    secrets.append({
      TAILCHAT_API_URL: apiUrl,
      TAILCHAT_BASE_URL: baseUrls.join(','),
      TAILCHAT_CLIENT_ID: made.appId,
      TAILCHAT_CLIENT_SECRET: made.appSecret,
    });
    write(`${say.made(made.appId, env)}\n`);
    await configure(tailchat, made.appId, ['oauth'], callbacks);
    write(`${say.configured(callbacks.join(', '))}\n`);
    if (bot) {
      const second = await tailchat.createApp(`${appName} bot`);
      secrets.append({ TAILCHAT_BOT_ID: second.appId, TAILCHAT_BOT_SECRET: second.appSecret });
      await configure(tailchat, second.appId, ['bot'], []);
      write(`${say.bot(second.appId)}\n`);
    }
  } finally {
    secrets.close();
  }
}

/** @param {Values} values @param {string[]} rest */
async function list(values, rest) {
  refuseRest(rest);
  const tailchat = await enter(readApiUrl(values.api), values.email);
  const apps = await tailchat.listApps();
  if (apps.length === 0) write(`${say.none}\n`);
  for (const { appId, appName, capability, redirectUrls } of apps) {
    const bad = new Set(findUnsound(redirectUrls));
    const lines = redirectUrls.map(
      (entry) => `    ${show(entry)}${bad.has(entry) ? `   ${say.disables}` : ''}\n`,
    );
    write(`${appId}  ${show(appName)}  (${capability.join(', ') || say.nothingOn})\n${lines.join('')}`);
  }
}

/** @param {Values} values @param {string[]} given */
async function addCallback(values, given) {
  const urls = given.length > 0 ? given : ownCallbacks(values['base-path']);
  if (urls.length === 0) refuse(say.noAddress);
  const wrong = findUnsound(urls);
  if (wrong.length > 0) refuse(say.address);
  const appId = values.app ?? refuse(say.appId);
  const tailchat = await enter(readApiUrl(values.api), values.email);
  const { redirectUrls } = await findApp(tailchat, appId);
  const unsound = findUnsound(redirectUrls);
  if (unsound.length > 0) {
    throw new AppError(say.unsound(unsound.map(show).join(', ')));
  }
  const wanted = [...new Set([...redirectUrls, ...urls])];
  if (wanted.length === redirectUrls.length) return write(`${say.already}\n`);
  await tailchat.setCallbacks(appId, wanted);
  await mustHave(tailchat, appId, wanted);
  write(`${say.has}\n${wanted.map((url) => `    ${show(url)}\n`).join('')}`);
}

/** The callback addresses of all hosts of the site. @param {string} [basePath] */
const ownCallbacks = (basePath = process.env.TAILCHAT_BASE_PATH || undefined) =>
  process.env.TAILCHAT_BASE_URL ? readBaseUrls().map((baseUrl) => callbackOf(baseUrl, basePath)) : [];

/** @param {Tailchat} tailchat @param {string} appId @param {string[]} capability @param {string[]} callbacks */
async function configure(tailchat, appId, capability, callbacks) {
  await tailchat.setCapability(appId, capability);
  if (callbacks.length > 0) await tailchat.setCallbacks(appId, callbacks);
  const found = await mustHave(tailchat, appId, callbacks);
  const lacks = capability.filter((word) => !found.capability.includes(word));
  if (lacks.length > 0) throw new AppError(say.notOn(appId, lacks.join()));
}

/** @param {string} [text] */
const readBaseUrls = (text = process.env.TAILCHAT_BASE_URL) =>
  (text ?? '').split(',').map((one) => readBase(one, say.baseUrl));

/** @param {string} text */
const show = (text) => showName(String(text), 300);

/** @param {string[]} rest */
function refuseRest(rest) {
  if (rest.length > 0) fail(USAGE_ERROR, `tailchat-login: ${say.tooMany}\n\n${say.help}`);
}
