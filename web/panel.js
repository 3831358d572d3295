/**
 * The login in a separate window, and the behaviour of a page in a frame. It is loaded if a page is framed or needs it.
 */
import { ENDED } from '../bindings/ended.js';

/** The page passes its request function, because a bundler would split the page's script if two files imported it. @typedef {typeof import('./request.js').request} Ask */

const WINDOW = 'popup,width=480,height=720';
/** For each address of a worker, whether panels are possible there. @type {Map<string, Promise<boolean | undefined>>} */
const known = new Map();

/**
 * Whether the worker shows panels in the pages around this one.
 *
 * @param {Ask} request
 * @param {string} address
 * @returns {Promise<boolean | undefined>} undefined: the browser does not name the pages around
 */
function mayPanel(request, address) {
  const asked =
    known.get(address) ??
    request(`${address}/panels`).then(
      ({ embedded_in }) => isWithin(embedded_in),
      () => false,
    );
  known.set(address, asked);
  return asked;
}

/** @param {string[]} origins */
function isWithin(origins) {
  const { ancestorOrigins } = location;
  const around = ancestorOrigins
    ? [...ancestorOrigins]
    : [document.referrer && new URL(document.referrer).origin];
  if (around.includes('')) return undefined;
  return around.every((origin) => origin === location.origin || origins.includes(origin));
}

/**
 * @param {Ask} request
 * @param {string} address
 * @param {URLSearchParams} query of the login
 * @param {boolean | undefined} popup
 * @returns {Promise<void>}
 */
export async function logIn(request, address, query, popup) {
  const framed = window !== top;
  const lead = (/** @type {Record<string, string>} */ more = {}) => {
    for (const name in more) query.set(name, more[name]);
    location.assign(`${address}/login?${query}`);
  };
  const silent = query.get('prompt') === 'none';
  // A frame on another origin is not a page of the worker.
  const isPanel = framed && !silent && address[0] === '/' && (await mayPanel(request, address)) !== false;
  if (framed ? !isPanel : !popup) return lead();
  const inWindow = new URLSearchParams(query);
  inWindow.delete('return_to');
  inWindow.set('popup', '1');
  if (!open(`${address}/login?${inWindow}`, '_blank', WINDOW))
    return lead(framed ? { asked: 'pressed' } : {});
  await end();
  if (framed) lead({ prompt: 'none', asked: 'pressed' }); // so the login also starts after a logout
}

/** Resolves when the window reports its end, or when the person comes back. */
function end() {
  return /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      // Safari before 15.4 has no BroadcastChannel. There the page asks when the person comes back.
      const channel = globalThis.BroadcastChannel && new BroadcastChannel(ENDED);
      const over = new AbortController();
      const { signal } = over;
      const done = () => {
        over.abort();
        channel?.close();
        resolve();
      };
      let away = false;
      const look = () => {
        if (document.visibilityState !== 'visible' || !document.hasFocus()) away = true;
        else if (away) done();
      };
      if (channel) channel.onmessage = done;
      addEventListener(
        'message',
        ({ origin, data }) => origin === location.origin && data === ENDED && done(),
        {
          signal,
        },
      );
      for (const name of ['blur', 'focus']) addEventListener(name, look, { signal });
      document.addEventListener('visibilitychange', look, { signal });
    })
  );
}

/**
 * Logs in silently once, each time the page is loaded in a panel and nobody is logged in. The worker remembers in a cookie
 * that the page has asked, because a frame may have no storage. Without the cookie the page could ask without end.
 *
 * @param {Ask} request
 * @param {string} address
 */
export async function ask(request, address) {
  if (address[0] !== '/' || (await mayPanel(request, address)) !== true) return;
  const { cookies, asked } = await request(`${address}/panels`); // the first answer has set a cookie
  if (!cookies || asked) return;
  const return_to = location.pathname + location.search + location.hash;
  location.replace(`${address}/login?${new URLSearchParams({ return_to, prompt: 'none' })}`);
}
