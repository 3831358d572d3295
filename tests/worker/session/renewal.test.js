// Checks for which session the renewal cookie is valid, and for which it is not.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { BASE_URL, createApp, encrypt, KEYS, NOW } from '../../support/sealed.js';

/** @typedef {import('../../support/sealed.js').App} App */

/** @param {string} line */
const valueOf = (line) => line.slice(line.indexOf('=') + 1, line.indexOf(';'));
/** @param {string} text */
const digest = (text) => createHash('sha256').update(text).digest('base64url');

/** @param {App} app @param {string} value @param {string} [renewal] */
async function renew(app, value, renewal) {
  const lines = (await app.get('/auth/me', app.cookieOf(value, renewal))).headers.getSetCookie();
  assert.equal(lines.length, 1);
  return valueOf(lines[0]);
}

/** A renewal with any claims and header. @param {App} app @param {object} claims @param {object} [header] */
function forge(app, claims, header = {}) {
  const { binding, keys } = app.context.seals;
  const whole = { alg: 'dir', enc: 'A256GCM', v: 1, purpose: 'renewal', kid: keys[0].kid, ...header };
  const all = { iat: NOW, exp: NOW + 604_800, purpose: 'renewal', aud: binding, ...claims };
  return encrypt(JSON.stringify(whole), JSON.stringify(all));
}

describe('a renewal', () => {
  test('with everything right counts, and with any one thing wrong the session ends as if it were not there', async () => {
    const app = await createApp();
    const value = await app.make('session');
    const of = digest(value);
    app.clock.now = NOW + 86_399;
    const late = { iat: NOW + 86_000 };
    const wrong = [
      forge(app, { ...late, of: digest(`${value}A`) }),
      forge(app, { ...late, of: undefined }),
      forge(app, { ...late, of, aud: 'other' }),
      forge(app, { ...late, of, purpose: 'session' }),
      forge(app, { ...late, of }, { purpose: 'session' }),
      forge(app, { ...late, of }, { v: 2 }),
      forge(app, { of, iat: 'x' }),
      forge(app, { ...late, of, exp: undefined }),
      forge(app, { ...late, of, exp: NOW + 86_400 }),
      forge(app, { iat: NOW - 100, of }), // it would shorten the session
      forge(app, { ...late, of, session: 'x' }),
      forge(app, { ...late, of, session: [] }),
      forge(app, { ...late, of }).slice(0, -1),
      'broken',
      '',
      value,
      await app.make('done'),
    ];
    for (const renewal of wrong) assert.ok(await app.who(value, renewal), 'the session itself lives');
    app.clock.now = NOW + 86_400;
    for (const renewal of wrong) assert.equal(await app.who(value, renewal), null, renewal.slice(-20));
    const right = forge(app, { ...late, of });
    assert.ok(await app.who(value, right));
    app.clock.now = NOW + 172_399;
    assert.ok(await app.who(value, right));
    app.clock.now = NOW + 172_400; // its iat and sessionSeconds, whatever its exp
    assert.equal(await app.who(value, right), null);
  });

  test('whose copy has not the shape of a session is no session', async () => {
    const app = await createApp();
    const value = await app.make('session');
    const of = digest(value);
    for (const session of [{}, { sub: 'eve' }, { sub: 5, began_at: NOW }, { began_at: NOW }])
      assert.equal(await app.who(value, forge(app, { of, session })), null);
    assert.ok(
      await app.who(value, forge(app, { of, session: { sub: 'alice', nickname: 'Alice', began_at: NOW } })),
    );
  });

  test('is nothing without its session, and nothing in the place of one', async () => {
    const app = await createApp();
    const value = await app.make('session');
    app.clock.now = NOW + 10_000;
    const renewal = await renew(app, value);
    assert.equal(await app.who(renewal), null);
    const { status } = await app.get('/auth/me', `${app.slots.renewal}=${renewal}`);
    assert.equal(status, 401);
  });

  test('does not move the absolute end', async () => {
    const app = await createApp();
    const began_at = NOW - 600_000;
    const value = await app.make('session', { began_at });
    const renewal = forge(app, { of: digest(value), iat: NOW });
    app.clock.now = NOW + 4_799;
    assert.ok(await app.who(value, renewal));
    app.clock.now = NOW + 4_800;
    assert.equal(await app.who(value, renewal), null);
  });

  test('that came twice is refused, as a session that did', async () => {
    const app = await createApp();
    const value = await app.make('session');
    const cookie = `${app.cookieOf(value, 'x')}; ${app.slots.renewal}=x`;
    assert.equal(await app.login.user(new Request(BASE_URL, { headers: { cookie } })), null);
    const response = await app.get('/auth/me', cookie);
    assert.deepEqual([response.status, await response.json()], [400, { error: 'cookie_repeated' }]);
  });

  test('is renewed once a tenth of what it gave is gone, and the newest counts', async () => {
    const app = await createApp();
    const value = await app.make('session');
    app.clock.now = NOW + 8_640;
    const first = await renew(app, value);
    app.clock.now += 8_639;
    assert.deepEqual((await app.get('/auth/me', app.cookieOf(value, first))).headers.getSetCookie(), []);
    app.clock.now += 1;
    const second = await renew(app, value, first);
    app.clock.now = NOW + 17_280 + 86_399;
    assert.equal(await app.who(value, first), null);
    assert.ok(await app.who(value, second));
  });

  test('of another login of the same origin, under another base path, is nothing', async () => {
    const [auth, staff] = [await createApp(), await createApp({ basePath: '/staff' })];
    const [mine, theirs] = [await auth.make('session'), await staff.make('session')];
    auth.clock.now = NOW + 10_000;
    const renewal = await renew(auth, mine);
    assert.notEqual(auth.slots.renewal, staff.slots.renewal);
    staff.clock.now = NOW + 86_400;
    const cookie = staff.cookieOf(theirs, renewal);
    assert.equal((await staff.get('/staff/me', cookie)).status, 401);
  });
});

describe('a session that was opened with its renewal', () => {
  test('is not decrypted again, and one renewal beside another session is looked at as if new', async () => {
    const app = await createApp();
    const value = await app.make('session');
    const other = await app.make('session', { sub: 'bob' });
    app.clock.now = NOW + 10_000;
    const renewal = await renew(app, value);
    const { subtle } = crypto;
    const { decrypt, digest: sum } = subtle;
    let calls = 0;
    subtle.decrypt = (/** @type {Parameters<typeof decrypt>} */ ...args) => {
      calls += 1;
      return decrypt.apply(subtle, args);
    };
    subtle.digest = (/** @type {Parameters<typeof sum>} */ ...args) => {
      calls += 1;
      return sum.apply(subtle, args);
    };
    try {
      const ask = (/** @type {string} */ cookie) =>
        app.login.user(new Request(BASE_URL, { headers: { cookie } }));
      assert.ok(await ask(app.cookieOf(value, renewal)));
      calls = 0;
      assert.ok(await ask(app.cookieOf(value, renewal)));
      assert.equal(calls, 0);
      assert.equal((await ask(app.cookieOf(other, renewal)))?.sub, 'bob');
      app.clock.now = NOW + 86_400;
      assert.equal((await ask(app.cookieOf(value, renewal)))?.sub, 'alice');
      assert.equal(await ask(app.cookieOf(other, renewal)), null);
      assert.equal(await ask(app.cookieOf(value)), null);
      calls = 0;
      const fresh = await app.make('session', { iat: NOW + 86_400, exp: NOW + 172_800 });
      assert.ok(await ask(app.cookieOf(fresh)));
      assert.equal(calls, 1, 'without a renewal one decryption, as ever');
    } finally {
      subtle.decrypt = decrypt;
      subtle.digest = sum;
    }
  });
});

describe('keys that go while sessions live', () => {
  const [FIRST, SECOND, THIRD] = KEYS;

  test('a session in use lives on when the old key goes after the life without use', async () => {
    const claims = { role: 'editor' };
    const value = await (await createApp()).make('session', { claims });
    const rotated = await createApp({ sessionKeys: [SECOND, FIRST] });
    /** @type {string | undefined} */
    let renewal;
    for (let hour = 1; hour <= 24; hour += 6) {
      rotated.clock.now = NOW + hour * 3600;
      const { headers } = await rotated.get('/auth/me', rotated.cookieOf(value, renewal));
      const [line] = headers.getSetCookie();
      if (line !== undefined) renewal = valueOf(line);
    }
    const next = await createApp({ sessionKeys: SECOND });
    next.clock.now = NOW + 86_400;
    const request = new Request(BASE_URL, { headers: { cookie: next.cookieOf(value, renewal) } });
    assert.deepEqual(await next.login.user(request), { sub: 'alice', nickname: 'Alice', claims });
    next.clock.now += 40_000;
    const again = await renew(next, value, renewal);
    const third = await createApp({ sessionKeys: [THIRD, SECOND] });
    third.clock.now = next.clock.now;
    const last = await renew(third, value, again);
    const alone = await createApp({ sessionKeys: THIRD });
    alone.clock.now = next.clock.now + 86_399;
    assert.equal((await alone.get('/auth/me', alone.cookieOf(value, last))).status, 200, 'once more');
  });

  test('behind first, then in front: no instance of either kind ever calls anybody logged out', async () => {
    const all = await Promise.all(
      [[FIRST], [FIRST, SECOND], [SECOND, FIRST]].map((sessionKeys) => createApp({ sessionKeys })),
    );
    for (const [older, newer] of [
      [all[0], all[1]],
      [all[1], all[2]],
    ]) {
      for (const login of [older, newer]) {
        const value = await login.make('session');
        /** @type {string | undefined} */
        let renewal;
        for (let visit = 0; visit < 20; visit += 1) {
          const app = visit % 2 === 0 ? older : newer;
          app.clock.now = NOW + visit * 20_000;
          const response = await app.get('/auth/me', app.cookieOf(value, renewal));
          assert.equal(response.status, 200, `visit ${visit}`);
          const [line] = response.headers.getSetCookie();
          if (line !== undefined) renewal = valueOf(line);
        }
      }
    }
  });

  test('in front at once: an old instance calls a new login logged out', async () => {
    const [older, newer] = [await createApp(), await createApp({ sessionKeys: [SECOND, FIRST] })];
    assert.equal(await older.who(await makeWith(newer, SECOND)), null);
  });

  /** A session that is sealed with the current key, and not with the key of the kit. @param {App} app @param {string} key */
  async function makeWith(app, key) {
    return encrypt(JSON.stringify(app.header('session')), JSON.stringify(await app.claims('session')), key);
  }
});

describe('a list of keys that is replaced', () => {
  test('ends every session, the renewed ones and logins under way as well', async () => {
    const old = await createApp();
    const value = await old.make('session');
    old.clock.now = NOW + 10_000;
    const renewal = await renew(old, value);
    const next = await createApp({ sessionKeys: [KEYS[1]] });
    assert.equal(await next.who(value, renewal), null);
    assert.equal((await next.call(await old.make('transaction'))).error, 'transaction_invalid');
  });
});
