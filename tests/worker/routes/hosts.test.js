// One process serves several hosts. The host of the request selects the context, and no host accepts values that another
// one has sealed.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createLogin, readEnv } from 'tailchat-login/worker';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { alice, createVisitor, startWorld } from '../../support/kit.js';

const HOSTS = ['https://app.example', 'https://wiki.example', 'https://map.example/tiles'];
const HALF_A_DAY = 43_200_000;

/** @type {import('../../support/kit.js').World} */
let world;
before(async () => {
  world = await startWorld();
  const urls = world.tailchat.apps[0].redirectUrls;
  world.tailchat.apps[0].redirectUrls = [...urls, ...HOSTS.map((one) => `${one}/auth/callback`)];
});
beforeEach(() => {
  world.clock.ahead = 0;
});
after(() => world.close());

/** @param {string} host @param {string} path @param {string} [cookie] */
const at = (host, path, cookie = '') =>
  new Request(new URL(path, host), { headers: { cookie, accept: 'text/html' } });

/** @param {ReturnType<typeof createLogin>} login @param {string} host */
const namesAt = async (login, host) => (await login.site(at(host, '/'))).cookies;

/** The parts of the names that differ between hosts. @param {ReadonlyArray<string>} names */
const suffixOf = ([session]) => String(session.split('_').at(-1));

describe('of several hosts', () => {
  for (const [index, host] of HOSTS.entries())
    test(`${host} has a login of its own`, async () => {
      const login = world.makeLogin({ baseUrl: HOSTS });
      const visitor = createVisitor(login, host);
      const begun = await visitor.get('/auth/login');
      const asked = new URL(begun.headers.get('location') ?? '');
      assert.equal(asked.searchParams.get('redirect_uri'), `${host}/auth/callback`);
      const entered = await visitor.enter('');
      assert.equal(entered.headers.get('location'), index === 2 ? '/tiles/' : '/');
      for (const line of entered.headers.getSetCookie()) {
        assert.match(line, /^__Host-/);
        assert.doesNotMatch(line, /domain=/i);
      }
      assert.equal((await visitor.me())?.sub, alice._id);
    });

  test('the Host header picks where a server invents the URL, in any case and with the port of https', async () => {
    const login = world.makeLogin({ baseUrl: HOSTS });
    for (const host of ['wiki.example', 'WIKI.example', 'wiki.example:443']) {
      const request = new Request('http://localhost/auth/login', { headers: { host } });
      assert.equal((await login.site(request)).origin, HOSTS[1], host);
    }
  });

  for (const host of [
    'other.example',
    'wiki.example.',
    'wiki.example:8080',
    'x@wiki.example',
    'wiki.example/x',
    'wiki.example,app.example',
    'sub.wiki.example',
  ])
    test(`${host} is none, so its login is led to the first`, async () => {
      const login = world.makeLogin({ baseUrl: [HOSTS[2], ...HOSTS.slice(0, 2)] });
      const request = new Request('http://localhost/auth/login', { headers: { host } });
      assert.equal((await login.site(request)).origin, 'https://map.example');
      const answer = await login.fetch(request);
      assert.match(answer.headers.get('location') ?? '', /^https:\/\/map\.example\/tiles\/auth\/login\?/);
      assert.deepEqual(answer.headers.getSetCookie(), []);
    });

  test('one that a proxy says was plain http is led to its own https', async () => {
    const login = world.makeLogin({ baseUrl: HOSTS });
    const headers = { 'x-forwarded-proto': 'http' };
    const answer = await login.fetch(new Request('http://wiki.example/auth/login', { headers }));
    assert.match(answer.headers.get('location') ?? '', /^https:\/\/wiki\.example\/auth\/login\?/);
  });

  test('all are named by site(), each with its own cookies', async () => {
    const login = world.makeLogin({ baseUrl: HOSTS });
    const sites = await Promise.all(HOSTS.map((host) => login.site(at(host, '/'))));
    for (const [index, { baseUrl, origins }] of sites.entries()) {
      assert.equal(baseUrl, HOSTS[index]);
      assert.deepEqual(origins, ['https://app.example', 'https://wiki.example', 'https://map.example']);
    }
    assert.equal(new Set(sites.flatMap(({ cookies }) => cookies)).size, 6);
  });

  test('a function of the environment may give them too', async () => {
    const login = createLogin((/** @type {any} */ env) => ({ ...world.config, ...env, baseUrl: HOSTS }));
    assert.equal((await login.site(at(HOSTS[1], '/'), {})).baseUrl, HOSTS[1]);
  });

  test('one alone in a list is that one, and its cookies stay valid', async () => {
    const visitor = createVisitor(world.makeLogin());
    await visitor.enter();
    for (const baseUrl of [HOSTS.slice(0, 1), HOSTS]) {
      const user = await world.makeLogin({ baseUrl }).user(at(HOSTS[0], '/', visitor.header()));
      assert.equal(user?.sub, alice._id);
    }
  });
});

describe('a cookie moved to another host', () => {
  for (const [kind, makeStore] of Object.entries({
    'sealed in the cookie': () => undefined,
    'in a store': () => createMemoryStore({ now: world.config.now }),
  }))
    for (const from of HOSTS)
      for (const to of HOSTS.filter((host) => host !== from))
        test(`is nothing there, renamed or not, with the session ${kind}: ${from} to ${to}`, async () => {
          const login = world.makeLogin({ baseUrl: HOSTS, store: makeStore() });
          const [own, foreign] = [await namesAt(login, from), await namesAt(login, to)];
          const rename = (/** @type {string} */ header) =>
            header.replaceAll(suffixOf(own), suffixOf(foreign));
          const visitor = createVisitor(login, from);

          // The transaction, while its login is under way.
          const callback = new URL(await visitor.begin());
          const underWay = visitor.header();
          const before = world.countRedeemed();
          for (const header of [underWay, rename(underWay)]) {
            const answer = await login.fetch(at(to, callback.pathname + callback.search, header));
            assert.ok(answer.status >= 400, `${answer.status}`);
          }
          assert.equal(world.countRedeemed(), before, 'no code is spent');

          // The marker of its end.
          await visitor.send(callback);
          for (const header of [visitor.header(), rename(visitor.header())]) {
            const answer = await login.fetch(at(to, callback.pathname + callback.search, header));
            assert.ok(answer.status >= 400, `${answer.status}`);
          }
          const again = await visitor.send(callback);
          assert.equal(again.headers.get('location'), '/inbox', 'its own host knows it');

          // The session and its renewal, before and after their own host has opened them.
          world.clock.ahead = HALF_A_DAY;
          await visitor.get('/auth/session');
          const header = visitor.header();
          for (const name of own) assert.ok(header.includes(`${name}=`), name);
          for (const opened of [false, true]) {
            if (opened) assert.equal((await login.user(at(from, '/', header)))?.sub, alice._id);
            for (const moved of [header, rename(header)]) {
              assert.equal(await login.user(at(to, '/', moved)), null);
              const { user, headers } = await login.session(at(to, '/', moved));
              assert.deepEqual([user, headers.getSetCookie()], [null, []]);
            }
          }
        });

  test('lends a session of its new host no longer life', async () => {
    const login = world.makeLogin({ baseUrl: HOSTS, sessionSeconds: 100 });
    const [first, second] = HOSTS.slice(0, 2).map((host) => createVisitor(login, host));
    await first.enter();
    await second.enter();
    world.clock.ahead = 50_000;
    await first.get('/auth/session');
    const [own, foreign] = [await namesAt(login, HOSTS[0]), await namesAt(login, HOSTS[1])];
    const renewal = /[^ ;]*_renewal_[^;]*/.exec(first.header())?.[0] ?? '';
    assert.ok(renewal);
    const header = `${second.header()}; ${renewal.replace(suffixOf(own), suffixOf(foreign))}`;
    assert.equal((await login.user(at(HOSTS[1], '/', header)))?.sub, alice._id);
    world.clock.ahead = 101_000;
    assert.equal(await login.user(at(HOSTS[1], '/', header)), null);
    assert.equal((await login.user(at(HOSTS[0], '/', first.header())))?.sub, alice._id);
  });
});

test('revokeUser ends the sessions of a user on every host of the list', async () => {
  const login = world.makeLogin({ baseUrl: HOSTS, store: createMemoryStore({ now: world.config.now }) });
  const visitors = HOSTS.map((host) => createVisitor(login, host));
  for (const visitor of visitors) await visitor.enter();
  world.clock.ahead += 5;
  await login.revokeUser(alice._id);
  for (const visitor of visitors) assert.equal(await visitor.me(), null);
});

describe('a list of base URLs', () => {
  for (const [what, baseUrl] of Object.entries({
    'without an entry': [],
    'with one origin twice': [HOSTS[0], HOSTS[1], HOSTS[0]],
    'with one origin under two paths': ['https://app.example/a', 'https://app.example/b'],
    'with one host by two schemes': ['https://localhost', 'http://localhost'],
    'with an origin in two spellings': ['https://app.example', 'https://app.example/'],
    'with an entry that is no address': [HOSTS[0], 'wiki.example'],
    'with an entry of plain http': [HOSTS[0], 'http://wiki.example'],
    'with something else in it': [HOSTS[0], 7],
    'with an empty entry': 'https://app.example,',
  }))
    test(`${what} is refused by the option's name`, () => {
      assert.throws(() => world.makeLogin({ baseUrl }), {
        code: 'configuration_invalid',
        message: /^baseUrl must be .*different hosts/,
      });
    });

  test('is comma-separated in the environment', () => {
    const read = readEnv({
      TAILCHAT_API_URL: 'https://chat.example',
      TAILCHAT_CLIENT_ID: 'tc_1',
      TAILCHAT_CLIENT_SECRET: 's',
      TAILCHAT_SESSION_KEYS: world.config.sessionKeys,
      TAILCHAT_BASE_URL: HOSTS.join(','),
    });
    assert.deepEqual(read.baseUrl, HOSTS);
  });
});
