// Checks the life of a session to the second, and its renewal.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LIMITS } from '../../../bindings/vocabulary.js';
import { createRandom } from '../../support/random.js';
import { createApp, NOW } from '../../support/sealed.js';

/** @param {string} line */
const valueOf = (line) => line.slice(line.indexOf('=') + 1, line.indexOf(';'));
/** @param {string} line */
const maxAgeOf = (line) => Number(/; Max-Age=(\d+);/.exec(line)?.[1]);

describe('a session', () => {
  for (const [life, whole] of [
    [LIMITS.session_seconds, LIMITS.session_absolute_seconds],
    [60, 600],
    [1, 1],
    [1, 34560000],
    [34560000, 34560000],
    [1000, 10],
  ]) {
    test(`of ${life} seconds without use and ${whole} in all ends there, however it is used`, async () => {
      const app = await createApp({ sessionSeconds: life, sessionAbsoluteSeconds: whole });
      for (let seed = 1; seed <= 10; seed += 1) {
        const random = createRandom(seed).fraction;
        let expires = NOW + Math.min(life, whole);
        app.clock.now = NOW;
        const value = await app.make('session', { exp: expires });
        /** @type {string | undefined} */
        let renewal;
        for (let visit = 0; visit < 60; visit += 1) {
          app.clock.now += Math.floor(random() * life * 0.7);
          const response = await app.get('/auth/me', app.cookieOf(value, renewal));
          assert.equal(response.status === 200, app.clock.now < expires, `${app.clock.now} of ${expires}`);
          if (response.status !== 200) break;
          const [line] = response.headers.getSetCookie();
          if (line === undefined) continue;
          const renewed = Math.min(app.clock.now + life, NOW + whole);
          assert.ok(renewed > expires, 'only for a longer life');
          assert.equal(maxAgeOf(line), renewed - app.clock.now);
          expires = renewed;
          renewal = valueOf(line);
        }
        assert.ok(expires <= NOW + whole);
        app.clock.now = expires - 1;
        assert.ok(await app.who(value, renewal));
        app.clock.now = expires;
        assert.equal(await app.who(value, renewal), null);
      }
    });
  }

  test('slides from a tenth of its life on, not a second before', async () => {
    const app = await createApp({ sessionSeconds: 1000, sessionAbsoluteSeconds: 100_000 });
    const cookie = `${app.slots.session}=${await app.make('session', { exp: NOW + 1000 })}`;
    app.clock.now = NOW + 99;
    assert.deepEqual((await app.get('/auth/me', cookie)).headers.getSetCookie(), []);
    app.clock.now = NOW + 100;
    assert.equal((await app.get('/auth/me', cookie)).headers.getSetCookie().length, 1);
  });

  test('is not lengthened by user(), nor by a login that was begun and not ended', async () => {
    const app = await createApp();
    const value = await app.make('session');
    app.clock.now = NOW + 80_000;
    const cookie = `${app.slots.session}=${value}`;
    assert.ok(await app.login.user(new Request('https://app.example', { headers: { cookie } })));
    const lines = (await app.get('/auth/login', cookie)).headers.getSetCookie();
    assert.ok(lines.every((line) => !line.startsWith(`${app.slots.session}=`)));
    app.clock.now = NOW + 86_400;
    assert.equal(await app.who(value), null);
  });

  test('is over in the second of its end though the browser still sends it, and a clock set back opens it', async () => {
    const app = await createApp();
    const value = await app.make('session', { exp: NOW + 10 });
    for (const [at, open] of /** @type {[number, boolean][]} */ ([
      [9, true],
      [10, false],
      [1e9, false],
      [9, true],
    ])) {
      app.clock.now = NOW + at;
      assert.equal((await app.who(value)) !== null, open);
    }
  });

  test('sealed for longer than the configuration now allows is no longer than that', async () => {
    const app = await createApp({ sessionSeconds: 100, sessionAbsoluteSeconds: 1000 });
    const idle = await app.make('session', { exp: NOW + 86_400 });
    const old = await app.make('session', { exp: NOW + 86_400, began_at: NOW - 999 });
    for (const [value, end] of /** @type {[string, number][]} */ ([
      [idle, 100],
      [old, 1],
    ])) {
      app.clock.now = NOW + end - 1;
      assert.ok(await app.who(value));
      app.clock.now = NOW + end;
      assert.equal(await app.who(value), null);
    }
  });

  test('past its absolute end is not sealed anew, by a new key either', async () => {
    const { context } = await createApp();
    const { sealSession } = await import('../../../worker/session/session.js');
    const user = { sub: 'alice' };
    await assert.rejects(sealSession(context, { account: user, began_at: NOW - 604_800 }), {
      code: 'unauthenticated',
    });
    assert.equal(maxAgeOf(await sealSession(context, { account: user, began_at: NOW - 604_799 })), 1);
  });
});
