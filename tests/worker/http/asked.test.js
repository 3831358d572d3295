// The headers of a request are enough to ask for its user.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createLogin } from 'tailchat-login/worker';
import { toRequest } from '../../../worker/http/asked.js';
import { alice, BASE_URL, createVisitor, startWorld } from '../../support/kit.js';

const { host } = new URL(BASE_URL);

describe('toRequest', () => {
  test('gives a Request as it is, and what passes for one', async () => {
    const request = new Request(`${BASE_URL}/x`);
    assert.equal(await toRequest(request), request);
    const foreign = { headers: new Headers(), method: 'GET', url: `${BASE_URL}/x` };
    assert.equal(await toRequest(foreign), foreign);
  });

  /** @type {[string, any, string][]} */
  const ADDRESSES = [
    ['headers alone', { headers: { host } }, `http://${host}/`],
    ['no Host', { headers: {}, url: '/a?b=c' }, 'http://localhost/a?b=c'],
    ['a path', { headers: { host }, url: '/a?b=c' }, `http://${host}/a?b=c`],
    [
      'what a mount took off',
      { headers: { host }, url: '/c', originalUrl: '/a/c?d' },
      `http://${host}/a/c?d`,
    ],
    ['a URL', { headers: { host }, url: new URL('https://x.example/y') }, 'https://x.example/y'],
    [
      'a path that looks like a host',
      { headers: { host }, url: '//evil.example/x' },
      `http://${host}//evil.example/x`,
    ],
    ['the absolute form', { headers: { host }, url: 'http://x.example/y' }, 'http://x.example/y'],
    ['the asterisk form', { headers: { host }, url: '*', method: 'OPTIONS' }, 'http://localhost/'],
    ['a Host that is none', { headers: { host: 'a b/?#@' }, url: '/a' }, 'http://localhost/a'],
    ['a Host with a user', { headers: { host: 'u@evil.example' }, url: '/a' }, 'http://localhost/a'],
    ['an IPv6 address', { headers: { host: '[::1]:8787' }, url: '/a' }, 'http://[::1]:8787/a'],
  ];
  for (const [what, asked, url] of ADDRESSES)
    test(`of ${what} the address is ${url}`, async () => assert.equal((await toRequest(asked)).url, url));

  test('takes headers in every form that frameworks give them', async () => {
    const pairs = /** @type {[string, string][]} */ ([
      ['cookie', 'a=1'],
      ['host', host],
    ]);
    const forms = [
      new Headers(pairs),
      Object.fromEntries(pairs),
      pairs,
      new Map(pairs),
      Promise.resolve(new Headers(pairs)),
    ];
    for (const headers of forms) {
      const request = await toRequest({ headers: /** @type {any} */ (headers) });
      assert.equal(request.headers.get('cookie'), 'a=1');
      assert.equal(request.method, 'GET');
    }
    const listed = { ':path': '/', Accept: ['text/html', 'text/plain'], 'x-absent': undefined };
    const { headers } = await toRequest({ headers: listed });
    assert.deepEqual([...headers], [['accept', 'text/html, text/plain']]);
  });

  test('a method that no Request has is as little one of a route', async () => {
    for (const method of ['TRACE', 'CONNECT', 'track'])
      assert.equal((await toRequest({ headers: {}, method })).method, 'OPTIONS');
    assert.equal((await toRequest({ headers: {}, method: 'POST', url: '/' })).method, 'POST');
  });

  test('what has no headers is an error that says so, and nobody', async () => {
    for (const wrong of [
      undefined,
      null,
      'x',
      {},
      { headers: undefined },
      { headers: 'cookie: a' },
      { headers: Promise.resolve() },
    ])
      await assert.rejects(toRequest(/** @type {any} */ (wrong)), { name: 'TypeError', message: /headers/ });
  });
});

describe('login, asked without a Request', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.close());

  test('knows the user by { headers }', async () => {
    const login = world.makeLogin();
    const visitor = createVisitor(login);
    await visitor.enter();
    const headers = { cookie: visitor.header(), host };
    assert.equal((await login.user({ headers }))?.sub, alice._id);
    assert.equal((await login.session({ headers: new Headers(headers) })).user?.sub, alice._id);
    assert.equal((await login.require({ headers: Promise.resolve(headers) })).user?.sub, alice._id);
    assert.equal(await login.user({ headers: {} }), null);
  });

  test('leads to the login by the address and the method that are given', async () => {
    const login = world.makeLogin();
    const headers = { accept: 'text/html', host };
    const get = await login.require({ headers, url: '/account?a=b' });
    const location = `${BASE_URL}/auth/login?return_to=%2Faccount%3Fa%3Db`;
    assert.equal(get.response?.headers.get('location'), location);
    assert.equal((await login.require({ headers, url: '/x', method: 'POST' })).response?.status, 401);
  });

  test('hands a configuration that looks at the request a whole one', async () => {
    /** @type {string[]} */
    const seen = [];
    const login = createLogin((/** @type {any} */ env, /** @type {Request} */ request) => {
      seen.push(request.headers.get('host') + new URL(request.url).pathname);
      return world.config;
    });
    const asked = { headers: { host }, url: '/a' };
    await login.user(asked);
    await login.revokeUser(alice._id, {}, asked).catch(() => {});
    await login.sessions(alice._id, {}, asked).catch(() => {});
    await login.revokeSession('x', {}, asked).catch(() => {});
    await login.report(asked);
    assert.deepEqual(seen, Array(5).fill(`${host}/a`));
  });
});

describe('login.handles', () => {
  test('says whether a path is below basePath, with or without the prefix', async () => {
    const world = await startWorld();
    const login = world.makeLogin({ baseUrl: `${BASE_URL}/docs` });
    const handles = (/** @type {string} */ url) => login.handles({ headers: { host }, url });
    for (const url of ['/auth/login', '/docs/auth/me?x', '/auth/none'])
      assert.equal(await handles(url), true, url);
    for (const url of ['/', '/auth', '/authors/login', '/docs/login', '//auth/login'])
      assert.equal(await handles(url), false, url);
    await world.close();
  });
});
