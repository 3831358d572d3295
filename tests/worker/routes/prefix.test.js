// The site is below a path of its host. A proxy or a framework may remove that path before a request arrives.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { alice, BASE_URL, createVisitor, startWorld } from '../../support/kit.js';

const DOCS = `${BASE_URL}/docs`;
const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html' };

describe('baseUrl with a path', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {ReturnType<import('../../support/kit.js').World['makeLogin']>} */
  let login;
  /** @type {import('../../support/kit.js').Visitor} */
  let visitor;
  before(async () => {
    world = await startWorld();
    world.tailchat.apps[0].redirectUrls.push(`${DOCS}/auth/callback`, `${BASE_URL}/auth/auth/callback`);
  });
  beforeEach(() => {
    login = world.makeLogin({ baseUrl: DOCS });
    visitor = createVisitor(login);
    world.log.length = 0;
  });
  after(() => world.close());

  /** A whole login by the paths below `at`. @param {string} query */
  async function enter(at = '', query = '', who = visitor) {
    const started = await who.get(`${at}/auth/login${query}`);
    const { logIn } = await import('../../../testing/browser.js');
    const callback = await logIn(who.tailchat, started.headers.get('location') ?? '', alice);
    assert.ok(callback.startsWith(`${DOCS}/auth/callback?`), callback);
    const { pathname, search } = new URL(callback);
    return who.get(at + pathname.slice('/docs'.length) + search);
  }

  for (const at of ['', '/docs']) {
    test(`finds its routes at ${at}/auth/, and names the public one to Tailchat`, async () => {
      const response = await enter(at, '?return_to=/docs/inbox%3Fa');
      assert.equal(response.status, 302);
      assert.equal(response.headers.get('location'), '/docs/inbox?a');
      for (const line of response.headers.getSetCookie()) assert.match(line, /^__Host-.*; Path=\/;/);
      assert.equal((await (await visitor.get(`${at}/auth/me`)).json()).sub, alice._id);
      const own = { origin: BASE_URL, 'sec-fetch-site': 'same-origin' };
      assert.equal((await visitor.post(`${at}/auth/logout`, own)).status, 204);
    });
  }

  test('ends a login at the prefix where return_to is missing or refused, and at / where that was asked for', async () => {
    for (const [query, end] of [
      ['', '/docs/'],
      ['?return_to=', '/docs/'],
      ['?return_to=//evil.example', '/docs/'],
      ['?return_to=https://evil.example/docs/', '/docs/'],
      ['?return_to=/', '/'],
      ['?return_to=/other', '/other'],
    ]) {
      const response = await enter('/docs', query, createVisitor(login));
      assert.equal(response.headers.get('location'), end, query);
    }
  });

  test('leads to the public login from an error page, and to the prefix after it', async () => {
    const text = await (await visitor.get('/auth/callback?code=c')).text();
    assert.match(text, /href="\/docs\/auth\/login\?return_to=%2Fdocs%2F"/);
  });

  test('an end on another origin is not below the prefix', async () => {
    const allowing = createVisitor(
      world.makeLogin({ baseUrl: DOCS, allowedOrigins: ['https://www.example'] }),
    );
    const refused = await enter('', '?return_to=https://www.example//evil', allowing);
    assert.equal(refused.headers.get('location'), 'https://www.example/');
  });

  test('is the origin alone to a browser that says where a request comes from', async () => {
    await enter();
    for (const [origin, status] of /** @type {[string, number][]} */ ([
      [BASE_URL, 200],
      [DOCS, 403],
      ['https://app.example.evil.example', 403],
    ]))
      assert.equal((await visitor.get('/auth/me', { origin })).status, status, origin);
  });

  test('takes a page-started login of its origin, and leads it to the prefix where it says nothing better', async () => {
    const { createClient } = await import('tailchat-login');
    const { logIn } = await import('../../../testing/browser.js');
    const { baseUrl, sessionKeys, log, ...rest } = world.config;
    const client = createClient({ ...rest, redirectUri: `${BASE_URL}/page` });
    for (const [returnTo, end] of [
      ['/docs/a', '/docs/a'],
      ['//evil.example', '/docs/'],
    ]) {
      const { url, transaction } = client.begin({ returnTo: '/x' });
      const callback = await logIn(visitor.tailchat, url, alice);
      const body = JSON.stringify({ url: callback, transaction: { ...transaction, return_to: returnTo } });
      const headers = { 'content-type': 'application/json', origin: BASE_URL };
      const response = await visitor.post('/docs/auth/exchange', headers, body);
      assert.equal((await response.json()).return_to, end);
    }
  });

  /** The address to which require() leads from this path, and the return address of the login. */
  async function returnOf(/** @type {string} */ path, changes = {}) {
    const changed = world.makeLogin({ baseUrl: DOCS, ...changes });
    const { response } = await changed.require(new Request(BASE_URL + path, { headers: NAVIGATION }));
    const location = new URL(response?.headers.get('location') ?? '', BASE_URL);
    assert.equal(location.pathname, '/docs/auth/login');
    return location.searchParams.get('return_to');
  }

  test('require() leads back to the public path', async () => {
    for (const [path, end] of [
      ['/', '/docs/'],
      ['/inbox?a=1', '/docs/inbox?a=1'],
      ['/docs', '/docs'],
      ['/docs/', '/docs/'],
      ['/docs?a', '/docs?a'],
      ['/docs/inbox', '/docs/inbox'],
      ['/docsx/inbox', '/docs/docsx/inbox'],
      ['/Docs/inbox', '/docs/Docs/inbox'],
    ])
      assert.equal(await returnOf(path), end, path);
  });

  test('prefixStripped says of an inner path that begins like the prefix whose it is', async () => {
    assert.equal(await returnOf('/docs/inbox', { prefixStripped: true }), '/docs/docs/inbox');
    assert.equal(await returnOf('/inbox', { prefixStripped: true }), '/docs/inbox');
    assert.equal(await returnOf('/docs/inbox', { prefixStripped: false }), '/docs/inbox');
    assert.equal(await returnOf('/inbox', { prefixStripped: false }), '/inbox');
  });

  test('has other cookies than its host, and than another prefix', async () => {
    const nameAt = async (/** @type {string} */ baseUrl) => {
      const started = await world.makeLogin({ baseUrl }).fetch(new Request(`${BASE_URL}/auth/login`));
      return started.headers.getSetCookie()[0].split('=')[0].slice(0, -27);
    };
    const names = await Promise.all([BASE_URL, DOCS, `${BASE_URL}/other`].map(nameAt));
    assert.equal(new Set(names).size, 3);
    assert.equal(await nameAt(`${DOCS}/`), names[1], 'a slash at its end says nothing');
  });

  test('may be spelt like basePath', async () => {
    const twice = world.makeLogin({ baseUrl: `${BASE_URL}/auth` });
    for (const path of ['/auth/login', '/auth/auth/login', '/auth/auth/login/']) {
      const started = await twice.fetch(new Request(BASE_URL + path));
      const location = new URL(started.headers.get('location') ?? '');
      assert.equal(location.searchParams.get('redirect_uri'), `${BASE_URL}/auth/auth/callback`, path);
    }
  });

  test('answers no route below another path', async () => {
    for (const path of ['/docs/docs/auth/login', '/docsauth/login', '/other/auth/login', '/docs/login'])
      assert.equal((await visitor.get(path)).status, 404, path);
  });
});
