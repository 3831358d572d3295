// Plain http in a private network, and an address of Tailchat that only the worker uses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from 'tailchat-login';
import { createVerifier } from 'tailchat-login/verify';
import { createLogin } from 'tailchat-login/worker';
import { startTailchat } from '../../../testing/index.js';
import { createBrowser, logIn } from '../../../testing/browser.js';
import { createVisitor, startWorld, KEY, alice } from '../../support/kit.js';

const SITE = 'http://192.168.77.1:8787';
const LAN = {
  apiUrl: 'http://192.168.77.1:11000',
  clientId: 'tc_1',
  clientSecret: 'x',
  sessionKeys: KEY,
  baseUrl: SITE,
};

test('a site and a Tailchat on plain http in a private network are refused, with the way out named', () => {
  assert.throws(() => createLogin(LAN), {
    code: 'configuration_invalid',
    message: /^baseUrl must be .*allowHttp/,
  });
  assert.throws(() => createLogin({ ...LAN, baseUrl: 'https://a.example' }), {
    code: 'api_url_invalid',
    message: /allowHttp/,
  });
  for (const [option, value] of [
    ['allowedOrigins', ['http://nas.lan']],
    ['redirectUris', ['http://10.0.0.1/x']],
  ]) {
    const given = /** @type {any} */ ({
      ...LAN,
      apiUrl: 'https://a.example',
      baseUrl: 'https://a.example',
      [String(option)]: value,
    });
    assert.throws(() => createLogin(given), { option, message: /allowHttp/ });
    createLogin({ ...given, allowHttp: 'private', log: () => {} });
  }
});

test('no public address is taken on plain http, and no other spelling of a private one', () => {
  for (const host of [
    'site.example',
    '8.8.8.8',
    '0xc0a84d01',
    '3232255233',
    '192.168.19713',
    '0300.0250.077.01',
    '[::ffff:192.168.77.1]',
    'nas.lan.',
    '192.168.77.1.nip.io',
  ]) {
    const url = `http://${host}`;
    for (const [option, value] of [
      ['apiUrl', url],
      ['baseUrl', url],
      ['allowedOrigins', [url]],
      ['redirectUris', [`${url}/x`]],
      ['internalUrl', url],
    ])
      assert.throws(
        () =>
          createLogin(
            /** @type {any} */ ({ ...LAN, allowHttp: 'private', log: () => {}, [String(option)]: value }),
          ),
        `${option} ${url}`,
      );
    assert.throws(() => createVerifier({ apiUrl: url, allowHttp: 'private', log: () => {} }), {
      code: 'api_url_invalid',
    });
    assert.throws(() => createVerifier({ apiUrl: 'https://a.example', internalUrl: url }), {
      code: 'internal_url_invalid',
    });
  }
});

test('the start warns once, whichever of the three is made', () => {
  /** @type {string[]} */
  const lines = [];
  const log = (/** @type {string} */ line) => void lines.push(line);
  createLogin({ ...LAN, allowHttp: 'private', log });
  createLogin({ ...LAN, allowHttp: 'private', log });
  createVerifier({ apiUrl: LAN.apiUrl, allowHttp: 'private', log });
  assert.equal(lines.length, 1);
  assert.match(lines[0], /allowHttp/);
});

test('a login there has cookies without prefix and Secure', async () => {
  const login = createLogin({ ...LAN, allowHttp: 'private', log: () => {} });
  const response = await login.fetch(new Request(`${SITE}/auth/login`));
  assert.equal(response.status, 302);
  assert.match(response.headers.get('location') ?? '', /^http:\/\/192\.168\.77\.1:11000\/open\/auth\?/);
  assert.match(
    response.headers.getSetCookie().join(),
    /^tailchat_tx_[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
  );
});

test('with an internal address browsers go to the public one, and the worker to the internal', async (t) => {
  const world = await startWorld();
  t.after(world.close);
  // The same server answers for both addresses. Its public name cannot be resolved here.
  const apiUrl = 'https://chat.example';
  const options = { apiUrl, issuer: world.tailchat.url, internalUrl: world.tailchat.url };
  /** @type {string[]} */
  const asked = [];
  const fetch = /** @type {typeof globalThis.fetch} */ (
    (url, init) => (asked.push(String(url)), globalThis.fetch(url, init))
  );
  const verifyIdToken = createVerifier({ ...options, fetch, log: () => {} });
  const login = world.makeLogin({ ...options, fetch, verifyIdToken });
  const begun = await login.fetch(
    new Request('https://app.example/auth/login', { headers: { accept: 'text/html' } }),
  );
  const location = begun.headers.get('location') ?? '';
  assert.ok(location.startsWith(`${apiUrl}/open/auth?`));
  const callback = await logIn(createBrowser(), location.replace(apiUrl, world.tailchat.url), alice);
  const cookie = begun.headers.getSetCookie()[0].split(';')[0];
  const done = await login.fetch(new Request(callback, { headers: { cookie, accept: 'text/html' } }));
  assert.equal(done.status, 302, world.log.join());
  assert.deepEqual(
    asked,
    ['token', 'jwks', 'me'].map((path) => `${world.tailchat.url}/open/${path}`),
  );
});

test("the internal address is no avatar's, and no iss", async (t) => {
  const tailchat = await startTailchat({
    apps: [
      {
        appId: 'tc_1',
        appSecret: 'x'.repeat(32),
        appName: 'A',
        capability: ['oauth'],
        redirectUrls: ['https://site.example/cb'],
      },
    ],
    users: [{ ...alice, avatar: '{BACKEND}/static/a.png' }],
    apiUrl: 'https://public.example',
  }).catch(() => undefined);
  if (tailchat === undefined) return assert.fail('the stand-in takes an apiUrl');
  t.after(() => tailchat.close());
  const client = createClient({
    apiUrl: 'https://other-name.example',
    issuer: 'https://public.example',
    internalUrl: tailchat.url,
    clientId: 'tc_1',
    clientSecret: 'x'.repeat(32),
    redirectUri: 'https://site.example/cb',
  });
  const { url, transaction } = client.begin();
  const callback = await logIn(
    createBrowser(),
    url.replace('https://other-name.example', tailchat.url),
    alice,
  );
  const { user } = await client.finish(callback, transaction);
  assert.equal(user.avatar, 'https://public.example/static/a.png');
});

test("Tailchat's avatars on plain http are for pages on plain http: one on https cannot show them", async (t) => {
  const apiUrl = 'http://192.168.77.1:11000';
  const own = `${apiUrl}/static/a.png`;
  for (const [redirectUri, avatar, shown] of /** @type {const} */ ([
    ['http://192.168.77.1:8787/cb', '{BACKEND}/static/a.png', own],
    ['http://192.168.77.1:8787/cb', own, own],
    ['http://192.168.77.1:8787/cb', 'http://192.168.77.1/reboot', undefined],
    ['https://site.example/cb', '{BACKEND}/static/a.png', undefined],
    ['https://site.example/cb', own, undefined],
  ])) {
    const app = { appId: 'tc_1', appSecret: 'x'.repeat(32), appName: 'A', capability: ['oauth'] };
    const tailchat = await startTailchat({
      apps: [{ ...app, redirectUrls: [redirectUri] }],
      users: [{ ...alice, avatar }],
      apiUrl,
    });
    t.after(() => tailchat.close());
    const reach = (/** @type {string} */ url) => url.replace(apiUrl, tailchat.url);
    const fetch = /** @type {any} */ (
      (/** @type {string} */ url, /** @type {any} */ init) => globalThis.fetch(reach(url), init)
    );
    const credentials = { clientId: app.appId, clientSecret: app.appSecret };
    const allowed = { allowHttp: /** @type {const} */ ('private'), log: () => {} };
    const client = createClient({ apiUrl, redirectUri, fetch, ...credentials, ...allowed });
    const { url, transaction } = client.begin();
    const callback = await logIn(createBrowser(), reach(url), alice);
    const { user } = await client.finish(callback, transaction);
    assert.equal(user.avatar, shown, `${avatar} at ${redirectUri}`);
  }
});

test('a cookie that another port of the host has set ends at the login, whatever path it has', async (t) => {
  const world = await startWorld();
  t.after(world.close);
  const baseUrl = 'http://localhost:8787';
  const login = world.makeLogin({ baseUrl });
  const visitor = createVisitor(login, baseUrl);
  await visitor.enter();
  const own =
    visitor
      .header()
      .split('; ')
      .find((pair) => !pair.startsWith('tailchat_tx')) ?? '';
  const name = own.split('=')[0];
  for (const path of ['/auth', '/auth/', '/auth/login']) {
    visitor.cookies.store(new URL(baseUrl), [`${name}=forged; Path=${path}`]);
  }
  const begun = await visitor.get('/auth/login');
  assert.equal(begun.status, 302);
  assert.doesNotMatch(visitor.cookies.header(new URL('/auth/login', baseUrl)) ?? '', new RegExp(`${name}=`));
  assert.equal((await visitor.enter()).status, 302);
  assert.equal((await visitor.me()).sub, alice._id);
});

test('a callback and a logout end repeated cookies too; a parent domain is among the places', async () => {
  const login = createLogin({
    ...LAN,
    baseUrl: 'http://a.site.lan:8787',
    allowHttp: 'private',
    log: () => {},
  });
  const started = await login.fetch(new Request('http://a.site.lan:8787/auth/login'));
  const name = started.headers.getSetCookie()[0].split('=')[0];
  const state = new URL(started.headers.get('location') ?? '').searchParams.get('state');
  const headers = { cookie: `${name}=a; ${name}=b`, accept: 'text/html' };
  const callback = await login.fetch(
    new Request(`http://a.site.lan:8787/auth/callback?code=a&state=${state}`, { headers }),
  );
  assert.equal(callback.status, 400);
  const logout = await login.fetch(
    new Request('http://a.site.lan:8787/auth/logout', {
      method: 'POST',
      headers: { ...headers, 'x-tailchat-login': '1' },
    }),
  );
  assert.equal(logout.status, 204);
  for (const [lines, path] of /** @type {[string[], string][]} */ ([
    [callback.headers.getSetCookie(), '/auth/callback'],
    [logout.headers.getSetCookie(), '/auth/logout'],
  ]))
    for (const place of [
      `Path=${path}`,
      'Path=/auth',
      'Path=/; Domain=site.lan',
      `Path=${path}; Domain=a.site.lan`,
    ])
      assert.ok(lines.includes(`${name}=; Max-Age=0; ${place}; HttpOnly; SameSite=Lax`), place);
});
