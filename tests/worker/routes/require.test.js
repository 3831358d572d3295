// For the site's own routes: require returns the user, or the response to return instead.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createLogin } from 'tailchat-login/worker';
import { alice, BASE_URL, createVisitor, startWorld } from '../../support/kit.js';

describe('login.require', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {ReturnType<typeof createLogin>} */
  let login;
  before(async () => {
    world = await startWorld();
    login = world.makeLogin();
  });
  after(() => world.close());

  /** @param {Record<string, string>} headers */
  const ask = async (headers, path = '/inbox?page=2', method = 'GET') => {
    const { user, response } = await login.require(new Request(`${BASE_URL}${path}`, { method, headers }));
    assert.equal(user, undefined);
    return /** @type {Response} */ (response);
  };
  const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html' };

  test('gives the user, and no answer', async () => {
    const visitor = createVisitor(login);
    await visitor.enter();
    const request = new Request(BASE_URL, { headers: { cookie: visitor.header(), ...NAVIGATION } });
    const { user, response } = await login.require(request);
    assert.equal(user?.sub, alice._id);
    assert.equal(response, undefined);
  });

  test('leads a person who opened a page to the login and back', async () => {
    const node = { 'sec-fetch-mode': 'cors', accept: 'text/html' }; // Node's own fetch sends it
    for (const headers of [NAVIGATION, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }, node]) {
      const response = await ask(/** @type {Record<string, string>} */ (headers));
      assert.equal(response.status, 302);
      assert.equal(response.headers.get('location'), `${BASE_URL}/auth/login?return_to=%2Finbox%3Fpage%3D2`);
      assert.equal(response.headers.get('cache-control'), 'private, no-store');
    }
    const visitor = createVisitor(login);
    const callback = await visitor.begin('return_to=%2Finbox%3Fpage%3D2');
    assert.equal((await visitor.send(callback)).headers.get('location'), '/inbox?page=2');
  });

  test('leads to baseUrl from another host, once, and logs it', async () => {
    world.log.length = 0;
    const request = new Request('http://10.0.0.7:3000/inbox', { headers: { accept: 'text/html' } });
    const { response } = await login.require(request);
    const location = response?.headers.get('location') ?? '';
    assert.equal(location, `${BASE_URL}/auth/login?return_to=%2Finbox&moved=1`);
    assert.deepEqual(world.log, [
      `tailchat-login: a login needed at 10.0.0.7:3000, led to ${BASE_URL}, which is baseUrl's`,
    ]);
    // A proxy may hide the Host there as well.
    const { pathname, search } = new URL(location);
    const started = await login.fetch(new Request(`http://10.0.0.7:3000${pathname}${search}`));
    assert.ok(started.headers.get('location')?.startsWith(world.tailchat.url));
  });

  test('leads to a path of its own, wherever the request says that it goes', async () => {
    const response = await ask(NAVIGATION, '//evil.example/x');
    const started = await login.fetch(new Request(new URL(response.headers.get('location') ?? '', BASE_URL)));
    assert.equal(started.status, 302);
    const visitor = createVisitor(login);
    const callback = await visitor.begin(String(response.headers.get('location')).split('?')[1]);
    assert.equal((await visitor.send(callback)).headers.get('location'), '/');
  });

  for (const [what, headers] of /** @type {[string, Record<string, string>][]} */ ([
    ['a script', { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty', accept: '*/*' }],
    [
      'a script that names HTML',
      { 'sec-fetch-mode': 'same-origin', 'sec-fetch-dest': 'empty', accept: 'text/html' },
    ],
    ['a script of ours that names HTML', { 'x-tailchat-login': '1', accept: 'text/html' }],
    ['an image', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image', accept: 'image/png' }],
    ['a client that names nothing', {}],
    ['a client that wants JSON', { accept: 'application/json' }],
  ]))
    test(`tells ${what} 401, as JSON`, async () => {
      const response = await ask(headers);
      assert.equal(response.status, 401);
      assert.deepEqual(await response.json(), { error: 'unauthenticated' });
    });

  const FRAMED = { ...NAVIGATION, 'sec-fetch-dest': 'iframe' };
  const OLD = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

  test('leads a person on whose navigation a service worker passes on', async () => {
    const chromium = { ...NAVIGATION, 'sec-fetch-dest': 'empty' };
    const firefox = { ...chromium, 'sec-fetch-mode': 'same-origin', 'upgrade-insecure-requests': '1' };
    for (const headers of [chromium, firefox]) {
      const response = await ask(headers);
      assert.equal(response.headers.get('location'), `${BASE_URL}/auth/login?return_to=%2Finbox%3Fpage%3D2`);
    }
  });

  /** @type {[string, Record<string, string>, string][]} */
  const ENDED = [
    ['a form was sent', NAVIGATION, 'POST'],
    ['a form was sent by a browser without metadata', OLD, 'POST'],
    ['a form was sent in a frame', FRAMED, 'POST'],
    ['a frame is filled', FRAMED, 'GET'],
    ['an old frame is filled', { ...NAVIGATION, 'sec-fetch-dest': 'frame' }, 'GET'],
    ['an object is filled', { ...NAVIGATION, 'sec-fetch-dest': 'object' }, 'GET'],
  ];
  for (const [what, headers, method] of ENDED)
    test(`says where ${what} that the session has ended, with a way to a page that can be shown`, async () => {
      const response = await ask({ ...headers, referer: `${BASE_URL}/form?a=1&b` }, '/send?x=1', method);
      assert.equal(response.status, 401);
      const policy = response.headers.get('content-security-policy') ?? '';
      assert.match(policy, /frame-ancestors 'self'$/);
      const page = await response.text();
      assert.match(page, /<h1>You have been logged out<\/h1>/);
      assert.match(page, /<a class="again" href="\/form\?a=1&#38;b" target="_top">/);
      assert.doesNotMatch(page, /did not succeed|failed|send/);
      const chinese = await ask({ ...headers, 'accept-language': 'zh-CN' }, '/send', method);
      assert.match(await chinese.text(), /<h1>您已退出登录<\/h1>/);
    });

  for (const [referer, href] of [
    [undefined, '/'],
    ['', '/'],
    [`${BASE_URL}`, '/'],
    [`${BASE_URL}/`, '/'],
    ['https://evil.example/form', '/'],
    [`${BASE_URL}.evil.example/form`, '/'],
    [`${BASE_URL}@evil.example/form`, '/'],
    ['http://app.example/form', '/'],
    [`${BASE_URL}//evil.example/form`, '/'],
    [`${BASE_URL}/.//evil.example`, '/'],
    [`${BASE_URL}/%2e%2e//evil.example`, '/'],
    [`${BASE_URL}/auth/callback?code=secret`, '/'],
    ['javascript:alert(1)', '/'],
    [`${BASE_URL}/deep/form`, '/deep/form'],
  ])
    test(`leads who comes from ${referer} to ${href}`, async () => {
      const headers = { ...NAVIGATION, ...(referer !== undefined && { referer }) };
      const page = await (await ask(headers, '/send', 'POST')).text();
      assert.equal(/href="([^"]*)"/.exec(page)?.[1], href);
    });

  test('leads who comes from an allowed origin to a page of our own', async () => {
    const sibling = world.makeLogin({ allowedOrigins: ['https://www.app.example'] });
    const headers = { ...NAVIGATION, referer: 'https://www.app.example/form' };
    const request = new Request(`${BASE_URL}/send`, { method: 'POST', headers });
    const page = await (await sibling.require(request)).response?.text();
    assert.equal(/href="([^"]*)"/.exec(page ?? '')?.[1], '/');
  });

  test('leads who comes from a page of our own to it, where our origin is among the allowed ones', async () => {
    const listed = world.makeLogin({ allowedOrigins: [BASE_URL] });
    const headers = { ...NAVIGATION, referer: `${BASE_URL}/form` };
    const request = new Request(`${BASE_URL}/send`, { method: 'POST', headers });
    const page = await (await listed.require(request)).response?.text();
    assert.equal(/href="([^"]*)"/.exec(page ?? '')?.[1], '/form');
  });

  test('leads who comes from nowhere to the start of a site under a prefix', async () => {
    const prefixed = world.makeLogin({ baseUrl: `${BASE_URL}/docs` });
    for (const [referer, href] of [
      ['', '/docs/'],
      [`${BASE_URL}/docs/form`, '/docs/form'],
      [`${BASE_URL}/docs/auth/login`, '/docs/'],
    ]) {
      const headers = { ...NAVIGATION, referer };
      const request = new Request(`${BASE_URL}/docs/send`, { method: 'POST', headers });
      const page = await (await prefixed.require(request)).response?.text();
      assert.equal(/href="([^"]*)"/.exec(page ?? '')?.[1], href);
    }
  });

  for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'])
    test(`tells a client without metadata that sends ${method} 401, as JSON`, async () => {
      const response = await ask(OLD, '/inbox', method);
      assert.equal(response.status, 401);
      assert.equal(response.headers.get('content-type'), 'application/json');
      const body = method === 'HEAD' ? '' : '{"error":"unauthenticated"}';
      assert.equal(await response.text(), body);
    });

  test('answers for a worker that is not configured: 500, and why in the log alone', async (context) => {
    const lines = context.mock.method(console, 'warn', () => {});
    const { response } = await createLogin().require(new Request(BASE_URL), {});
    assert.equal(response?.status, 500);
    assert.equal(lines.mock.callCount(), 1);
  });
});
