// Checks the byte budget that both kinds of cookies and all marks share.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { LIMITS } from '../../../bindings/vocabulary.js';
import { startWorld } from '../../support/kit.js';
import * as kit from './kit.js';

const { alice, BASE_URL, FETCHED } = kit;

/** @type {import('../../support/kit.js').World} */
let world;
/** @type {Awaited<ReturnType<typeof kit.meetTailchat>>} */
let tailchat;
before(async () => {
  world = await startWorld();
  tailchat = await kit.meetTailchat(world);
});
after(() => world.close());

const claims = { t: 'c'.repeat(LIMITS.session_claims_bytes - 8) };
const makeFrame = (/** @type {object} */ options, /** @type {object} */ changes = {}) => {
  const login = kit.makeLogin(world, changes);
  const frame = kit.createFrame(login, { tailchat, ...options });
  const fits = () => {
    const { length } = frame.header();
    assert.ok(length <= LIMITS.cookies_bytes, `${length}`);
    return length;
  };
  return { frame, fits };
};

for (const sameSite of [true, false])
  describe(`in a frame of ${sameSite ? 'the same site' : 'another site'}`, () => {
    for (const length of [1, 900, 2000])
      test(`logins with a return_to of ${length} letters never exceed the budget`, async () => {
        const { frame, fits } = makeFrame({ sameSite });
        const query = `return_to=/${'a'.repeat(length)}`;
        for (let at = 0; at < 20; at += 1) {
          await frame.ask(query);
          fits();
          await frame.send('/auth/login?prompt=none&return_to=/');
          await frame.send('/auth/panels', FETCHED);
          fits();
        }
        await frame.enter(query);
        fits();
        assert.equal((await frame.me())?.sub, alice._id);
      });

    test('the largest session, the longest logins and the cookies of the site leave no byte too many', async () => {
      const { frame, fits } = makeFrame({ sameSite }, { onLogin: () => claims });
      frame.cookies.store(new URL(BASE_URL), [`own=${'x'.repeat(500)}; Secure; SameSite=None; Partitioned`]);
      await frame.enter('return_to=/');
      for (let at = 0; at < 6; at += 1) {
        await frame.ask(`return_to=/${'a'.repeat(2000 - at * 300)}`);
        fits();
      }
      assert.equal((await frame.me())?.sub, alice._id);
      await frame.send('/auth/logout', { ...FETCHED, 'x-tailchat-login': '1' }, 'POST');
      fits();
      assert.deepEqual(
        frame.names().filter((name) => /_[0-9a-f]{8}$/.test(name) && !/_(shown|asked|out|end)_/.test(name)),
        [],
      );
    });
  });

test('the budget is used: a login is cleared only where it no longer fits', async () => {
  const { frame, fits } = makeFrame({});
  const query = `return_to=/${'a'.repeat(900)}`;
  const sizes = [];
  for (let at = 0; at < 6; at += 1) {
    await frame.ask(query);
    sizes.push(fits());
  }
  const step = sizes[1] - sizes[0];
  // The worker cannot know that the browser drops the plain cookie of this login.
  assert.ok(sizes[5] + 2 * step > LIMITS.cookies_bytes, `${sizes}`);
});

test('where both kinds of a login do not fit, the partitioned one alone does', async () => {
  const { frame, fits } = makeFrame({ sameSite: true });
  const own = `own=${'x'.repeat(3000)}; Secure; SameSite=None; Partitioned`;
  frame.cookies.store(new URL(BASE_URL), [own]);
  await frame.ask(`return_to=/${'a'.repeat(1400)}`);
  fits();
  const logins = frame.names().filter((name) => /_tx_/.test(name));
  assert.deepEqual(
    logins.map((name) => /panel_tx/.test(name)),
    [true],
  );
});
