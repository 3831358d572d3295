// Checks the site's onLogin: it links or refuses an account, and adds claims to the session.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { admit } from '../../../worker/login/on_login.js';
import { startDeadline } from '../../../worker/lib/deadline.js';
import { alice, BASE_URL, createVisitor, startWorld } from '../../support/kit.js';

describe('onLogin', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {any[]} */
  let asked;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    asked = [];
    world.log.length = 0;
    world.clock.ahead = 0;
  });
  after(() => world.close());

  /** A worker whose onLogin returns the result of `answer`. @param {(login: any) => any} answer @param {object} [changes] */
  const makeLogin = (answer, changes = {}) =>
    world.makeLogin({
      onLogin: (/** @type {any} */ login) => {
        asked.push(login);
        return answer(login);
      },
      ...changes,
    });

  /** @param {ReturnType<typeof createVisitor>} visitor */
  const requestOf = (visitor) => new Request(`${BASE_URL}/x`, { headers: { cookie: visitor.header() } });

  test('that gives nothing lets the user in', async () => {
    const login = makeLogin(async () => {});
    const visitor = createVisitor(login);
    assert.equal((await visitor.enter()).status, 302);
    assert.deepEqual(asked[0].user, {
      sub: alice._id,
      nickname: alice.nickname,
      discriminator: alice.discriminator,
    });
    assert.ok(asked[0].signal instanceof AbortSignal);
    assert.deepEqual(await login.user(requestOf(visitor)), asked[0].user);
  });

  test('gets the request that finished the login, with its cookies, and its environment', async () => {
    const env = { DATABASE: {} };
    const visitor = createVisitor(makeLogin(async () => {}));
    const callback = await visitor.begin();
    const headers = { cookie: `${visitor.header()}; theirs=1` };
    const login = makeLogin(async () => {});
    assert.equal((await login.fetch(new Request(callback, { headers }), env)).status, 302);
    const [{ request, env: given }] = asked;
    assert.equal(given, env);
    assert.equal(request.url, callback);
    assert.match(request.headers.get('cookie') ?? '', /theirs=1/);
  });

  test('is called once for each redeemed login, however often its callback comes', async () => {
    const visitor = createVisitor(makeLogin(() => ({ plan: 'a' })));
    const callback = await visitor.begin();
    const cookie = visitor.header();
    const answers = await Promise.all([1, 2, 3].map(() => visitor.send(callback, { headers: { cookie } })));
    await visitor.send(callback, { headers: { cookie } });
    for (const { status } of answers) assert.equal(status, 302);
    assert.equal(asked.length, 1);
  });

  test('is not called by what ends before a user is known, nor by a session', async () => {
    const visitor = createVisitor(makeLogin(() => {}));
    const callback = new URL(await visitor.begin());
    callback.searchParams.set('iss', 'https://evil.example');
    await visitor.send(callback.href);
    callback.searchParams.set('iss', world.config.apiUrl);
    callback.searchParams.set('code', 'wrong');
    assert.equal((await visitor.send(callback.href)).status, 400);
    assert.equal(asked.length, 0);
    await visitor.enter();
    await visitor.me();
    world.clock.ahead = 8_641_000;
    await visitor.me();
    assert.equal(asked.length, 1);
  });

  for (const answer of [() => false, async () => false])
    test('that gives false refuses: no session, and the login is over', async () => {
      const visitor = createVisitor(makeLogin(answer));
      const callback = await visitor.begin();
      const redeemed = world.countRedeemed();
      const response = await visitor.send(callback, { headers: { 'accept-language': 'en' } });
      assert.equal(response.status, 403);
      assert.match(await response.text(), /does not let this account in[\s\S]*<code>login_refused</);
      assert.equal(await visitor.me(), null);
      assert.equal((await visitor.send(callback)).status, 400);
      assert.equal(world.countRedeemed(), redeemed + 1);
      assert.equal(asked.length, 1);
    });

  test('gives claims that stand with the user on the server, and are not shown to the page', async () => {
    const claims = { role: 'editor', teams: [1, { name: 'é"' }], none: null };
    const login = makeLogin(async () => claims);
    const visitor = createVisitor(login);
    await visitor.enter();
    claims.role = 'changed later';
    const expected = { role: 'editor', teams: [1, { name: 'é"' }], none: null };
    const user = /** @type {any} */ (await login.user(requestOf(visitor)));
    assert.deepEqual(user.claims, expected);
    assert.equal(user.sub, alice._id);
    assert.deepEqual((await login.session(requestOf(visitor))).user, user);
    assert.deepEqual((await login.require(requestOf(visitor))).user, user);
    assert.equal((await visitor.me()).claims, undefined);
    assert.throws(() => (user.claims.teams[1].name = 'x'), TypeError);
  });

  test('gives claims that stay while the session lasts, and go with it', async () => {
    let plan = 'first';
    const login = makeLogin(() => ({ plan }));
    const visitor = createVisitor(login);
    await visitor.enter();
    world.clock.ahead = 8_641_000;
    await visitor.me(); // slides
    plan = 'second';
    assert.equal((await login.user(requestOf(visitor)))?.claims?.plan, 'first');
    world.clock.ahead = 0; // Tailchat's tokens have the current time
    await visitor.enter();
    assert.equal((await login.user(requestOf(visitor)))?.claims?.plan, 'second');
  });

  test('that throws ends the login, and its message is not told to the log', async () => {
    for (const fault of [
      () => {
        throw new RangeError('secret detail');
      },
      async () => Promise.reject(Object.assign(new Error('secret detail'), { code: 'ECONNREFUSED' })),
      async () => Promise.reject(undefined),
    ]) {
      world.log.length = 0;
      const visitor = createVisitor(makeLogin(fault));
      const response = await visitor.enter();
      assert.equal(response.status, 500);
      assert.match(await response.text(), /on_login_failed/);
      assert.equal(await visitor.me(), null);
      assert.equal(world.log.length, 1);
      assert.match(
        world.log[0],
        /on_login_failed \(onLogin threw\) at=onLogin( cause=(RangeError|ECONNREFUSED))?$/,
      );
    }
  });

  test('that never comes back is left at the deadline', { timeout: 10_000 }, async () => {
    const deadline = startDeadline(20);
    const work = admit(({ signal }) => new Promise(() => asked.push(signal)), { sub: alice._id }, deadline, {
      request: new Request(BASE_URL),
      env: {},
    });
    await assert.rejects(work, { code: 'deadline_exceeded' });
    assert.equal(asked[0].aborted, true);
    deadline.end();
  });

  const cycle = /** @type {any} */ ({});
  cycle.self = cycle;
  for (const [what, answer] of /** @type {[string, unknown][]} */ ([
    ['true', true],
    ['null', null],
    ['a number', 0],
    ['a text', 'x'],
    ['an array', []],
    ['a function', () => {}],
    ['a BigInt within', { a: 1n }],
    ['a circle', cycle],
    ['what says it is none', { toJSON: () => 1 }],
    ['too much', { text: 'x'.repeat(1024) }],
    ['too much of two bytes', { text: 'é'.repeat(600) }],
  ]))
    test(`that gives ${what} ends the login`, async () => {
      const visitor = createVisitor(makeLogin(() => answer));
      const response = await visitor.enter();
      assert.equal(response.status, 500);
      assert.match(await response.text(), /session_claims_invalid/);
      assert.equal(await visitor.me(), null);
    });

  test('cannot change the user', async () => {
    const visitor = createVisitor(makeLogin(({ user }) => void (user.sub = 'eve')));
    assert.equal((await visitor.enter()).status, 500);
    assert.equal(await visitor.me(), null);
  });
});
