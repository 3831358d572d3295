// Runs each program of docs/libraries.md with its library, and completes a login.
import assert from 'node:assert/strict';
import { createBrowser, logIn } from '../../../testing/browser.js';
import { createCookieJar } from '../../../testing/cookies.js';
import { makeProject } from '../frameworks/recipe.js';
import { findPort } from '../ports.js';
import { createSuite } from '../suite.js';
import { alice } from '../tailchat.js';

/** @typedef {import('../everywhere.js').Context} Context */
/** @typedef {ReturnType<typeof createSite>} Site */

const SECRET = 'a secret of the library, for tests only, 0123456789';

/** A browser that visits the site. @param {string} base */
function createSite(base) {
  const cookies = createCookieJar();
  /** @param {string} path @param {RequestInit} [init] */
  async function send(path, init = {}) {
    const url = new URL(path, base);
    const headers = new Headers({ origin: base, ...init.headers });
    const cookie = cookies.header(url);
    if (cookie) headers.set('cookie', cookie);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    cookies.store(url, response.headers.getSetCookie());
    return response;
  }
  /** @param {string} path @param {object} body */
  const post = (path, body) =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return { send, post };
}

/** @param {Response} response */
const locationOf = (response) => response.headers.get('location') ?? '';

/**
 * The requests that begin a login and read the user, for each library.
 *
 * @typedef {object} Library
 * @property {string} heading
 * @property {string} package
 * @property {string} callback
 * @property {(site: Site) => Promise<string>} begin returns the address at Tailchat
 * @property {(site: Site, arrived: Response) => Promise<any>} read the user
 */

/** @type {Record<string, Library>} */
const LIBRARIES = {
  authjs: {
    heading: 'Auth.js',
    package: '@auth/core',
    callback: '/auth/callback/tailchat',
    async begin({ send }) {
      const { csrfToken } = await (await send('/auth/csrf')).json();
      const body = new URLSearchParams({ csrfToken });
      return locationOf(await send('/auth/signin/tailchat', { method: 'POST', body }));
    },
    read: async ({ send }) => (await (await send('/auth/session')).json())?.user?.name,
  },
  'better-auth': {
    heading: 'Better Auth',
    package: 'better-auth',
    callback: '/api/auth/callback/tailchat',
    async begin({ post }) {
      const asked = { provider: 'tailchat', callbackURL: '/' };
      return (await (await post('/api/auth/sign-in/social', asked)).json()).url;
    },
    async read({ send }) {
      const session = await (await send('/api/auth/get-session')).json();
      if (session === null) return undefined;
      assert.deepEqual(
        [session.user.email, session.user.emailVerified],
        [`${alice._id}@users.invalid`, false],
      );
      return session.user.name;
    },
  },
  passport: {
    heading: 'Passport',
    package: 'passport-oauth2',
    callback: '/auth/callback',
    begin: async ({ send }) => locationOf(await send('/auth/login')),
    read: async ({ send }) => (await (await send('/')).json())?.name,
  },
  arctic: {
    heading: 'arctic',
    package: 'arctic',
    callback: '/callback',
    begin: async ({ send }) => locationOf(await send('/login')),
    read: async (_, arrived) => (arrived.status === 200 ? (await arrived.json()).nickname : undefined),
  },
  'openid-client': {
    heading: 'openid-client',
    package: 'openid-client',
    callback: '/callback',
    begin: async ({ send }) => locationOf(await send('/login')),
    read: async (_, arrived) => (arrived.status === 200 ? (await arrived.json()).nickname : undefined),
  },
};

/** @param {Context} context @param {Library} library */
async function runLibrary(context, { heading, package: name, callback, begin, read }) {
  const folder = await makeProject(context, heading, {}, undefined, 'docs/libraries.md');
  const tailchat = await context.startTailchat();
  const port = String(await findPort());
  const base = `http://localhost:${port}`;
  const secrets = { AUTH_SECRET: SECRET, BETTER_AUTH_SECRET: SECRET, SESSION_SECRET: SECRET };
  const env = { ...tailchat.environment(base), ...secrets, BASE_URL: base, PORT: port, HOST: '127.0.0.1' };
  tailchat.apps[0].redirectUrls.push(`${base}${callback}`);
  const { ended, output } = context.start(context.node, ['server.js'], { cwd: folder, env });
  const gone = ended.then(() => Promise.reject(new Error(`it ended: ${output()}`)));
  while (!(await Promise.race([gone, fetch(base, { redirect: 'manual' }).catch(() => undefined)])));

  const { test, outcome } = createSuite();
  /** @param {(callback: URL) => void} [change] */
  async function enter(change) {
    const site = createSite(base);
    const arrival = new URL(await logIn(createBrowser(), await begin(site), alice));
    change?.(arrival);
    const arrived = await site.send(arrival.pathname + arrival.search);
    return read(site, arrived);
  }
  await test('a login gives the user', async () => assert.equal(await enter(), alice.nickname));
  await test('a foreign issuer is refused', async () => {
    const entered = await enter(({ searchParams }) => searchParams.set('iss', 'https://evil.example'));
    assert.equal(entered, undefined);
  });
  await test('another state is refused', async () => {
    const entered = await enter(({ searchParams }) => searchParams.set('state', 'x'.repeat(43)));
    assert.equal(entered, undefined);
  });
  return { version: await context.versionOf(name), ...outcome() };
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = Object.entries(LIBRARIES).map(([name, library]) => ({
  name: `provider-${name}`,
  title: library.heading,
  kind: 'example',
  run: (context) => runLibrary(context, library),
}));
