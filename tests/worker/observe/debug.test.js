// `debug` belongs to one configuration. A simultaneous request of another configuration does not change it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { createLogin } from 'tailchat-login/worker';
import { BASE_URL, createVisitor, startWorld } from '../../support/kit.js';

/** @type {import('../../support/kit.js').World} */
let world;
before(async () => {
  world = await startWorld();
});
after(() => world.close());

test('require says what the store threw only with the debug of its own configuration', async () => {
  const memory = createMemoryStore();
  /** @type {Promise<void> | undefined} */
  let held;
  /** @param {string} key */
  const get = async (key) => {
    if (held === undefined) return memory.get(key);
    await held;
    throw new Error('text of the store');
  };
  const store = { ...memory, get };
  const login = createLogin((/** @type {any} */ _env, request) =>
    new URL(request.url).origin === BASE_URL
      ? { ...world.config, store }
      : { ...world.config, baseUrl: 'https://other.example', debug: true },
  );
  const visitor = createVisitor(login);
  await visitor.enter();
  world.log.length = 0;

  let release = () => {};
  held = new Promise((resolve) => (release = resolve));
  const asked = login.require(new Request(`${BASE_URL}/page`, { headers: { cookie: visitor.header() } }));
  await login.user(new Request('https://other.example/page'));
  release();
  const { response } = await asked;
  assert.equal(response?.status, 503);
  assert.match(world.log.join('\n'), /require failed: store_unavailable/);
  assert.doesNotMatch(world.log.join('\n'), /text of the store/);
});

test('what the configuration function throws is said in full where all configurations so far have debug', async () => {
  /** @type {any[]} */
  const given = [];
  const login = createLogin((/** @type {any} */ _env, /** @type {Request} */ _request) => {
    if (given.length === 0) throw new Error('text of the site');
    return { ...world.config, ...given.shift() };
  });
  /** @type {string[]} */
  let said = [];
  const { warn } = console;
  console.warn = (...texts) => said.push(texts.join(' '));
  /** @param {object[]} configurations */
  const logged = async (...configurations) => {
    said = [];
    for (const configuration of [...configurations, undefined]) {
      if (configuration) given.push(configuration);
      await login.fetch(new Request(`${BASE_URL}/auth/me`));
    }
    return said.join('\n');
  };
  try {
    assert.doesNotMatch(await logged(), /text of the site/);
    assert.match(await logged({ debug: true }), /configuration failed: internal_error[^]*text of the site/);
    assert.doesNotMatch(await logged({}), /text of the site/);
    assert.doesNotMatch(await logged({ debug: true }), /text of the site/);
  } finally {
    console.warn = warn;
  }
});
