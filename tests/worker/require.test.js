// For people's own routes: the user, or the answer to give instead.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createLogin } from 'tailchat-login/worker';
import { alice, BASE_URL, createVisitor, startWorld } from './kit.js';

describe('login.require', () => {
  /** @type {import('./kit.js').World} */
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
    for (const headers of [NAVIGATION, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }]) {
      const response = await ask(/** @type {Record<string, string>} */ (headers));
      assert.equal(response.status, 302);
      assert.equal(response.headers.get('location'), '/auth/login?return_to=%2Finbox%3Fpage%3D2');
      assert.equal(response.headers.get('cache-control'), 'private, no-store');
    }
    const visitor = createVisitor(login);
    const callback = await visitor.begin('return_to=%2Finbox%3Fpage%3D2');
    assert.equal((await visitor.send(callback)).headers.get('location'), '/inbox?page=2');
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
    ['a script that names HTML', { 'sec-fetch-mode': 'same-origin', accept: 'text/html' }],
    ['an image', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image', accept: 'image/png' }],
    ['a client that names nothing', {}],
    ['a client that wants JSON', { accept: 'application/json' }],
  ]))
    test(`tells ${what} 401, as JSON`, async () => {
      const response = await ask(headers);
      assert.equal(response.status, 401);
      assert.deepEqual(await response.json(), { error: 'unauthenticated' });
    });

  test('shows a page where a form was sent or a frame is filled, with the way to the login', async () => {
    for (const response of [
      await ask(NAVIGATION, '/inbox', 'POST'),
      await ask({ ...NAVIGATION, 'sec-fetch-dest': 'iframe' }, '/inbox'),
    ]) {
      assert.equal(response.status, 401);
      assert.match(await response.text(), /href="\/auth\/login\?return_to=%2Finbox"/);
    }
  });

  test('answers for a worker that is not configured: 500, and why in the log alone', async (context) => {
    const lines = context.mock.method(console, 'warn', () => {});
    const { response } = await createLogin().require(new Request(BASE_URL), {});
    assert.equal(response?.status, 500);
    assert.equal(lines.mock.callCount(), 1);
  });
});
