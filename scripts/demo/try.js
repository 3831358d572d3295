// One complete login over HTTP, as a browser does it.
import { setTimeout as wait } from 'node:timers/promises';
import { createBrowser, logIn } from '../../testing/browser.js';

/** Longer than any login takes. A gateway that does not route /open never answers. */
const PATIENCE_MILLISECONDS = 60_000;

/** The part of a URL that a log may show: the query can contain a code. @param {string | URL} url */
const shown = (url) => new URL(url).origin + new URL(url).pathname;

/** @param {Response} response @param {string} what @param {number} status */
async function mustBe(response, what, status) {
  if (response.status === status) return response;
  const { error } = await response.json().catch(() => ({}));
  throw new Error(`${what} was answered with status ${response.status}${error ? `, ${error}` : ''}`);
}

/** @param {Response} response */
const locationOf = (response) => new URL(response.headers.get('location') ?? '', response.url).href;

/** @param {import('./servers.js').RunningDemo} demo */
async function logInOnce({ url, account }) {
  const browser = createBrowser();
  // The worker explains in JSON what a person would see as a page.
  const get = (/** @type {string} */ path) =>
    browser.get(new URL(path, `${url}/`), { accept: 'application/json' });
  const tell = (/** @type {string} */ text) => console.log(text);

  await mustBe(await browser.get(`${url}/`), 'The demo page', 200);
  tell(`GET ${shown(url)} -> 200, the demo page`);
  await mustBe(await get('auth/me'), 'Who is logged in', 401);
  tell('GET /auth/me -> 401, nobody is logged in');

  const begun = await mustBe(await get('auth/login'), 'The login', 302);
  const authorizeUrl = locationOf(begun);
  tell(`GET /auth/login -> 302 to ${shown(authorizeUrl)}`);
  const callback = await logIn(browser, authorizeUrl, account);
  tell(`Tailchat: logged in, agreed -> back to ${shown(callback)}`);
  if (new URL(callback).origin !== new URL(url).origin) throw new Error('That is not the worker');

  const ended = await mustBe(await get(callback), 'The callback', 302);
  tell(`GET /auth/callback -> 302 to ${shown(locationOf(ended))}, with a session`);
  const user = await (await mustBe(await get('auth/me'), 'Who is logged in', 200)).json();
  tell('GET /auth/me -> 200');
  return user;
}

/** Prints the steps, and at the end the user as one line of JSON. @param {import('./servers.js').RunningDemo} demo */
export async function tryLogin(demo) {
  const timer = new AbortController();
  const tooLong = wait(PATIENCE_MILLISECONDS, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`no answer within ${PATIENCE_MILLISECONDS / 1000} s`);
  });
  try {
    console.log(JSON.stringify(await Promise.race([logInOnce(demo), tooLong])));
    return 0;
  } catch (error) {
    const { message, cause } = /** @type {Error & { cause?: { code?: string } }} */ (error);
    console.error(`The login failed: ${message}${cause?.code ? ` (${cause.code})` : ''}`);
    return 1;
  } finally {
    timer.abort();
    tooLong.catch(() => {});
  }
}
