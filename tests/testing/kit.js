/** Code that the tests of the stand-in share: one app, one user, and the requests of a client. */
import { after } from 'node:test';

import { createBrowser, logIn } from '../../testing/browser.js';
import { startTailchat } from '../../testing/index.js';

export { decode as decodeIdToken, halfHash } from '../support/tokens.js';

export const REDIRECT_URI = 'http://127.0.0.1:1/auth/callback';

export const APP = {
  appId: 'tc_0123456789abcdef01234567',
  appSecret: 'abcdefghijklmnopqrstuvwxyz_-0123',
  appName: 'Demo',
  capability: ['oauth'],
  redirectUrls: [REDIRECT_URI],
};

export const USER = {
  _id: '62ad0a6be9a3a9c5d7d0f001',
  email: 'alice@example.com',
  password: 'correct horse',
  nickname: 'Alice',
  discriminator: '6244',
  avatar: '{BACKEND}/static/avatar.png',
};

/** RFC 7636 appendix B */
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

export const PKCE = { code_challenge: CHALLENGE, code_challenge_method: 'S256' };

export const NOT_FOUND = { name: 'NotFoundError', message: 'Not found', code: 404, type: 'NOT_FOUND' };

/**
 * Starts a stand-in that closes with the test.
 * @param {import('node:test').TestContext} t
 * @param {object} [options]
 */
export async function start(t, options = {}) {
  const tailchat = await startTailchat({ apps: [APP], users: [USER], ...options });
  t.after(() => tailchat.close());
  return tailchat;
}

/**
 * A stand-in for all tests of a file that leave nothing behind, with a browser that is logged in: a code is
 * one request away. Call it at the top level of the file.
 * @param {object} [options]
 */
export async function share(options) {
  const tailchat = await startTailchat({ apps: [APP], users: [USER], ...options });
  after(() => tailchat.close());
  const browser = createBrowser();
  await passLogin(tailchat, {}, browser);
  return { tailchat, browser };
}

/** Parameters that are undefined are left out. */
function drop(parameters) {
  return Object.entries(parameters).filter(([, value]) => value !== undefined);
}

export function authorizeUrl(tailchat, changes = {}) {
  const parameters = {
    client_id: APP.appId,
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    scope: 'openid profile',
    state: 'the state',
    ...changes,
  };
  return `${tailchat.url}/open/auth?${new URLSearchParams(drop(parameters))}`;
}

/** One authorization request by a browser without cookies; redirects are not followed. */
export function authorize(tailchat, changes) {
  return createBrowser().get(authorizeUrl(tailchat, changes));
}

/** Goes through login and consent, and returns the callback's parameters. */
export async function passLogin(tailchat, changes, browser = createBrowser()) {
  return new URL(await logIn(browser, authorizeUrl(tailchat, changes), USER));
}

export async function getCode(tailchat, changes, browser) {
  return (await passLogin(tailchat, changes, browser)).searchParams.get('code');
}

/** A token request with client_secret_post; `changes` may also take fields away. */
export function requestToken(tailchat, changes = {}, headers = {}) {
  const fields = {
    grant_type: 'authorization_code',
    redirect_uri: REDIRECT_URI,
    client_id: APP.appId,
    client_secret: APP.appSecret,
    ...changes,
  };
  return post(`${tailchat.url}/open/token`, fields, headers);
}

export function post(url, fields, headers = {}) {
  return fetch(url, { method: 'POST', body: new URLSearchParams(drop(fields)), headers, redirect: 'manual' });
}

/** Does a complete login, and returns the token response. */
export async function getTokens(tailchat, changes, browser) {
  const response = await requestToken(tailchat, { code: await getCode(tailchat, changes, browser) });
  return response.json();
}

export function basic(id, secret) {
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
}

/** Stops the clock of this process, of the stand-in and the browser too; the result moves it by milliseconds. */
export function holdClock(t) {
  let now = Date.now();
  t.mock.method(Date, 'now', () => now);
  return (milliseconds) => {
    now += milliseconds;
  };
}
