// One worker serves several apps or hosts: the configuration depends on the request, and its whole content
// identifies it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { createLogin } from 'tailchat-login/worker';
import { KEY, SECOND_KEY } from '../support/kit.js';

const HOSTS = ['https://a.example', 'https://b.example'];

const log = () => {};

/** @param {string} baseUrl */
const optionsOf = (baseUrl) => ({
  apiUrl: 'https://chat.example',
  clientId: 'tc_1',
  clientSecret: 's',
  sessionKeys: KEY,
  baseUrl,
  log,
});

describe('a configuration of env and request', () => {
  const { subtle } = crypto;
  const { importKey } = subtle;
  let imported = 0;
  before(() => {
    subtle.importKey = /** @type {any} */ (
      (/** @type {any[]} */ ...args) => {
        imported += 1;
        return /** @type {any} */ (importKey).apply(subtle, args);
      }
    );
  });
  after(() => {
    subtle.importKey = importKey;
  });

  /** @param {import('tailchat-login/worker').Login} login @param {string} origin */
  const begin = async (login, origin, env = {}) => {
    const response = await login.fetch(new Request(`${origin}/auth/login`), env);
    const location = new URL(response.headers.get('location') ?? 'none:');
    return { response, redirectUri: location.searchParams.get('redirect_uri') };
  };

  test('is asked for each request, and its keys are imported once', async () => {
    imported = 0;
    let asked = 0;
    const login = createLogin((env, request) => {
      asked += 1;
      return optionsOf(new URL(request.url).origin);
    });
    for (let round = 0; round < 3; round += 1)
      for (const host of HOSTS) assert.equal((await begin(login, host)).redirectUri, `${host}/auth/callback`);
    assert.equal(asked, 6);
    assert.equal(imported, 2);
  });

  test('keeps hosts and apps apart: nothing that is sealed for one opens in another', async () => {
    const login = createLogin((env, request) => ({
      ...optionsOf(new URL(request.url).origin),
      clientId: request.headers.get('x-app') ?? 'tc_1',
    }));
    const { response } = await begin(login, HOSTS[0]);
    const [name, value] = response.headers.getSetCookie()[0].split(';')[0].split('=');
    const state = new URL(response.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const call = async (
      /** @type {string} */ origin,
      /** @type {string} */ app,
      /** @type {string} */ cookie,
    ) => {
      const query = new URLSearchParams({ code: 'c', state, iss: 'https://evil.example' });
      const headers = { cookie: `${cookie}=${value}`, 'x-app': app, accept: 'application/json' };
      return (await login.fetch(new Request(`${origin}/auth/callback?${query}`, { headers }), {})).json();
    };
    assert.deepEqual(await call(HOSTS[0], 'tc_1', name), { error: 'issuer_mismatch' }, 'it opens at home');
    for (const [origin, app] of [
      [HOSTS[1], 'tc_1'],
      [HOSTS[0], 'tc_2'],
    ]) {
      assert.deepEqual(await call(origin, app, name), { error: 'transaction_missing' });
      const there = await login.fetch(new Request(`${origin}/auth/login`, { headers: { 'x-app': app } }), {});
      const suffix = there.headers.getSetCookie()[0].split('_tx_')[1].slice(0, 8);
      const renamed = name.replace(/_tx_[0-9a-f]{8}/, `_tx_${suffix}`);
      assert.deepEqual(await call(origin, app, renamed), { error: 'transaction_invalid' });
    }
  });

  test('is another one if anything in it is another, and the same if all says the same', async () => {
    const base = optionsOf(HOSTS[0]);
    /** @type {object[]} */
    const different = [
      base,
      { ...base, sessionKeys: SECOND_KEY },
      { ...base, sessionKeys: [KEY, SECOND_KEY] },
      { ...base, sessionKeys: [SECOND_KEY, KEY] },
      { ...base, log: () => {} },
      { ...base, sessionSeconds: 60 },
      { ...base, sessionAbsoluteSeconds: 60 },
      { ...base, clientSecret: 't' },
    ];
    const login = createLogin(async (env, _request) => env.options);
    imported = 0;
    for (const options of different) await begin(login, HOSTS[0], { options });
    const first = imported;
    assert.equal(first, different.length + 2);
    for (const options of different) {
      const again = Object.fromEntries(Object.entries({ ...options, scope: undefined }).reverse());
      await begin(login, HOSTS[0], { options: again });
    }
    assert.equal(imported, first);
  });

  test('that is wrong is refused each time, and says so in the log alone', async (context) => {
    const lines = context.mock.method(console, 'warn', () => {});
    const good = optionsOf(HOSTS[0]);
    const login = createLogin((env, request) => (request.url.startsWith(HOSTS[0]) ? good : env.options));
    assert.equal((await begin(login, HOSTS[0])).response.status, 302);
    for (const options of [undefined, null, 'x', [], {}, { ...good, baseUrl: new URL(HOSTS[0]) }]) {
      assert.equal((await begin(login, HOSTS[1], { options })).response.status, 500);
    }
    assert.equal(lines.mock.callCount(), 6);
    assert.equal((await begin(login, HOSTS[0])).response.status, 302);
  });

  /** @type {Record<string, (configure: Function) => any>} */
  const SHAPES = {
    'a second parameter with a default':
      (ask) =>
      (/** @type {any} */ env, request = new Request(HOSTS[0])) =>
        ask(request),
    'a destructured second parameter with a default':
      (ask) =>
      (/** @type {any} */ env, { url } = { url: HOSTS[0] }) =>
        ask({ url }),
    'rest parameters':
      (ask) =>
      (/** @type {any[]} */ ...both) =>
        ask(both[1]),
    'no parameter, but arguments': (ask) =>
      function () {
        return ask(arguments[1]);
      },
    'a parameter that bind has given': (ask) =>
      ((/** @type {any} */ table, /** @type {any} */ env, request = new Request(HOSTS[0])) =>
        ask(request)).bind(null, {}),
    'a default, and async':
      (ask) =>
      async (/** @type {any} */ env, request = new Request(HOSTS[0])) => {
        await null;
        return ask(request);
      },
    'a default, and what it makes of the request itself':
      (ask) =>
      (/** @type {any} */ env, request = new Request(HOSTS[0])) =>
        ask(new Request(request)),
    'a default, and a method of it':
      (ask) =>
      (/** @type {any} */ env, request = new Request(HOSTS[0])) =>
        ask(request.clone()),
  };
  for (const [shape, make] of Object.entries(SHAPES)) {
    test(`with ${shape} is asked for each request`, async () => {
      let asked = 0;
      const login = createLogin(
        make((/** @type {any} */ request) => {
          asked += 1;
          return optionsOf(new URL(request.url).origin);
        }),
      );
      const shared = {};
      for (let round = 0; round < 3; round += 1)
        for (const host of HOSTS)
          assert.equal((await begin(login, host, shared)).redirectUri, `${host}/auth/callback`);
      assert.equal(asked, 6);
    });
  }

  test('that did not look at the request is kept for its environment alone', async () => {
    let asked = 0;
    const login = createLogin((env, request = new Request(HOSTS[0])) => {
      asked += 1;
      return optionsOf(env.many ? new URL(request.url).origin : HOSTS[0]);
    });
    const [one, many] = [{}, { many: true }];
    for (let round = 0; round < 3; round += 1) await begin(login, HOSTS[0], one);
    assert.equal(asked, 1);
    for (const host of HOSTS)
      assert.equal((await begin(login, host, many)).redirectUri, `${host}/auth/callback`);
  });

  test('that has a default gets it where there is no request', async () => {
    /** @type {unknown[]} */
    const hosts = [];
    const store = createMemoryStore();
    const login = createLogin((env, request = new Request(HOSTS[1])) => {
      const { origin } = new URL(request.url);
      hosts.push(origin);
      return { ...optionsOf(origin), store };
    });
    await login.revokeUser('alice', {});
    assert.equal(hosts.at(-1), HOSTS[1]);
    await begin(login, HOSTS[0]);
    assert.equal(hosts.at(-1), HOSTS[0]);
  });

  test('of one parameter is asked once for each environment', async () => {
    let asked = 0;
    const login = createLogin((env) => {
      asked += 1;
      return optionsOf(env.baseUrl);
    });
    const envs = HOSTS.map((baseUrl) => ({ baseUrl }));
    for (let round = 0; round < 3; round += 1) for (const env of envs) await begin(login, env.baseUrl, env);
    assert.equal(asked, 2);
  });
});
