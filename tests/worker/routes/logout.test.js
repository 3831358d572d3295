import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { readEnv } from 'tailchat-login/worker';
import { createVisitor, startWorld } from '../../support/kit.js';

const LOGOUT_URL = 'https://chat.example/open/logout?to=app.example';

describe('where a logout leads, and what the browser forgets', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.close());

  test('without logoutUrl it is 204; with it the answer says the address, and the session is over', async () => {
    const plain = createVisitor(world.makeLogin());
    await plain.enter();
    const silent = await plain.post('/auth/logout');
    assert.deepEqual([silent.status, await silent.text()], [204, '']);

    const visitor = createVisitor(world.makeLogin({ logoutUrl: LOGOUT_URL }));
    await visitor.enter();
    const answer = await visitor.post('/auth/logout');
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'application/json');
    assert.deepEqual(await answer.json(), { logout_url: LOGOUT_URL });
    assert.equal(answer.headers.get('location'), null, 'a script would follow it itself');
    assert.equal(await visitor.me(), null);
    assert.deepEqual(visitor.cookies.list('https://app.example'), []);
  });

  test('nobody else is told where it leads', async () => {
    const visitor = createVisitor(world.makeLogin({ logoutUrl: LOGOUT_URL }));
    for (const response of [
      await visitor.send('/auth/logout', { method: 'POST' }),
      await visitor.get('/auth/logout'),
      await visitor.post('/auth/logout', { origin: 'https://evil.example' }),
    ])
      assert.ok(!(await response.text()).includes('chat.example'));
  });

  test('a store that fails is an error and leads nowhere', async () => {
    const kept = createMemoryStore();
    let down = false;
    const store = { ...kept, delete: (/** @type {string} */ key) => (down ? fail() : kept.delete(key)) };
    const visitor = createVisitor(world.makeLogin({ logoutUrl: LOGOUT_URL, store }));
    await visitor.enter();
    down = true;
    const response = await visitor.post('/auth/logout');
    assert.deepEqual([response.status, (await response.json()).error], [503, 'store_unavailable']);
  });

  test('Clear-Site-Data has the cache cleared, on https alone, whatever the logout ends with', async () => {
    const visitor = createVisitor(world.makeLogin());
    assert.equal((await visitor.post('/auth/logout')).headers.get('clear-site-data'), '"cache"');
    for (const path of ['/auth/me', '/auth/login', '/auth/callback'])
      assert.equal((await visitor.get(path)).headers.get('clear-site-data'), null, path);
    assert.equal((await visitor.get('/auth/logout')).headers.get('clear-site-data'), null);
    const local = 'http://localhost:8787';
    const there = createVisitor(world.makeLogin({ baseUrl: local }), local);
    assert.equal((await there.post('/auth/logout')).headers.get('clear-site-data'), null);
  });

  for (const wrong of [
    'chat.example',
    '/open/logout',
    'http://chat.example/',
    'javascript:x',
    'https://a@b/',
    1,
    '',
  ])
    test(`logoutUrl is judged at the start: ${JSON.stringify(wrong)}`, () => {
      assert.throws(
        () => world.makeLogin({ logoutUrl: wrong }),
        /^TailchatLoginError: logoutUrl must be an https URL \(http only for localhost; with allowHttp, .*\)$/,
      );
    });

  test('TAILCHAT_LOGOUT_URL is the same in the environment, and its error names it', () => {
    const env = {
      TAILCHAT_API_URL: 'https://chat.example',
      TAILCHAT_BASE_URL: 'https://app.example',
      TAILCHAT_CLIENT_ID: 'tc_x',
      TAILCHAT_CLIENT_SECRET: 'secret',
      TAILCHAT_SESSION_KEYS: world.config.sessionKeys,
    };
    assert.equal(readEnv({ ...env, TAILCHAT_LOGOUT_URL: LOGOUT_URL }).logoutUrl, LOGOUT_URL);
    assert.equal(readEnv({ ...env, TAILCHAT_LOGOUT_URL: '' }).logoutUrl, undefined);
    assert.throws(() => readEnv({ ...env, TAILCHAT_LOGOUT_URL: 'nonsense' }), /TAILCHAT_LOGOUT_URL must be/);
  });
});

const fail = () => Promise.reject(new Error('down'));
