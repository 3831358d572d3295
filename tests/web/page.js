// The parts of a browser that web/ uses, for tests in Node.

/** A storage like that of a browser: its entries are its own properties. */
export function makeStorage() {
  const storage = Object.create({
    /** @param {string} key */
    getItem: (key) => storage[key] ?? null,
    /** @param {string} key @param {string} value */
    setItem: (key, value) => void (storage[key] = value),
    /** @param {string} key */
    removeItem: (key) => void delete storage[key],
  });
  return storage;
}

/**
 * Opens a page at an address. The test supplies the worker's answers, and the page's requests are recorded.
 *
 * @param {string} href
 * @param {(url: string, init: RequestInit) => Response | Promise<Response>} [answer]
 */
export function openPage(href, answer = () => Response.json({})) {
  const location = Object.assign(new URL(href), {
    assign: (/** @type {string} */ url) => void visited.push(url),
  });
  const visited = /** @type {string[]} */ ([]);
  const requests = /** @type {{ url: string, init: any, href: string }[]} */ ([]);
  const history = {
    state: { router: 1 },
    /** @param {unknown} state @param {string} unused @param {URL} url */
    replaceState(state, unused, url) {
      history.state = /** @type {any} */ (state);
      location.href = String(url);
    },
  };
  const sessionStorage = makeStorage();
  Object.assign(globalThis, {
    location,
    history,
    sessionStorage,
    fetch: async (/** @type {string} */ url, /** @type {RequestInit} */ init) => {
      requests.push({ url, init, href: location.href });
      return answer(url, init);
    },
  });
  return { location, history, sessionStorage, visited, requests };
}

let copies = 0;

/** Loads the entry again, as a new document does. @returns {Promise<typeof import('../../web/index.js')>} */
export const loadEntry = () => import(`../../web/index.js?document=${(copies += 1)}`);
