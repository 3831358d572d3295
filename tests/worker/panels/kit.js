// A worker with panels, and its frames. A frame on another site keeps only partitioned cookies. A frame on the same site
// keeps all cookies.
import { createPanels } from 'tailchat-login/panels';
import { createBrowser, logIn } from '../../../testing/browser.js';
import { createCookieJar } from '../../../testing/cookies.js';
import { alice, BASE_URL } from '../../support/kit.js';

export { alice, BASE_URL };
export const CHAT = 'https://chat.example';
export const ANCESTORS = `frame-ancestors 'self' ${CHAT}`;

/** The headers of a frame's navigation, started by Tailchat's page or by a page of ours in the frame. */
export const SHOWN = {
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'iframe',
};
export const FRAMED = { ...SHOWN, 'sec-fetch-site': 'same-origin' };
export const OPENED = { ...FRAMED, 'sec-fetch-dest': 'document' };
/** The headers of a fetch, by a page of ours and by another panel. */
export const FETCHED = {
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
  accept: 'application/json',
};
export const FOREIGN = { ...FETCHED, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };

/** @param {import('../../support/kit.js').World} world @param {object} [changes] */
export const makeLogin = (world, changes) =>
  world.makeLogin({ panels: createPanels({ embeddedIn: [CHAT] }), ...changes });

/** @typedef {ReturnType<typeof createFrame>} Frame */

/**
 * @param {ReturnType<typeof makeLogin>} login
 * @param {{ sameSite?: boolean | 'plain', tailchat?: ReturnType<typeof createBrowser>, base?: string }} [options]
 */
export function createFrame(login, { sameSite = false, tailchat = createBrowser(), base = BASE_URL } = {}) {
  const cookies = createCookieJar();
  /** Browsers store Secure cookies of localhost on http too. @param {URL | string} path */
  const kept = (path) => new URL(new URL(path, base).href.replace('http:', 'https:'));

  /** @param {URL | string} path @param {Record<string, string>} given */
  const request = (path, given, method = 'GET') => {
    const url = new URL(path, base);
    const cookie = cookies.header(kept(url));
    const headers = { accept: 'text/html', ...(cookie && { cookie }), ...given };
    return new Request(url, { method, headers });
  };

  /** @param {URL | string} path @param {Record<string, string>} [headers] @param {string} [method] */
  async function send(path, headers = FRAMED, method = 'GET') {
    const response = await login.fetch(request(path, headers, method));
    const lines = response.headers.getSetCookie();
    cookies.store(
      kept(path),
      lines.filter((line) => sameSite === true || /; Partitioned$/.test(line) === !sameSite),
    );
    return response;
  }

  /** Opens a login in the frame, and follows the page that it shows. @param {string} query */
  async function ask(query) {
    const html = await (await send(`/auth/login?${query}`)).text();
    return send(beginOf(html));
  }

  return {
    cookies,
    tailchat,
    request,
    send,
    ask,
    header: () => cookies.header(kept('/')) ?? '',
    names: () => cookies.list(kept('/')).map(({ name }) => name),
    /** A silent login, from its page to its end. @param {string} [query] */
    async enter(query = 'return_to=/inbox') {
      const begun = await ask(query);
      const location = begun.headers.get('location') ?? '';
      const callback = (await tailchat.follow(location, (url) => url.origin === new URL(base).origin)).url;
      return send(callback, SHOWN);
    },
    /** @returns {Promise<any>} */
    async me(headers = FETCHED) {
      return (await send('/auth/session', headers)).json();
    },
  };
}

/** The address to which the script of a panel's page leads. @param {string} html */
export const beginOf = (html) =>
  (/data-begin="([^"]+)"/.exec(html)?.[1] ?? '').replace(/&#38;/g, '&').replace(/&amp;/g, '&');

/** Logs a user in at Tailchat. @param {import('../../support/kit.js').World} world */
export async function meetTailchat(world, user = alice) {
  const tailchat = createBrowser();
  const login = world.makeLogin();
  const begun = await login.fetch(new Request(`${BASE_URL}/auth/login`));
  await logIn(tailchat, begun.headers.get('location') ?? '', user);
  return tailchat;
}
