// Checks a gateway in front of Tailchat: it must clear the login service's cookies, so that people can switch accounts. The
// check uses real TLS and Chromium, which sends the headers of a real browser (Referer, Fetch Metadata).
import assert from 'node:assert/strict';
import { request as overTcp } from 'node:http';
import { request as overTls } from 'node:https';
import { startTailchat } from '../../testing/index.js';
import { alice, APP, bob } from './example.js';
import { decode } from './tokens.js';

const COOKIES = ['_session', '_session.legacy', '_session.legacy.sig', '_session.sig'];

/** Tailchat behind a gateway at `chat`. @param {string} chat */
export const startBehind = (chat) =>
  startTailchat({
    apiUrl: chat,
    apps: [{ ...APP, redirectUrls: [`${chat}/callback`] }],
    users: [alice, bob],
  });

/** @param {string} chat @param {Record<string, string>} [more] */
function authorizeUrl(chat, more = {}) {
  const parameters = { client_id: APP.appId, redirect_uri: `${chat}/callback`, response_type: 'code' };
  return `${chat}/open/auth?${new URLSearchParams({ ...parameters, scope: 'openid profile', state: 's', ...more })}`;
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} chat the gateway's https origin
 * @param {Awaited<ReturnType<typeof startBehind>>} tailchat
 * @param {string} after the address to which its logout leads
 */
export async function checkAccountSwitch(browser, chat, tailchat, after) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  try {
    const page = await context.newPage();
    const logIn = async (/** @type {typeof alice} */ user) => {
      await page.locator('[name=email]').fill(user.email);
      await page.locator('[name=password]').fill(user.password);
      await page.locator('button').click();
    };
    const allow = () => page.getByRole('button', { name: 'Allow' }).click();
    const whoCame = async () => {
      await page.waitForURL(`${chat}/callback?**`);
      return subOf(tailchat.url, new URL(page.url()).searchParams.get('code') ?? '', `${chat}/callback`);
    };
    const sessionCookies = async () =>
      (await context.cookies(`${chat}/open/auth`))
        .map(({ name }) => name)
        .filter((name) => /^_session/.test(name));

    await page.goto(authorizeUrl(chat));
    await logIn(alice);
    await allow();
    assert.equal(await whoCame(), alice._id);
    assert.deepEqual((await sessionCookies()).sort(), COOKIES);

    // prompt=login as another user: Tailchat's page posts to session/end/confirm by itself.
    await page.goto(authorizeUrl(chat, { prompt: 'login' }));
    await logIn(bob);
    await page.getByText('You are Bob#6244').waitFor();
    await allow();
    assert.equal(await whoCame(), bob._id);
    await page.goto(authorizeUrl(chat));
    assert.equal(await whoCame(), bob._id, 'and stays the one who is logged in');

    // Neither a picture nor a fetch ends the login.
    await page.evaluate(async () => {
      const image = new Image();
      await new Promise((resolve) => {
        image.onerror = resolve;
        image.src = '/open/logout';
      });
      for (const [path, method] of [
        ['/open/logout', 'GET'],
        ['/open/session/end/confirm', 'POST'],
      ])
        await fetch(path, { method, redirect: 'manual' });
    });
    assert.deepEqual((await sessionCookies()).sort(), COOKIES);

    await page.goto(`${chat}/open/logout`);
    assert.equal(page.url(), after);
    assert.deepEqual(await sessionCookies(), []);
    await page.goto(authorizeUrl(chat));
    await page.locator('[name=password]').waitFor();
  } finally {
    await context.close();
  }
}

/** @param {string} url @param {string} code @param {string} redirect_uri @returns {Promise<string>} */
async function subOf(url, code, redirect_uri) {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: APP.appId,
    client_secret: APP.appSecret,
    code,
    redirect_uri,
  });
  const { id_token } = await (await fetch(`${url}/open/token`, { method: 'POST', body })).json();
  return decode(id_token).claims.sub;
}

/** A row of the table below: a request to a gateway, and its answer. @typedef {[what: string, method: string, path: string, headers: Record<string, string>, status: number, location?: string]} Case */

/**
 * @param {string} host of the gateway
 * @param {{ first: string, other: string, name: string }} list the addresses after a logout, and the name of the other one in `to`
 * @returns {Case[]}
 */
export function gatewayCases(host, { first, other, name }) {
  const back = `https://${host}/open/auth/Ab_-9`;
  const confirm = '/open/session/end/confirm';
  return [
    ['a person', 'GET', '/open/logout', { 'sec-fetch-mode': 'navigate' }, 303, first],
    ['a browser without Fetch Metadata', 'GET', '/open/logout', {}, 303, first],
    ['another address of the list', 'GET', `/open/logout?to=${name}`, {}, 303, other],
    ['an address that is not in it', 'GET', '/open/logout?to=https://evil.example/', {}, 303, first],
    ['a Referer', 'GET', '/open/logout', { referer: back }, 303, first],
    ['a picture', 'GET', '/open/logout', { 'sec-fetch-mode': 'no-cors' }, 403],
    ['a fetch', 'GET', '/open/logout', { 'sec-fetch-mode': 'cors' }, 403],
    [
      'a prefetch',
      'GET',
      '/open/logout',
      { 'sec-fetch-mode': 'navigate', 'sec-purpose': 'prefetch;prerender' },
      403,
    ],
    ['another method', 'POST', '/open/logout', {}, 405],
    [
      'the form of another account',
      'POST',
      confirm,
      { 'sec-fetch-mode': 'navigate', referer: back },
      303,
      back,
    ],
    ['no Referer', 'POST', confirm, {}, 303, first],
    ['another host', 'POST', confirm, { referer: 'https://evil.example/open/auth/x' }, 303, first],
    [
      'a host that only begins so',
      'POST',
      confirm,
      { referer: `https://${host}.evil/open/auth/x` },
      303,
      first,
    ],
    ['a name before the host', 'POST', confirm, { referer: `https://${host}@evil/open/auth/x` }, 303, first],
    ['no https', 'POST', confirm, { referer: `http://${host}/open/auth/x` }, 303, first],
    ['another path', 'POST', confirm, { referer: `https://${host}/open/interaction/x` }, 303, first],
    ['a longer path', 'POST', confirm, { referer: `${back}/x` }, 303, first],
    ['a query', 'POST', confirm, { referer: `${back}?x` }, 303, first],
    ['no id', 'POST', confirm, { referer: `https://${host}/open/auth/` }, 303, first],
    ['a fetch of the form', 'POST', confirm, { 'sec-fetch-mode': 'cors', referer: back }, 403],
    ['another method of the form', 'GET', confirm, {}, 405],
  ];
}

/**
 * @param {{ status: number, location: string | undefined, cookies: string[], cacheControl: string | undefined }} answer
 * @param {Case} expected
 */
export function checkCase({ status, location, cookies, cacheControl }, [what, , , , expected, to]) {
  assert.deepEqual([status, location], [expected, to], what);
  const ended = COOKIES.map((name) => `${name}=; Path=/; Max-Age=0; HttpOnly`);
  assert.deepEqual([...cookies].sort(), expected === 303 ? ended.sort() : [], what);
  if (expected === 303) assert.equal(cacheControl, 'no-store', what);
}

/** Sends the headers unchanged. fetch would set its own Sec-Fetch-Mode. @param {string} url @param {string} method @param {Record<string, string>} headers @returns {Promise<Parameters<typeof checkCase>[0]>} */
export function ask(url, method, headers) {
  return new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? overTls : overTcp;
    request(url, { method, headers, rejectUnauthorized: false, agent: false }, (response) => {
      response.resume();
      const { location, 'set-cookie': cookies = [], 'cache-control': cacheControl } = response.headers;
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, location, cookies, cacheControl }),
      );
    })
      .on('error', reject)
      .end();
  });
}
