// The platform's waitUntil fails. The work has started already, and the answer is sent anyway.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createVisitor, startWorld } from '../../support/kit.js';

const fail = () => {
  throw new TypeError('Illegal invocation');
};

/** @type {Record<string, object>} */
const BROKEN = {
  'that throws': { waitUntil: fail },
  'that rejects': { waitUntil: async () => fail() },
  'that is no function': { waitUntil: 'yes' },
  'that cannot even be read': {
    get waitUntil() {
      return fail();
    },
  },
};

describe('a waitUntil', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.close());

  for (const [what, ctx] of Object.entries(BROKEN)) {
    test(`${what} costs no login, no event and no logout`, async () => {
      /** @type {string[]} */
      const told = [];
      const login = world.makeLogin({
        onEvent: (/** @type {{ type: string }} */ { type }) => told.push(type),
      });
      const visitor = createVisitor(login);
      const callback = await visitor.begin();
      const before = world.countRedeemed();
      const ended = await visitor.send(callback, {}, ctx);
      assert.equal(ended.headers.get('location'), '/inbox');
      assert.equal(world.countRedeemed() - before, 1);
      const headers = { 'x-tailchat-login': '1' };
      assert.equal((await visitor.send('/auth/logout', { method: 'POST', headers }, ctx)).status, 204);
      assert.equal((await visitor.send('/auth/login', {}, ctx)).status, 302);
      assert.deepEqual(told, ['login_started', 'login_finished', 'logout', 'login_started']);
    });
  }

  test('and a log that rejects cost no login and no process', async () => {
    /** @type {unknown[]} */
    const unhandled = [];
    const note = (/** @type {unknown} */ reason) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const visitor = createVisitor(world.makeLogin({ log: async () => fail() }));
    assert.equal((await visitor.enter('return_to=//evil.example')).headers.get('location'), '/');
    process.off('unhandledRejection', note);
    assert.deepEqual(unhandled, []);
  });
});
