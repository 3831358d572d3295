// A session cookie that was opened before is not decrypted again, and gains no rights by that.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createLogin } from 'tailchat-login/worker';
import { createApp, KEYS, NOW } from '../../support/sealed.js';

describe('a session that was opened before', () => {
  const { subtle } = crypto;
  const { decrypt } = subtle;
  let decrypted = 0;
  before(() => {
    subtle.decrypt = (/** @type {Parameters<typeof decrypt>} */ ...args) => {
      decrypted += 1;
      return decrypt.apply(subtle, args);
    };
  });
  after(() => {
    subtle.decrypt = decrypt;
  });

  /** @type {import('../../support/sealed.js').App} */
  let app;
  /** @type {string} */
  let value;
  beforeEach(async () => {
    app = await createApp();
    value = await app.make('session');
    assert.ok(await user(value));
    decrypted = 0;
  });

  /** @param {string} cookie */
  const user = (cookie, login = app.login) =>
    login.user(new Request('https://app.example', { headers: { cookie: `${app.slots.session}=${cookie}` } }));

  test('is not decrypted again, whichever way it is asked for', async () => {
    assert.deepEqual(await app.who(value), { sub: 'alice', nickname: 'Alice' });
    assert.equal(decrypted, 0);
  });

  test('is the one with the same value, to the last letter', async () => {
    for (let at = 0; at < value.length; at += 1) {
      const other = value[at] === 'A' ? 'B' : 'A';
      assert.equal(await user(value.slice(0, at) + other + value.slice(at + 1)), null, `${at}`);
      assert.equal(await user(value.slice(0, at)), null, `${at}`);
    }
    assert.equal(await user(`${value}A`), null);
    const other = await app.make('session', { sub: 'bob' });
    assert.equal((await user(other))?.sub, 'bob');
    assert.equal((await user(value))?.sub, 'alice');
  });

  test('is over in the second of its end', async () => {
    app.clock.now = NOW + 86_399;
    assert.ok(await user(value));
    app.clock.now = NOW + 86_400;
    assert.equal(await user(value), null);
    app.clock.now = NaN;
    assert.equal(await user(value), null, 'a broken clock keeps nobody logged in');
    assert.equal(decrypted, 0);
  });

  test('slides when it is time, as if it were new', async () => {
    app.clock.now = NOW + 8640;
    const { headers } = await app.get('/auth/me', `${app.slots.session}=${value}`);
    assert.equal(headers.getSetCookie().length, 1);
    assert.equal(decrypted, 0);
  });

  test('is nothing to a configuration that has dropped its key, or another app, in the same worker', async () => {
    const { config } = app.context;
    const login = createLogin((/** @type {object} */ changes) => ({ ...withoutAbsent(config), ...changes }));
    const env = { sessionKeys: KEYS[0] };
    const ask = (/** @type {object} */ environment) =>
      login.user(
        new Request('https://app.example', { headers: { cookie: `${app.slots.session}=${value}` } }),
        environment,
      );
    assert.ok(await ask(env));
    assert.equal(await ask({ sessionKeys: KEYS[1] }), null);
    assert.equal(await ask({ issuer: 'https://chat.example/' }), null);
    assert.equal(await ask({ sessionSeconds: 1, now: () => (NOW + 1) * 1000 }), null);
    assert.ok(await ask(env));
  });

  test('is refused where its name comes twice', async () => {
    assert.equal(await user(`${value}; ${app.slots.session}=${value}`), null);
  });

  test('is given to many, and nobody can change it', async () => {
    const someone = /** @type {any} */ (await user(value));
    assert.throws(() => (someone.sub = 'eve'), TypeError);
    assert.throws(() => (someone.role = 'admin'), TypeError);
    assert.deepEqual(await user(value), { sub: 'alice', nickname: 'Alice' });
  });

  test('that did not open is looked at each time', async () => {
    const forged = await app.make('session', { aud: 'other' });
    for (let asked = 1; asked <= 3; asked += 1) {
      assert.equal(await user(forged), null);
      assert.equal(decrypted, asked);
    }
  });
});

/** @param {object} config */
function withoutAbsent(config) {
  return /** @type {any} */ (
    Object.fromEntries(Object.entries(config).filter(([, option]) => option !== undefined))
  );
}
