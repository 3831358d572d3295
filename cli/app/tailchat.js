import { ask, readObject } from '../doctor/ask.js';
import { member } from '../texts/index.js';

const { account, tailchat: say } = member;

/**
 * Tailchat's own API, as a member uses it. Every failure is an `AppError` with a text of ours: Tailchat's messages depend
 * on the language, and may quote the request.
 */

/** A failure that the person at the terminal can correct. */
export class AppError extends Error {}

/**
 * @typedef {object} OpenApp
 * @property {string} appId
 * @property {string} appSecret
 * @property {string} appName
 * @property {string[]} capability
 * @property {string[]} redirectUrls
 */

/** Whether a text is safe in a file of variables: it has no line end and no quote. @param {unknown} text */
const isWord = (text) => typeof text === 'string' && /^[\w-]{1,128}$/.test(text);

/** The texts for refused logins, by the field or the type of Tailchat's answer. */
const REFUSALS = Object.freeze({
  password: account.wrongPassword,
  email: account.unknownEmail,
  banned: account.banned,
});

/**
 * @param {{ apiUrl: string, fetch?: typeof globalThis.fetch, deadline?: number }} options the deadline of each
 *   request in milliseconds
 */
export function createTailchat({ apiUrl, fetch = globalThis.fetch, deadline = 15_000 }) {
  const means = { fetch, deadline, now: Date.now };
  const base = `${apiUrl.replace(/\/+$/, '')}/api`;
  /** @type {string | undefined} */
  let token;

  /** @param {string} path @param {Record<string, unknown>} body */
  async function send(path, body) {
    const headers = { 'content-type': 'application/json', ...(token !== undefined && { 'x-token': token }) };
    const answer = await ask(means, `${base}/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (answer.fault) throw new AppError(say.failed(path, answer.reason ?? answer.fault));
    const said = readObject(answer);
    if (said === undefined) throw new AppError(say.noJson(path, answer.status));
    return { status: answer.status, said };
  }

  /** @param {string} path @param {Record<string, unknown>} [body] @returns {Promise<any>} */
  async function call(path, body = {}) {
    const { status, said } = await send(path, body);
    if (status === 200 && said.code === 200) return said.data;
    if (status === 403) throw new AppError(say.forbidden(path));
    const type = /^[A-Z_a-z]{1,40}$/.test(String(said.type)) ? ` ${said.type}` : '';
    throw new AppError(say.refused(path, `${status}${type}`));
  }

  return {
    /** @param {string} email @param {string} password */
    async logIn(email, password) {
      const { status, said } = await send('user/login', { email, password });
      const { data } = /** @type {{ data?: any }} */ (said);
      if (status !== 200 || typeof data?.token !== 'string') {
        const key = Array.isArray(data) ? data[0]?.field : said.type;
        const reason = Object.hasOwn(REFUSALS, key) ? Reflect.get(REFUSALS, key) : account.status(status);
        throw new AppError(account.refused(reason));
      }
      token = data.token;
    },

    /** The apps of this account. @returns {Promise<OpenApp[]>} */
    async listApps() {
      const apps = await call('openapi/app/all');
      if (!Array.isArray(apps)) throw new AppError(say.noList('openapi/app/all'));
      return apps.map(({ appId, appSecret, appName, capability, oauth }) => ({
        appId,
        appSecret,
        appName,
        capability: Array.isArray(capability) ? capability : [],
        redirectUrls: Array.isArray(oauth?.redirectUrls) ? oauth.redirectUrls : [],
      }));
    },

    /** @param {string} appName @returns {Promise<{ appId: string, appSecret: string }>} */
    async createApp(appName) {
      const made = await call('openapi/app/create', { appName, appDesc: '', appIcon: '' });
      if (isWord(made?.appId) && isWord(made.appSecret)) return made;
      throw new AppError(say.noSecret('openapi/app/create'));
    },

    /**
     * The panels of a group that show a website.
     *
     * @param {string} groupId
     * @returns {Promise<{ name: string, url: string }[] | undefined>} undefined: this account is not in the group
     */
    async listPanels(groupId) {
      const groups = await call('group/getUserGroups');
      if (!Array.isArray(groups)) throw new AppError(say.noList('group/getUserGroups'));
      const panels = groups.find((group) => group?._id === groupId)?.panels;
      if (panels === undefined) return undefined;
      return panels
        .filter((/** @type {any} */ panel) => typeof panel?.meta?.url === 'string')
        .map((/** @type {any} */ { name, meta }) => ({ name: String(name), url: meta.url }));
    },

    /** Adds a panel. The answer does not contain its id. A second call adds a second panel. @param {string} groupId @param {string} name @param {string} url */
    createPanel: (groupId, name, url) =>
      call('group/createGroupPanel', {
        groupId,
        name,
        type: 2,
        provider: 'com.msgbyte.webview',
        pluginPanelName: 'com.msgbyte.webview/grouppanel',
        meta: { url, background: true },
      }),

    /** Replaces the list. @param {string} appId @param {string[]} capability */
    setCapability: (appId, capability) => call('openapi/app/setAppCapability', { appId, capability }),

    /** Replaces the list. Tailchat gives the same answer if it changed nothing. @param {string} appId @param {string[]} urls */
    setCallbacks: (appId, urls) =>
      call('openapi/app/setAppOAuthInfo', { appId, fieldName: 'redirectUrls', fieldValue: urls }),
  };
}
