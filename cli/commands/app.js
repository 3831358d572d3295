import { findApp, mustHave } from '../app/apps.js';
import { callbackOf, findUnsound } from '../app/callbacks.js';
import { openSecrets } from '../app/secrets.js';
import { enter, missing, readApiUrl, readBase } from '../app/enter.js';
import { AppError } from '../app/tailchat.js';
import { fail, USAGE_ERROR, write } from '../output.js';
import { showName } from '../show.js';

/** @typedef {Awaited<ReturnType<typeof enter>>} Tailchat */
/** @typedef {Record<string, string | undefined> & { bot?: any, again?: any }} Values */

/** @type {Readonly<Record<string, (values: Values, rest: string[]) => Promise<void>>>} */
const ACTIONS = Object.freeze({ create, list, 'add-callback': addCallback });

/** @type {import('../main.js').Command} */
export const app = {
  help: `tailchat-login app create --api URL --name NAME --base-url URL [--base-path /auth]
               [--bot] [--again] [--email EMAIL] [--env .env]
tailchat-login app list --api URL [--email EMAIL]
tailchat-login app add-callback [URL...] --app ID --api URL [--email EMAIL]
    makes and changes an app of the open platform, as the member with this account
    create writes the app's id and secret into the file of --env (0600), and never over a value;
    it switches OAuth on, and adds the callback address of the site
      --bot      makes a second app, whose id no browser sees, as the bot that reads groups
      --again    makes an app though one of this name exists
    list shows the account's apps and their callback addresses, never a secret
    add-callback adds addresses to an app's list, and says if an entry would disable the app;
      without one it adds those of TAILCHAT_BASE_URL
    --base-url may be several addresses with commas between them: a site with several hosts
    the password is asked at the terminal, or is the first line of the standard input; it is kept nowhere
`,
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
      fail(USAGE_ERROR, `tailchat-login: app needs one of ${Object.keys(ACTIONS).join(', ')}\n\n${app.help}`);
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
  const appName = name?.trim() || missing('--name', 'the name of the app');
  const baseUrls = readBaseUrls(values['base-url']);
  const callbacks = baseUrls.map((baseUrl) => callbackOf(baseUrl, values['base-path']));
  if (findUnsound(callbacks).length > 0) missing('--base-path', 'a path such as /auth');
  const apiUrl = readApiUrl(values.api);
  const names = ['TAILCHAT_API_URL', 'TAILCHAT_BASE_URL', 'TAILCHAT_CLIENT_ID', 'TAILCHAT_CLIENT_SECRET'];
  const secrets = openSecrets(env, bot ? [...names, 'TAILCHAT_BOT_ID', 'TAILCHAT_BOT_SECRET'] : names);
  try {
    const tailchat = await enter(apiUrl, values.email);
    const apps = await tailchat.listApps();
    const same = apps.find((one) => one.appName === appName);
    if (same !== undefined && !again) {
      throw new AppError(
        `an app of this name exists (${same.appId}): add-callback changes it, --again makes another one`,
      );
    }
    const made = await tailchat.createApp(appName);
    secrets.append({
      TAILCHAT_API_URL: apiUrl,
      TAILCHAT_BASE_URL: baseUrls.join(','),
      TAILCHAT_CLIENT_ID: made.appId,
      TAILCHAT_CLIENT_SECRET: made.appSecret,
    });
    write(`Made the app ${made.appId}; its id and secret are in ${env}.\n`);
    await configure(tailchat, made.appId, ['oauth'], callbacks);
    write(`OAuth is on; the callback address is ${callbacks.join(', ')}\n`);
    if (bot) {
      const second = await tailchat.createApp(`${appName} bot`);
      secrets.append({ TAILCHAT_BOT_ID: second.appId, TAILCHAT_BOT_SECRET: second.appSecret });
      await configure(tailchat, second.appId, ['bot'], []);
      write(`Made the bot ${second.appId}. Let it join each group that your rules name.\n`);
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
  if (apps.length === 0) write('This account has no app.\n');
  for (const { appId, appName, capability, redirectUrls } of apps) {
    const bad = new Set(findUnsound(redirectUrls));
    const lines = redirectUrls.map(
      (entry) =>
        `    ${show(entry)}${bad.has(entry) ? '   <- disables the app: no http(s) address, or with a fragment' : ''}\n`,
    );
    write(
      `${appId}  ${show(appName)}  (${capability.join(', ') || 'nothing switched on'})\n${lines.join('')}`,
    );
  }
}

/** @param {Values} values @param {string[]} given */
async function addCallback(values, given) {
  const urls = given.length > 0 ? given : ownCallbacks(values['base-path']);
  if (urls.length === 0)
    missing('add-callback', 'followed by one or more addresses, or have TAILCHAT_BASE_URL');
  const wrong = findUnsound(urls);
  if (wrong.length > 0) {
    missing(
      'each address',
      'a whole http(s) address without a fragment; another entry would disable the app',
    );
  }
  const appId = values.app ?? missing('--app', 'the id of the app, as list shows it');
  const tailchat = await enter(readApiUrl(values.api), values.email);
  const { redirectUrls } = await findApp(tailchat, appId);
  const unsound = findUnsound(redirectUrls);
  if (unsound.length > 0) {
    throw new AppError(
      `an entry of the app's list disables it: ${unsound.map(show).join(', ')}; take it out on the app's page, and call this again`,
    );
  }
  const wanted = [...new Set([...redirectUrls, ...urls])];
  if (wanted.length === redirectUrls.length) return write('The addresses are in the list already.\n');
  await tailchat.setCallbacks(appId, wanted);
  await mustHave(tailchat, appId, wanted);
  write(`The app has these callback addresses:\n${wanted.map((url) => `    ${show(url)}\n`).join('')}`);
}

/** Of every host of the site. @param {string} [basePath] */
const ownCallbacks = (basePath = process.env.TAILCHAT_BASE_PATH || undefined) =>
  process.env.TAILCHAT_BASE_URL ? readBaseUrls().map((baseUrl) => callbackOf(baseUrl, basePath)) : [];

/** @param {Tailchat} tailchat @param {string} appId @param {string[]} capability @param {string[]} callbacks */
async function configure(tailchat, appId, capability, callbacks) {
  await tailchat.setCapability(appId, capability);
  if (callbacks.length > 0) await tailchat.setCallbacks(appId, callbacks);
  const found = await mustHave(tailchat, appId, callbacks);
  const lacks = capability.filter((word) => !found.capability.includes(word));
  if (lacks.length > 0)
    throw new AppError(`the app ${appId} was made, but ${lacks.join()} is not switched on`);
}

/** @param {string} [text] */
const readBaseUrls = (text = process.env.TAILCHAT_BASE_URL) =>
  (text ?? '')
    .split(',')
    .map((one) => readBase(one, '--base-url', "the site's public https address, or several with commas"));

/** @param {string} text */
const show = (text) => showName(String(text), 300);

/** @param {string[]} rest */
function refuseRest(rest) {
  if (rest.length > 0) fail(USAGE_ERROR, `tailchat-login: too many arguments\n\n${app.help}`);
}
