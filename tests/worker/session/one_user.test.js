// A session belongs to one user and is complete, and no address contains a key to it.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { alice, BASE_URL, bob, createVisitor, startWorld } from '../../support/kit.js';

describe('a session of one user', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    world.clock.ahead = 0;
  });
  after(() => world.close());

  /** A fetch that gives another userinfo answer. @param {object} user @returns {typeof fetch} */
  const tellUser = (user) => (input, init) =>
    String(input).includes('/open/me') ? Promise.resolve(Response.json(user)) : fetch(input, init);

  /** A visitor of another worker with the cookies of this one. @param {import('../../support/kit.js').Visitor} visitor @param {object} changes */
  function move(visitor, changes) {
    const moved = createVisitor(world.makeLogin(changes));
    for (const pair of visitor.header().split('; '))
      moved.cookies.store(BASE_URL, [`${pair}; Path=/; Secure`]);
    return moved;
  }

  test('is refused where userinfo is about another', async () => {
    const visitor = createVisitor(world.makeLogin({ fetch: tellUser({ sub: bob._id }) }));
    const response = await visitor.enter();
    assert.equal(response.status, 502);
    assert.match(await response.text(), /<code>userinfo_sub_mismatch<\/code>/);
    assert.equal(await visitor.me(), null);
  });

  test('has nothing of the one before: no member, and not its beginning', async () => {
    const life = { sessionSeconds: 1000, sessionAbsoluteSeconds: 1000 };
    const visitor = createVisitor(world.makeLogin(life));
    await visitor.enter();
    assert.equal((await visitor.me()).nickname, alice.nickname);
    world.clock.ahead = 900_000;
    const next = move(visitor, { ...life, fetch: tellUser({ sub: bob._id }) });
    await next.enter('return_to=/', bob);
    assert.deepEqual(await next.me(), { sub: bob._id });
    world.clock.ahead = 1_500_000;
    assert.deepEqual(await next.me(), { sub: bob._id });
  });

  for (const [method, path] of [
    ['GET', '/auth/callback?state=x&code=y'],
    ['GET', '/auth/me'],
    ['GET', '/auth/session'],
    ['POST', '/auth/exchange'],
  ]) {
    test(`${path}: refuses a session cookie that comes twice`, async () => {
      const visitor = createVisitor(world.makeLogin());
      await visitor.enter();
      const session = visitor.header().split('; ')[0];
      const headers = {
        cookie: `${visitor.header()}; ${session}`,
        accept: 'application/json',
        'x-tailchat-login': '1',
        'content-type': 'application/json',
      };
      const response = await visitor.send(path, { method, headers, body: method === 'POST' ? '{}' : null });
      assert.equal(response.status, 400);
      assert.deepEqual(await response.json(), { error: 'cookie_repeated' });
    });
  }

  test('is asked for at addresses without a secret', async () => {
    /** @type {string[]} */
    const asked = [];
    const watching = /** @type {typeof fetch} */ (
      (input, init) => {
        asked.push(String(input));
        return fetch(input, init);
      }
    );
    await createVisitor(world.makeLogin({ fetch: watching })).enter();
    assert.deepEqual(asked, [`${world.tailchat.url}/open/token`, `${world.tailchat.url}/open/me`]);
  });
});
