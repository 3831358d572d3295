// Checks the two routes that a proxy asks: the headers that they read, and their answers.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { alice, BASE_URL, bob, createVisitor, startWorld } from '../../support/kit.js';
import { createMemoryStore } from 'tailchat-login/store/memory';
import {
  checkOf,
  enter,
  forwardOf,
  HEADERS,
  headerSet,
  here,
  HOST,
  makeGate,
  NAVIGATION,
  ROUTES,
  SCRIPT,
} from './kit.js';

const RULES = here(
  { host: '', path: '/assets/*', public: true },
  { host: '', path: '/admin/*', subs: [alice._id] },
  { host: '', path: '/form', methods: ['POST'], any: true },
  { host: '', path: '/wiki/*', any: true },
);

describe('the gate', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {ReturnType<typeof makeGate>} */
  let gate;
  let cookie = '';
  let bobs = '';
  before(async () => {
    world = await startWorld();
    cookie = await enter(world);
    bobs = await enter(world, bob);
  });
  after(() => world.close());
  beforeEach(() => {
    world.log.length = 0;
    gate = makeGate(world, RULES);
  });

  /** @param {string} uri @param {Record<string, string>} [headers] @param {string} [method] */
  const check = (uri, headers, method) => gate.fetch(checkOf(uri, headers, method));
  /** @param {string} uri @param {Record<string, string>} [headers] @param {string} [method] */
  const forward = (uri, headers, method) => gate.fetch(forwardOf(uri, headers, method));

  for (const [name, ask] of /** @type {const} */ ([
    ['check', check],
    ['forward', forward],
  ])) {
    test(`${name} lets in whom the first rule that is met lets in`, async () => {
      assert.equal((await ask('/assets/a.css')).status, 204);
      assert.equal((await ask('/wiki', { cookie })).status, 204);
      assert.equal((await ask('/wiki/a/b?c=%2F..', { cookie: bobs })).status, 204);
      assert.equal((await ask('/admin/', { cookie })).status, 204);
      assert.equal((await ask('/admin/', { cookie: bobs, ...NAVIGATION })).status, 403);
      assert.equal((await ask('/form', { cookie }, 'POST')).status, 204);
      assert.equal((await ask('/form', { cookie })).status, 403);
      assert.equal((await ask('/Wiki/', { cookie })).status, 403);
      assert.equal((await ask('/wikipedia', { cookie })).status, 403);
      assert.equal((await ask('/other', { cookie })).status, 403);
    });

    test(`${name} has every header on every good answer, empty where there is nothing`, async () => {
      for (const [uri, sub] of [
        ['/assets/x', ''],
        ['/wiki/x', alice._id],
      ]) {
        const { status, headers } = await ask(uri, sub === '' ? {} : { cookie });
        assert.equal(status, 204);
        for (const header of HEADERS) assert.notEqual(headers.get(header), null, header);
        assert.equal(headers.get('remote-user'), sub);
        assert.equal(headers.get('x-tailchat-sub'), sub);
        assert.equal(headers.get('x-tailchat-groups'), '');
        assert.equal(headers.get('x-tailchat-assertion'), '');
        assert.equal(headers.get('cache-control'), 'private, no-store');
      }
      const { headers } = await ask('/assets/x', { cookie });
      assert.equal(headers.get('x-tailchat-nickname'), encodeURIComponent(alice.nickname));
      assert.equal(headers.get('x-tailchat-discriminator'), alice.discriminator);
    });

    test(`${name} refuses a path that programs read differently, whatever the rules say`, async () => {
      for (const uri of [
        '/assets/../admin',
        '/assets/%2e%2e/admin',
        '/assets/..%2fadmin',
        '/assets//x',
        '//assets/x',
        '/assets\\..\\admin',
        '/assets/%5c',
        '/assets/%00',
        '/%61ssets/x',
        '/assets/%252e',
        '/assets/..;a/admin',
        '/assets/%c0%ae',
        '/assets/%',
        '/assets/#x',
        '/assets/\u00e9',
      ]) {
        const response = await ask(uri, { cookie });
        assert.equal(response.status, 403, uri);
      }
    });

    const set = name === 'check' ? 'original' : 'forwarded';
    const other = name === 'check' ? 'forwarded' : 'original';

    test(`${name} reads its own headers alone, and is 400 with a line where one is missing, repeated or malformed`, async () => {
      const sound = headerSet(set, '/assets/x');
      for (const [header, values] of /** @type {[string, string[]][]} */ ([
        [`x-${set}-method`, ['', 'GET, GET', 'get', 'G T']],
        [`x-${set}-proto`, ['', 'http, http', 'ftp', 'HTTP', 'http']],
        [
          `x-${set}-host`,
          ['', `${HOST}, ${HOST}`, 'other.example', `${HOST}:1`, `x@${HOST}`, `${HOST}.`, '__proto__'],
        ],
        [
          `x-${set}-uri`,
          ['', '/assets/x, /assets/x', 'assets/x', `${BASE_URL}/assets/x`, '*', '/assets/x y'],
        ],
      ]))
        for (const value of values) {
          world.log.length = 0;
          gate = makeGate(world, RULES);
          const headers = { ...sound, ...headerSet(other, '/assets/x'), [header]: value };
          const response = await gate.fetch(new Request(`${ROUTES}/${name}`, { headers }));
          assert.equal(response.status, 400, `${header}: ${value}`);
          assert.equal(world.log.length, 1, `${header}: ${value}`);
          assert.match(world.log[0], new RegExp(`gate: ${name}: X-\\w+-(Method|Proto|Host|Uri) `));
          assert.doesNotMatch(world.log[0], /__proto__|other\.example|assets/);
        }
      const doubled = new Headers(sound);
      doubled.append(`x-${set}-uri`, '/assets/x');
      assert.equal((await gate.fetch(new Request(`${ROUTES}/${name}`, { headers: doubled }))).status, 400);
      // What only the other route's headers say is not read.
      for (const missing of Object.keys(sound)) {
        const rest = Object.entries({ ...sound, ...headerSet(other, '/assets/x') });
        const headers = rest.filter(([header]) => header !== missing);
        const asked = new Request(`${ROUTES}/${name}`, { headers });
        assert.equal((await gate.fetch(asked)).status, 400, missing);
      }
      const foreign = new Request(`${ROUTES}/${name}`, { headers: headerSet(other, '/assets/x') });
      assert.equal((await gate.fetch(foreign)).status, 400);
      const crossed = { ...headerSet(other, '/assets/x'), ...headerSet(set, '/admin/'), cookie: bobs };
      assert.equal((await gate.fetch(new Request(`${ROUTES}/${name}`, { headers: crossed }))).status, 403);
    });

    test(`${name}: a browser that asks itself is 400, and lines about it are bounded`, async () => {
      for (let i = 0; i < 50; i += 1)
        assert.equal(
          (await gate.fetch(new Request(`${ROUTES}/${name}`, { headers: { cookie } }))).status,
          400,
        );
      assert.equal(world.log.length, 20);
    });

    test(`${name} is GET alone`, async () => {
      const request = new Request(`${ROUTES}/${name}`, {
        method: 'POST',
        headers: headerSet(set, '/assets/x'),
      });
      const response = await gate.fetch(request);
      assert.equal(response.status, 405);
      assert.equal(response.headers.get('allow'), 'GET');
    });
  }

  test('check never redirects, and says no more than the status', async () => {
    for (const headers of [{}, NAVIGATION, SCRIPT]) {
      const response = await check('/wiki/a', headers);
      assert.equal(response.status, 401);
      assert.equal(response.headers.get('location'), null);
      assert.equal(await response.text(), '');
    }
  });

  test('forward leads a person to the login and back, and tells a script 401', async () => {
    const uri = '/wiki/a%20b?x=1&y=%2F#';
    const response = await forward(uri, NAVIGATION);
    assert.equal(response.status, 302);
    const location = new URL(response.headers.get('location') ?? '');
    assert.equal(location.origin + location.pathname, `${ROUTES}/login`);
    assert.deepEqual([...location.searchParams], [['return_to', uri]]);
    assert.deepEqual(world.log, []);
    const script = await forward(uri, SCRIPT);
    assert.equal(script.status, 401);
    assert.deepEqual(await script.json(), { error: 'unauthenticated' });
    const long = await forward(`/wiki/a?${'b'.repeat(2048)}`, NAVIGATION); // a proxy may refuse a longer line
    assert.equal(long.headers.get('location'), `${ROUTES}/login`);
    const deleting = await forward('/wiki/a', NAVIGATION, 'DELETE');
    assert.equal(deleting.status, 401);
  });

  test('forward shows who may not pass a page, and tells a script the code', async () => {
    const page = await forward('/admin/', { cookie: bobs, ...NAVIGATION });
    assert.match(await page.text(), /You cannot open this page[\s\S]*rule_refused/);
    const chinese = await forward('/nowhere', { ...NAVIGATION, 'accept-language': 'zh' });
    assert.match(await chinese.text(), /您不能打开此页面/);
    const script = await forward('/assets/%2e', SCRIPT);
    assert.deepEqual(await script.json(), { error: 'path_ambiguous' });
  });

  test('a cookie that opens nothing is nobody', async () => {
    const broken = cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    assert.equal((await check('/wiki/', { cookie: broken })).status, 401);
    assert.equal((await check('/wiki/', { cookie: `${cookie}; ${cookie}` })).status, 401);
    assert.equal((await check('/assets/', { cookie: broken })).headers.get('remote-user'), '');
  });

  test('names the user by the session at hand, also where another one of the same user was here before', async () => {
    let nickname = '';
    const require = async () => ({ user: { sub: alice._id, nickname }, headers: new Headers() });
    const named = makeGate(world, RULES, { gate: { login: { ...world.makeLogin(), require } } });
    for (nickname of ['Alice', 'Another name', 'Alice']) {
      const { headers } = await named.fetch(checkOf('/wiki/', { cookie }));
      assert.equal(headers.get('x-tailchat-nickname'), encodeURIComponent(nickname));
      headers.set('x-tailchat-nickname', 'changed'); // an answer belongs to whom it was given
    }
  });

  test('a wrapper around the login decides by its own require', async () => {
    const login = world.makeLogin();
    const turned = async () => ({ response: new Response(null, { status: 403 }) });
    const wrapper = { ...login, require: turned };
    const strict = makeGate(world, RULES, { gate: { login: wrapper } });
    assert.equal((await strict.fetch(checkOf('/wiki/', { cookie }))).status, 403);
    const same = makeGate(world, RULES, { gate: { login: { ...login } } });
    const { status, headers } = await same.fetch(checkOf('/wiki/', { cookie }));
    assert.deepEqual([status, headers.get('remote-user')], [204, alice._id]);
  });

  test('the session slides through the gate, by one line', async () => {
    world.clock.ahead = 3 * 3600_000;
    try {
      for (const ask of [check, forward]) {
        const response = await ask('/wiki/', { cookie, ...SCRIPT });
        assert.equal(response.status, 204);
        assert.equal(response.headers.getSetCookie().length, 1);
        assert.match(response.headers.getSetCookie()[0], /renewal/);
      }
    } finally {
      world.clock.ahead = 0;
    }
    assert.deepEqual((await check('/wiki/', { cookie })).headers.getSetCookie(), []);
  });

  test("every other request is the login's", async () => {
    const me = await gate.fetch(new Request(`${ROUTES}/me`, { headers: { cookie } }));
    assert.equal((await me.json()).sub, alice._id);
    const other = await gate.fetch(new Request(`${BASE_URL}/elsewhere/check`));
    assert.equal(other.status, 404);
  });

  test('a store that fails closes all but what is public', async () => {
    const store = { ...createMemoryStore(), get: () => Promise.reject(new Error('down')) };
    const closed = makeGate(world, RULES, { options: { store } });
    const ask = (/** @type {string} */ uri) => closed.fetch(checkOf(uri, { cookie }));
    assert.equal((await ask('/assets/')).status, 204);
    assert.equal((await ask('/wiki/')).status, 401); // a session of the cookie alone is none of the store's
  });

  test('the session is read once, whoever asks and whatever comes of it', async () => {
    let reads = 0;
    const memory = createMemoryStore();
    const get = (/** @type {string} */ key) => ((reads += 1), memory.get(key));
    const options = { store: { ...memory, get } };
    const visitor = createVisitor(world.makeLogin(options));
    await visitor.enter('return_to=/');
    const stored = visitor.header();
    const asking = makeGate(world, RULES, { options });
    /** @param {string} uri @param {Record<string, string>} headers */
    async function ask(uri, headers) {
      reads = 0;
      const { status } = await asking.fetch(forwardOf(uri, { cookie: stored, ...headers }));
      return { status, reads };
    }
    const { reads: once } = await ask('/wiki/', NAVIGATION);
    assert.deepEqual(await ask('/assets/', NAVIGATION), { status: 204, reads: once });
    await visitor.post('/auth/logout');
    reads = 0;
    await world.makeLogin(options).user({ headers: { host: HOST, cookie: stored } });
    const gone = reads;
    assert.deepEqual(await ask('/wiki/', NAVIGATION), { status: 302, reads: gone });
    assert.deepEqual(await ask('/wiki/', SCRIPT), { status: 401, reads: gone });
    options.store.get = () => ((reads += 1), Promise.reject(new Error('down')));
    assert.deepEqual(await ask('/wiki/', NAVIGATION), { status: 503, reads: 1 });
    assert.deepEqual(await ask('/assets/', NAVIGATION), { status: 204, reads: 1 });
  });

  test('where the configuration is wrong, everything is closed', async () => {
    const { createGate } = await import('tailchat-login/gate');
    const { createLogin } = await import('tailchat-login/worker');
    const login = createLogin(() => /** @type {any} */ ({}));
    const closed = createGate({ login, rules: RULES, log: (line) => world.log.push(line) });
    for (const request of [checkOf('/assets/'), forwardOf('/assets/')])
      assert.equal((await closed.fetch(request)).status, 503);
  });
});
