// Checks which requests each route answers, and the headers of every answer.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { LIMITS } from '../../../bindings/vocabulary.js';
import { alice, BASE_URL, createVisitor, startWorld } from '../../support/kit.js';

const PATHS = [
  '/auth/login',
  '/auth/callback',
  '/auth/me',
  '/auth/session',
  '/auth/logout',
  '/auth/exchange',
];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY'];
/** @type {Record<string, string>} */
const ALLOWED = { '/auth/logout': 'POST', '/auth/exchange': 'POST' };
const allowed = (/** @type {string} */ path) => ALLOWED[path] ?? 'GET';

describe('the routes', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {ReturnType<import('../../support/kit.js').World['makeLogin']>} */
  let login;
  /** @type {import('../../support/kit.js').Visitor} */
  let visitor;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    login = world.makeLogin();
    visitor = createVisitor(login);
    world.tailchat.requests.length = 0;
  });
  after(() => world.close());

  for (const path of PATHS) {
    test(`${path} answers ${allowed(path)} alone`, async () => {
      for (const method of METHODS.filter((method) => method !== allowed(path))) {
        const response = await visitor.send(path, { method });
        assert.equal(response.status, 405, method);
        assert.equal(response.headers.get('allow'), allowed(path));
        assert.deepEqual(response.headers.getSetCookie(), []);
        if (method === 'HEAD') assert.equal(await response.text(), '');
      }
    });
  }

  for (const path of [
    '/',
    '/auth',
    '/auth/',
    '/auth/Login',
    '/auth/login//',
    '/auth//',
    '/auth/login/x',
    '/auth//login',
    '/auth/%6cogin',
    '/auth/login%2f',
    '/auth/x',
    '/auth/constructor',
    '/auth/__proto__',
    '/authx/login',
    '//auth/login',
    '/other/auth/login',
  ]) {
    test(`${path} is no route`, async () => {
      const response = await login.fetch(new Request(BASE_URL + path));
      assert.equal(response.status, 404);
    });
  }

  test('may have a slash at their end, with a query, whatever the method', async () => {
    const started = await visitor.get('/auth/login/?return_to=/inbox');
    assert.equal(new URL(started.headers.get('location') ?? '').pathname, '/open/auth');
    const callback = await visitor.begin('return_to=/inbox');
    const ended = await visitor.send(callback.replace('/callback?', '/callback/?'));
    assert.equal(ended.headers.get('location'), '/inbox');
    assert.equal((await (await visitor.get('/auth/me/')).json()).sub, alice._id);
    const sent = await visitor.post('/auth/exchange/', { 'content-type': 'application/json' }, '{}');
    assert.deepEqual(await sent.json(), { error: 'request_invalid' });
    assert.equal((await visitor.get('/auth/logout/')).headers.get('allow'), 'POST');
    assert.equal((await visitor.post('/auth/logout/')).status, 204);
  });

  test('that are none are logged by where the path stands, without a word of it', async () => {
    world.log.length = 0;
    for (const path of ['/auth/SECRET?SECRET', '/api/auth/login', '/auth', '/auth/constructor'])
      assert.equal((await visitor.get(path)).status, 404);
    const [below, beside] = ['no route below', 'not below'];
    assert.deepEqual(
      world.log,
      [below, beside, beside, below].map((where) => `tailchat-login: not_found: the path is ${where} /auth`),
    );
  });

  test('that are none are logged so many times a minute and not more', async () => {
    world.log.length = 0;
    for (let round = 0; round < 50; round += 1) await visitor.get(`/auth/${round}`);
    assert.equal(world.log.length, LIMITS.miss_lines);
    await visitor.get('/auth/callback');
    assert.equal(world.log.length, LIMITS.miss_lines + 1, 'a failure is logged all the same');
    world.clock.ahead += 60_000;
    await visitor.get('/auth/x');
    world.clock.ahead = 0;
    assert.equal(world.log.length, LIMITS.miss_lines + 2);
  });

  test('stand under basePath', async () => {
    const deep = world.makeLogin({ basePath: '/app/sign-in' });
    const answer = await deep.fetch(new Request(`${BASE_URL}/app/sign-in/login`));
    const location = new URL(answer.headers.get('location') ?? '');
    assert.equal(location.searchParams.get('redirect_uri'), `${BASE_URL}/app/sign-in/callback`);
    assert.equal((await deep.fetch(new Request(`${BASE_URL}/auth/login`))).status, 404);
  });

  test('answer with headers against caches, frames, sniffing and referrers, each time', async () => {
    await visitor.enter();
    const answers = [
      await visitor.get('/auth/login'),
      await visitor.get('/auth/callback'),
      await visitor.get('/auth/me'),
      await visitor.get('/auth/me', { accept: 'application/json', cookie: 'none=1' }),
      await visitor.get('/auth/nothing'),
      await visitor.get('/auth/login', { purpose: 'prefetch' }),
      await visitor.send('/auth/login', { method: 'HEAD' }),
      await visitor.post('/auth/exchange'),
      await visitor.post('/auth/logout', { origin: 'https://evil.example' }),
      await visitor.post('/auth/logout'),
      await world.makeLogin({ now: () => NaN }).fetch(new Request(`${BASE_URL}/auth/login`)),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [302, 400, 200, 401, 404, 503, 405, 400, 403, 204, 500],
    );
    for (const { headers } of answers) {
      assert.equal(headers.get('cache-control'), 'private, no-store');
      assert.equal(headers.get('vary'), 'Cookie');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.match(
        headers.get('content-security-policy') ?? '',
        /default-src 'none';.*frame-ancestors 'none'/,
      );
      assert.equal(headers.get('access-control-allow-origin'), null);
    }
  });

  /** @type {[string, string][]} */
  const PREFETCHES = [
    ['sec-purpose', 'prefetch'],
    ['sec-purpose', 'prefetch;prerender'],
    ['sec-purpose', 'prefetch;anonymous-client-ip'],
    ['purpose', 'prefetch'],
    ['Purpose', 'Prefetch'],
    ['x-moz', 'prefetch'],
    ['next-router-prefetch', '1'],
  ];
  for (const [name, value] of PREFETCHES) {
    test(`a prefetch (${name}: ${value}) starts and ends nothing`, async () => {
      const callback = await visitor.begin();
      world.tailchat.requests.length = 0;
      for (const path of ['/auth/login', callback]) {
        const response = await visitor.get(path, { [name]: value });
        assert.equal(response.status, 503);
        assert.match(await response.text(), /<code>prefetch_refused<\/code>/);
        assert.deepEqual(response.headers.getSetCookie(), []);
      }
      assert.deepEqual(world.tailchat.requests, []);
      assert.equal((await visitor.send(callback)).status, 302);
    });
  }

  test('login refuses a parameter that comes twice and a prompt that is none', async () => {
    for (const query of [
      'return_to=/a&return_to=/b',
      'prompt=none&prompt=none',
      'prompt=nobody',
      'prompt=',
    ]) {
      const response = await visitor.get(`/auth/login?${query}`, { accept: 'application/json' });
      assert.equal(response.status, 400, query);
      assert.deepEqual(await response.json(), { error: 'request_invalid' });
    }
  });

  test('login ends a cookie of ours that comes twice, and goes on', async () => {
    await visitor.enter();
    const header = visitor.header();
    const response = await visitor.get('/auth/login', { cookie: `${header}; ${header}` });
    assert.equal(response.status, 302);
    for (const pair of header.split('; ')) {
      const line = `${pair.split('=')[0]}=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax`;
      assert.ok(response.headers.getSetCookie().includes(line), line);
    }
  });

  test('callback refuses a cookie of ours that comes twice, and redeems nothing', async () => {
    const callback = await visitor.begin();
    const header = visitor.header();
    world.tailchat.requests.length = 0;
    const response = await visitor.get(callback, { cookie: `${header}; ${header}` });
    assert.match(await response.text(), /cookie_repeated/);
    assert.deepEqual(world.tailchat.requests, []);
  });

  /** @type {[string, Record<string, string>][]} */
  const CROSS_SITE = [
    ['another origin', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['the same host on http', { origin: 'http://app.example' }],
    ['the same host on another port', { origin: 'https://app.example:8443' }],
    ['a longer host', { origin: 'https://app.example.evil.example' }],
    ['an origin with a slash', { origin: 'https://app.example/' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
    ['a fetch from a sister site', { 'sec-fetch-site': 'same-site' }],
    ['a fetch of an unknown kind', { 'sec-fetch-site': 'something' }],
    ['two that disagree', { origin: BASE_URL, 'sec-fetch-site': 'cross-site' }],
  ];
  for (const [what, headers] of CROSS_SITE) {
    test(`${what} is refused by logout, exchange, me and session`, async () => {
      await visitor.enter();
      const before = visitor.header();
      const answers = [
        await visitor.post('/auth/logout', headers),
        await visitor.post('/auth/exchange', { ...headers, 'content-type': 'application/json' }, '{}'),
        await visitor.get('/auth/me', headers),
        await visitor.get('/auth/session', headers),
      ];
      for (const response of answers) {
        assert.equal(response.status, 403);
        assert.deepEqual(await response.json(), { error: 'cross_site_request' });
      }
      assert.equal(visitor.header(), before);
    });
  }

  test('a POST that claims to be typed in is refused, a GET is not', async () => {
    assert.equal((await visitor.post('/auth/logout', { 'sec-fetch-site': 'none' })).status, 403);
    await visitor.enter();
    assert.equal((await visitor.get('/auth/me', { 'sec-fetch-site': 'none' })).status, 200);
  });

  for (const value of [undefined, '', '0', '2', 'true', '1, 1']) {
    test(`X-Tailchat-Login: ${value} is not the header`, async () => {
      /** @type {Record<string, string>} */
      const headers = value === undefined ? {} : { 'x-tailchat-login': value };
      for (const path of ['/auth/logout', '/auth/exchange']) {
        const response = await visitor.send(path, { method: 'POST', headers });
        assert.equal(response.status, 403);
        assert.deepEqual(await response.json(), { error: 'request_header_missing' });
      }
    });
  }

  for (const destination of ['script', 'image', 'style', 'iframe', 'frame', 'object', 'embed', 'track']) {
    test(`me and session are no ${destination}`, async () => {
      await visitor.enter();
      for (const path of ['/auth/me', '/auth/session']) {
        const response = await visitor.get(path, { 'sec-fetch-dest': destination });
        assert.equal(response.status, 403);
      }
    });
  }

  test('me is 401 for nobody, session null, whatever a client sends along', async () => {
    /** @type {Record<string, string>[]} */
    const requests = [
      {},
      { 'x-tailchat-login': '1', 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' },
      { cookie: '__Host-tailchat_session=none', accept: 'application/json' },
    ];
    for (const headers of requests) {
      const me = await visitor.get('/auth/me', headers);
      assert.deepEqual([me.status, await me.json()], [401, { error: 'unauthenticated' }]);
      const session = await visitor.get('/auth/session', headers);
      assert.deepEqual([session.status, await session.json()], [200, null]);
      assert.equal(session.headers.get('cache-control'), 'private, no-store');
    }
  });

  test('me and session tell the user to a fetch of our own', async () => {
    await visitor.enter();
    const headers = { 'sec-fetch-dest': 'empty', 'sec-fetch-site': 'same-origin', origin: BASE_URL };
    for (const path of ['/auth/me', '/auth/session']) {
      const response = await visitor.get(path, headers);
      assert.equal(response.headers.get('content-type'), 'application/json');
      assert.equal((await response.json()).sub, alice._id);
    }
  });

  test('logout clears every cookie of ours, also broken and repeated ones', async () => {
    await visitor.enter();
    await visitor.begin();
    const names = visitor.cookies.list(BASE_URL).map(({ name }) => name);
    assert.equal(names.length, 3);
    const cookie = `${visitor.header()}; ${names[0]}=broken; other=1`;
    const response = await visitor.post('/auth/logout', { cookie, origin: BASE_URL });
    assert.equal(response.status, 204);
    assert.equal(response.headers.getSetCookie().length, 4, 'and a renewal, which may be on its way');
    assert.deepEqual(visitor.cookies.list(BASE_URL), []);
    assert.equal(await visitor.me(), null);
  });

  test('logout without any cookie clears the session cookie all the same', async () => {
    const response = await visitor.post('/auth/logout');
    assert.equal(response.status, 204);
    const [session, renewal] = response.headers.getSetCookie();
    assert.match(session, /^__Host-tailchat_[0-9a-f]{8}=; Max-Age=0;/);
    assert.match(renewal, /^__Host-tailchat_renewal_[0-9a-f]{8}=; Max-Age=0;/);
  });
});
