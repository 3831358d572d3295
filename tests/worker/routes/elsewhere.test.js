// A login begins on another host than that of baseUrl, where its cookies would be useless.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { logIn } from '../../../testing/browser.js';
import { alice, BASE_URL, createVisitor, startWorld } from '../../support/kit.js';

describe('a login asked for', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    world.log.length = 0;
    world.tailchat.requests.length = 0;
  });
  after(() => world.close());

  /** @type {object[]} */
  const told = [];
  /**
   * @param {string} baseUrl
   * @param {string} url
   * @param {Record<string, string>} [headers]
   * @param {object} [changes]
   */
  async function ask(baseUrl, url, headers, changes) {
    told.length = 0;
    const onEvent = (/** @type {object} */ event) => told.push(event);
    const login = world.makeLogin({ baseUrl, onEvent, ...changes });
    return login.fetch(new Request(url, { headers }));
  }
  const at = (/** @type {Response} */ { headers }) => new URL(headers.get('location') ?? 'none:');

  /** @type {[what: string, baseUrl: string, url: string, headers?: Record<string, string>, shown?: string][]} */
  const ELSEWHERE = [
    ['127.0.0.1 for localhost', 'http://localhost:8787', 'http://127.0.0.1:8787'],
    ['[::1] for localhost', 'http://localhost:8787', 'http://[::1]:8787'],
    ['localhost for [::1]', 'http://[::1]:8787', 'http://localhost:8787'],
    ['another port', 'http://localhost:8787', 'http://localhost:5173'],
    ['no port', 'http://localhost:8787', 'http://localhost'],
    ['a port', 'http://localhost', 'http://localhost:8787'],
    ['www.', 'https://app.example', 'https://www.app.example'],
    ['the name without www.', 'https://www.app.example', 'https://app.example'],
    ['a dot at its end', 'https://app.example', 'https://app.example.'],
    ['the port of http', 'https://app.example', 'https://app.example:80'],
    ['another site', 'https://app.example', 'https://evil.example'],
    ['Host, where the URL was made up', BASE_URL, BASE_URL, { host: 'www.app.example' }, 'www.app.example'],
    ['a Host that cannot be read', BASE_URL, BASE_URL, { host: 'a b' }, '(not printable)'],
    ['a Host that is text', BASE_URL, BASE_URL, { host: "a'b" }, '(not printable)'],
    [
      'http, as the proxy says',
      BASE_URL,
      'http://app.example',
      { 'x-forwarded-proto': 'http' },
      'http://app.example',
    ],
    [
      'http, as the first proxy says',
      BASE_URL,
      BASE_URL,
      { 'x-forwarded-proto': 'HTTP, https' },
      'http://app.example',
    ],
  ];
  for (const [what, baseUrl, url, headers, shown = new URL(url).host] of ELSEWHERE) {
    test(`at ${what} leads to baseUrl, and starts nothing`, async () => {
      const response = await ask(
        baseUrl,
        `${url}/auth/login?return_to=/inbox%3Fa%3D1&prompt=none&x=y`,
        headers,
      );
      assert.equal(response.status, 302);
      assert.equal(
        response.headers.get('location'),
        `${baseUrl}/auth/login?return_to=%2Finbox%3Fa%3D1&prompt=none&moved=1`,
      );
      assert.deepEqual(response.headers.getSetCookie(), []);
      assert.match(response.headers.get('cache-control') ?? '', /\bno-store\b/);
      assert.deepEqual(told, []);
      assert.deepEqual(world.log, [
        `tailchat-login: login asked for at ${shown}, led to ${baseUrl}, which is baseUrl's`,
      ]);
      assert.deepEqual(world.tailchat.requests, []);
    });

    test(`at ${what} with the mark goes on there`, async () => {
      const response = await ask(baseUrl, `${url}/auth/login?return_to=/inbox&moved=1`, headers);
      assert.equal(at(response).pathname, '/open/auth');
      assert.equal(at(response).searchParams.get('redirect_uri'), `${baseUrl}/auth/callback`);
      assert.equal(response.headers.getSetCookie().length, 1);
      assert.deepEqual(world.log, []);
    });
  }

  /** @type {[what: string, baseUrl: string, url: string, headers?: Record<string, string>][]} */
  const HOME = [
    ['its own address', BASE_URL, BASE_URL],
    ['its own, in capitals', BASE_URL, 'https://APP.example'],
    ['its own behind what ends TLS', BASE_URL, 'http://app.example'],
    ['its own with the port of https, behind what ends TLS', BASE_URL, 'http://app.example:443'],
    ['its own, and https by the proxy', BASE_URL, 'http://app.example', { 'x-forwarded-proto': 'https' }],
    ['its own, and https by the first proxy', BASE_URL, BASE_URL, { 'x-forwarded-proto': 'https, http' }],
    ['its own, and a proxy that says nothing', BASE_URL, BASE_URL, { 'x-forwarded-proto': '' }],
    [
      'its own by Host, where the URL was made up',
      BASE_URL,
      'http://localhost:3000',
      { host: 'app.example' },
    ],
    ['its own, whatever X-Forwarded-Host says', BASE_URL, BASE_URL, { 'x-forwarded-host': 'evil.example' }],
    [
      'a localhost on http',
      'http://localhost:8787',
      'http://localhost:8787',
      { 'x-forwarded-proto': 'http' },
    ],
    ['an IPv6 address in another spelling', 'http://[::1]:8787', 'http://[0:0:0:0:0:0:0:1]:8787'],
    ['its own port', 'https://app.example:8443', 'http://app.example:8443'],
  ];
  for (const [what, baseUrl, url, headers] of HOME) {
    test(`at ${what} starts there`, async () => {
      const response = await ask(baseUrl, `${url}/auth/login?return_to=/inbox`, headers);
      assert.equal(at(response).pathname, '/open/auth');
      assert.deepEqual(world.log, []);
    });
  }

  test('elsewhere takes along where it is to end as that was judged, and nothing else', async () => {
    const allowedOrigins = ['https://www.example'];
    for (const [query, end] of [
      ['', '/'],
      ['return_to=//evil.example', '/'],
      ['return_to=https://evil.example/', '/'],
      ['return_to=https://www.example/a', 'https://www.example/a'],
      ['return_to=https://www.example//evil.example', 'https://www.example/'],
      ['return_to=/a%26moved%3D2%23b&state=SECRET', '/a&moved=2#b'],
    ]) {
      const response = await ask(
        BASE_URL,
        `https://www.app.example/auth/login?${query}`,
        {},
        { allowedOrigins },
      );
      assert.deepEqual(
        [...at(response).searchParams],
        [
          ['return_to', end],
          ['moved', query.includes('//evil') ? 'refused' : '1'],
        ],
        query,
      );
    }
    const prefixed = await ask(`${BASE_URL}/docs`, 'https://www.app.example/auth/login/');
    assert.equal(
      prefixed.headers.get('location'),
      `${BASE_URL}/docs/auth/login?return_to=%2Fdocs%2F&moved=1`,
    );
  });

  test('elsewhere tells of a return_to that was refused there, when it starts', async () => {
    for (const [place, code] of [
      ['//evil.example', { code: 'return_to_refused' }],
      ['/inbox', {}],
    ]) {
      const led = await ask(BASE_URL, `https://www.app.example/auth/login?return_to=${place}`);
      assert.deepEqual(told, []);
      await ask(BASE_URL, led.headers.get('location') ?? '');
      assert.deepEqual(told, [{ type: 'login_started', silent: false, ...Object(code) }]);
    }
  });

  test('elsewhere with a parameter that is wrong is refused there', async () => {
    for (const query of ['prompt=SECRET', 'prompt=none&prompt=none', 'return_to=/a&return_to=/b']) {
      const response = await ask(BASE_URL, `https://www.app.example/auth/login?${query}`);
      assert.equal(response.status, 400, query);
      assert.equal(response.headers.get('location'), null);
    }
  });

  test('elsewhere ends at baseUrl with a session', async () => {
    const login = world.makeLogin();
    const visitor = createVisitor(login);
    const led = await visitor.get('https://www.app.example/auth/login?return_to=/inbox');
    const started = await visitor.get(led.headers.get('location') ?? '');
    const callback = await logIn(visitor.tailchat, started.headers.get('location') ?? '', alice);
    assert.equal((await visitor.send(callback)).headers.get('location'), '/inbox');
    assert.equal((await visitor.me()).sub, alice._id);
  });

  test('behind a proxy that hides the Host costs one redirect and no loop', async () => {
    const login = world.makeLogin();
    const hidden = { host: '127.0.0.1:8787', 'x-forwarded-proto': 'http' };
    const visitor = createVisitor(login);
    const led = await visitor.get('/auth/login?return_to=/inbox', hidden);
    const started = await visitor.get(led.headers.get('location') ?? '', hidden);
    const callback = await logIn(visitor.tailchat, started.headers.get('location') ?? '', alice);
    assert.equal((await visitor.get(callback, hidden)).headers.get('location'), '/inbox');
  });
});
