/**
 * A browser with only the features that a login needs: cookies, forms, and redirects that the caller sees.
 *
 *     const browser = createBrowser();
 *     const callback = await logIn(browser, authorizeUrl, { email, password });
 *     const response = await browser.get(callback);
 *
 * The cookies stay in `browser`: a second logIn() with it is silent and does not need `user`. `get` and `post` never follow a
 * redirect. `follow` follows redirects until the end, or until `isEnd` returns true.
 */
import { createCookieJar } from './cookies.js';

/** @typedef {ReturnType<typeof createBrowser>} Browser */
/** @typedef {Record<string, string>} Headers */

/** More than any login takes, which is seven requests. */
const MAX_STEPS = 20;

export function createBrowser() {
  const cookies = createCookieJar();

  /**
   * @param {string} method
   * @param {string | URL} url
   * @param {Headers} [headers]
   * @param {URLSearchParams} [body]
   * @returns {Promise<Response>}
   */
  async function send(method, url, headers = {}, body) {
    const cookie = cookies.header(url);
    const response = await fetch(url, {
      method,
      headers: { accept: 'text/html', ...(cookie ? { cookie } : {}), ...headers },
      body,
      redirect: 'manual',
    });
    cookies.store(url, response.headers.getSetCookie());
    return response;
  }

  return {
    cookies,

    /**
     * @param {string | URL} url
     * @param {Headers} [headers]
     */
    get: (url, headers) => send('GET', url, headers),

    /**
     * @param {string | URL} url
     * @param {Record<string, string>} form
     * @param {Headers} [headers]
     */
    post: (url, form, headers) => send('POST', url, headers, new URLSearchParams(form)),

    /**
     * Follows the redirects of a response. Stops at an answer that is not a redirect, or before a URL for which `isEnd` returns
     * true: that URL is not requested, and `response` is the redirect to it.
     * @param {string | URL} url
     * @param {(url: URL) => boolean} [isEnd]
     * @returns {Promise<{ url: string, response: Response }>}
     */
    async follow(url, isEnd = () => false) {
      let here = new URL(url);
      for (let step = 0; step < MAX_STEPS; step += 1) {
        const response = await send('GET', here);
        const location = response.headers.get('location');
        if (location === null || response.status < 300 || response.status > 399) {
          return { url: here.href, response };
        }
        here = new URL(location, here);
        if (isEnd(here)) return { url: here.href, response };
        await response.arrayBuffer();
      }
      throw new Error(`more than ${MAX_STEPS} redirects`);
    },
  };
}

/**
 * Walks through Tailchat's pages as a person does and returns the callback URL, without requesting it.
 * @param {Browser} browser
 * @param {string} authorizeUrl
 * @param {{ email: string, password: string }} [user]  not needed while Tailchat's session lives
 * @returns {Promise<string>}
 */
export async function logIn(browser, authorizeUrl, user) {
  const tailchat = new URL(authorizeUrl);
  const prefix = tailchat.pathname.slice(0, -'auth'.length);
  const isOutside = (/** @type {URL} */ url) =>
    url.origin !== tailchat.origin || !url.pathname.startsWith(prefix);

  let next = authorizeUrl;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const { url, response } = await browser.follow(next, isOutside);
    if (isOutside(new URL(url))) return url;
    const form = readForm(await response.text());
    if (response.status !== 200 || form === undefined) throw pageError('a page', response);
    if (form.login && user === undefined) throw new Error('Tailchat asks for a password, and none was given');
    /** @type {Record<string, string>} */
    const fields = form.login && user ? { email: user.email, password: user.password } : {};
    const posted = await browser.post(new URL(form.action, url), fields);
    await posted.arrayBuffer();
    const location = posted.headers.get('location');
    if (location === null) throw pageError(form.login ? 'the login' : 'the consent', posted);
    next = new URL(location, url).href;
  }
  throw new Error('Tailchat asks again and again');
}

/**
 * @param {string} html
 * @returns {{ action: string, login: boolean } | undefined}
 */
function readForm(html) {
  const action = /<form[^>]*\saction="([^"]+)"/.exec(html)?.[1];
  return action === undefined ? undefined : { action, login: /<input[^>]*\sname="password"/.test(html) };
}

/**
 * @param {string} what
 * @param {Response} response
 */
function pageError(what, response) {
  return new Error(`Tailchat answered ${what} with status ${response.status}`);
}
