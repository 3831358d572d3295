// An answer that renews a session arrives late, after a logout or another login, and changes nothing. The test holds
// the answer, and gives its Set-Cookie lines to the browser at the end.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { alice, BASE_URL, bob, createVisitor, SECOND_KEY, KEY, startWorld } from '../../support/kit.js';

/** @typedef {import('../../support/kit.js').Visitor} Visitor */
/** @typedef {ReturnType<import('../../support/kit.js').World['makeLogin']>} Login */

/** Seconds without use. They are few, because Tailchat uses the real clock and a login must still work. */
const LIFE = 1000;
/** A little more than a tenth of it, in milliseconds. */
const LATER = 101_000;

/** The functions whose answers renew a session. @type {Record<string, (login: Login, visitor: Visitor) => Promise<string[]>>} */
const WAYS = {
  '/auth/me': async (login, visitor) =>
    (await login.fetch(requestOf(visitor, '/auth/me'))).headers.getSetCookie(),
  'session()': async (login, visitor) =>
    (await login.session(requestOf(visitor, '/inbox'))).headers.getSetCookie(),
};

/** @param {Visitor} visitor @param {string} path */
function requestOf(visitor, path) {
  return new Request(`${BASE_URL}${path}`, { headers: { cookie: visitor.header() } });
}

for (const [kind, makeOptions] of /** @type {[string, () => object][]} */ ([
  ['without a store', () => ({ sessionSeconds: LIFE })],
  ['with a store', () => ({ sessionSeconds: LIFE, store: createMemoryStore() })],
  ['whose key is an old one', () => ({ sessionSeconds: LIFE, sessionKeys: [KEY, SECOND_KEY] })],
])) {
  describe(`a late renewal of a session ${kind}`, () => {
    /** @type {import('../../support/kit.js').World} */
    let world;
    before(async () => {
      world = await startWorld();
    });
    after(() => world.close());

    /** Alice is logged in, and her session is due. */
    async function begin() {
      world.clock.ahead = 0;
      const options = makeOptions();
      const login = world.makeLogin(options);
      const rotating = 'sessionKeys' in options;
      const visitor = createVisitor(
        rotating ? world.makeLogin({ ...options, sessionKeys: SECOND_KEY }) : login,
      );
      await visitor.enter();
      world.clock.ahead = LATER;
      const moved = createVisitor(login);
      moved.cookies.store(
        BASE_URL,
        visitor.cookies.list(BASE_URL).map(({ name, value }) => `${name}=${value}; Path=/; Secure`),
      );
      return { login, visitor: moved };
    }

    for (const [way, renew] of Object.entries(WAYS)) {
      test(`by ${way} is one line with a name of its own, and lengthens the session in time`, async () => {
        const { login, visitor } = await begin();
        const lines = await renew(login, visitor);
        assert.equal(lines.length, 1);
        assert.match(lines[0], /^__Host-tailchat_renewal_[0-9a-f]{8}=[^;]+; Max-Age=1000;/);
        const alone = requestOf(visitor, '/');
        visitor.cookies.store(BASE_URL, lines);
        world.clock.ahead = 1_010_000;
        assert.equal(await login.user(alone), null);
        assert.equal((await visitor.me())?.sub, alice._id);
      });

      test(`by ${way} after a logout: nobody`, async () => {
        const { login, visitor } = await begin();
        const late = await renew(login, visitor);
        assert.equal(late.length, 1);
        assert.equal((await visitor.post('/auth/logout')).status, 204);
        visitor.cookies.store(BASE_URL, late);
        assert.equal(await visitor.me(), null);
        assert.equal(await login.user(requestOf(visitor, '/')), null);
        assert.equal((await visitor.get('/auth/callback?state=x')).status, 400);
      });

      test(`by ${way} after another login: the other user, and his session lives and slides as his`, async () => {
        const { login, visitor } = await begin();
        const late = await renew(login, visitor);
        visitor.tailchat.cookies.clear();
        await visitor.enter('return_to=/', bob);
        visitor.cookies.store(BASE_URL, late);
        assert.equal((await visitor.me())?.sub, bob._id);
        world.clock.ahead = LATER + 800_000;
        assert.equal((await visitor.me())?.sub, bob._id);
        world.clock.ahead = LATER + 1_600_000;
        assert.equal((await login.session(requestOf(visitor, '/'))).user?.sub, bob._id);
      });

      test(`by ${way} after another login of the same user: it does not lengthen the new session`, async () => {
        const { login, visitor } = await begin();
        const late = await renew(login, visitor);
        await visitor.enter();
        const fresh = requestOf(visitor, '/');
        visitor.cookies.store(BASE_URL, late);
        world.clock.ahead = LATER + 1_010_000;
        assert.equal(await login.user(fresh), null);
        assert.equal(await visitor.me(), null);
      });
    }

    test('and an older renewal that arrives after a newer one takes no more than it had', async () => {
      const { login, visitor } = await begin();
      const older = await WAYS['/auth/me'](login, visitor);
      world.clock.ahead = 2 * LATER;
      const newer = await WAYS['/auth/me'](login, visitor);
      visitor.cookies.store(BASE_URL, newer);
      visitor.cookies.store(BASE_URL, older);
      world.clock.ahead = LATER + 950_000;
      assert.equal((await visitor.me())?.sub, alice._id);
    });

    test('and a login clears the renewal of the session before it', async () => {
      const { login, visitor } = await begin();
      visitor.cookies.store(BASE_URL, await WAYS['/auth/me'](login, visitor));
      assert.ok(visitor.header().includes('_renewal_'));
      await visitor.enter();
      assert.ok(!visitor.header().includes('_renewal_'));
    });
  });
}

describe('two logins of one browser', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.close());

  for (const last of [alice, bob])
    test(`that end in either order leave the one whose answer came last: ${last.nickname}`, async () => {
      const visitor = createVisitor(world.makeLogin());
      const mine = await visitor.begin('return_to=/', alice);
      visitor.tailchat.cookies.clear();
      const his = await visitor.begin('return_to=/', bob);
      const cookie = visitor.header();
      const answers = await Promise.all(
        [mine, his].map((url) => world.makeLogin().fetch(new Request(url, { headers: { cookie } }))),
      );
      if (last === alice) answers.reverse();
      for (const answer of answers) visitor.cookies.store(BASE_URL, answer.headers.getSetCookie());
      assert.equal((await visitor.me()).sub, last._id);
    });
});
