// Checks the events that onEvent receives, and that onEvent cannot break a login.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { alice, BASE_URL, createVisitor, startWorld } from '../../support/kit.js';

describe('onEvent', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {any[]} */
  let events;
  /** @type {import('../../support/kit.js').Visitor} */
  let visitor;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    events = [];
    visitor = createVisitor(world.makeLogin({ onEvent: (/** @type {any} */ event) => events.push(event) }));
  });
  after(() => world.close());

  const types = () => events.map(({ type }) => type);

  test('is told of a login that started and finished, of a logout, and of nothing else', async () => {
    await visitor.enter();
    await visitor.me();
    await visitor.get('/auth/nothing');
    await visitor.post('/auth/logout');
    assert.equal(await visitor.me(), null);
    assert.deepEqual(types(), ['login_started', 'login_finished', 'logout']);
    assert.equal(events[0].silent, false);
    assert.equal(events[1].step, 'callback');
    assert.ok(Number.isInteger(events[1].milliseconds) && events[1].milliseconds >= 0);
  });

  test('is told that it finished once for each login, however often its callback comes', async () => {
    const callback = await visitor.begin();
    const cookie = visitor.header();
    await Promise.all([1, 2, 3].map(() => visitor.send(callback, { headers: { cookie } })));
    await visitor.send(callback);
    assert.deepEqual(types(), ['login_started', 'login_finished']);
  });

  test('is told of a failure its step and code', async () => {
    await visitor.get('/auth/callback');
    await visitor.get('/auth/login?prompt=wrong');
    await visitor.post('/auth/exchange', { 'content-type': 'text/plain' });
    assert.deepEqual(
      events.map(({ type, step, code }) => [type, step, code]),
      [
        ['login_failed', 'callback', 'state_missing'],
        ['login_failed', 'login', 'request_invalid'],
        ['login_failed', 'exchange', 'request_invalid'],
      ],
    );
  });

  test('is told of a silent login that found nobody', async () => {
    const started = await visitor.get('/auth/login?prompt=none');
    const location = new URL(started.headers.get('location') ?? '');
    const query = new URLSearchParams({
      error: 'login_required',
      state: location.searchParams.get('state') ?? '',
      iss: world.config.apiUrl,
    });
    await visitor.get(`/auth/callback?${query}`);
    assert.deepEqual(types(), ['login_started', 'login_anonymous']);
    assert.equal(events[0].silent, true);
  });

  test('is told no user, address, code or token', async () => {
    await visitor.enter('return_to=/secret-path');
    await visitor.get('/auth/callback?state=secret-state&code=secret-code');
    const said = JSON.stringify(events);
    for (const secret of ['secret', alice._id, 'Alice', BASE_URL, world.config.apiUrl, 'tc_'])
      assert.ok(!said.includes(secret), secret);
  });

  test('whatever onEvent does, the login goes on', async () => {
    /** @type {unknown[]} */
    const unhandled = [];
    const note = (/** @type {unknown} */ reason) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    for (const onEvent of [
      () => {
        throw new Error('no');
      },
      async () => Promise.reject(new Error('no')),
      () => new Promise(() => {}),
    ]) {
      const other = createVisitor(world.makeLogin({ onEvent }));
      assert.equal((await other.enter()).status, 302);
      assert.equal((await other.post('/auth/logout')).status, 204);
    }
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    assert.deepEqual(unhandled, []);
  });

  test('may go on after the answer, where the runtime waits for it', async () => {
    /** @type {Promise<unknown>[]} */
    const waited = [];
    const ctx = { waitUntil: (/** @type {Promise<unknown>} */ work) => void waited.push(work) };
    const login = world.makeLogin({ onEvent: async () => {} });
    await login.fetch(new Request(`${BASE_URL}/auth/login`), {}, ctx);
    assert.equal(waited.length, 1);
    await waited[0];
  });
});
