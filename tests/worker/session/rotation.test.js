// Keys change: the first key seals, all keys open, and a removed key opens nothing. Cookies of another app or of
// another kind are refused with any key.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { identify } from '../../../worker/login/transaction.js';
import { BASE_URL, createApp, KEYS, NOW, STATE } from '../../support/sealed.js';

const PURPOSES = /** @type {const} */ (['session', 'transaction', 'done']);
const [FIRST, SECOND, THIRD] = KEYS;

/** @param {string} line */
const valueOf = (line) => line.slice(line.indexOf('=') + 1, line.indexOf(';'));
/** @param {string} token */
const kidOf = (token) => JSON.parse(Buffer.from(token.split('.')[0], 'base64url').toString()).kid;

describe('session keys', () => {
  test('seal with the first, whatever is sealed, and open with each', async () => {
    const rotated = await createApp({ sessionKeys: [THIRD, SECOND, FIRST] });
    const [third, second, first] = rotated.context.seals.keys.map(({ kid }) => kid);
    assert.equal(new Set([first, second, third]).size, 3);
    for (const [key, kid] of /** @type {[string, string][]} */ ([
      [FIRST, first],
      [SECOND, second],
      [THIRD, third],
    ])) {
      const app = await createApp({ sessionKeys: key });
      const login = await app.get('/auth/login', '');
      const started = login.headers.getSetCookie()[0];
      assert.equal(kidOf(valueOf(started)), kid);

      // A login that was under way when the keys were rotated goes on.
      const state = new URL(String(login.headers.get('location'))).searchParams.get('state') ?? '';
      const cookie = started.split(';')[0];
      const query = new URLSearchParams({ code: 'c', state, iss: 'https://chat.example' });
      const answer = await rotated.get(`/auth/callback?${query}`, cookie);
      assert.equal((await answer.json()).error, 'upstream_unreachable');
      const done = valueOf(answer.headers.getSetCookie()[0]);
      assert.equal(kidOf(done), third, 'the done-marker is sealed with the first');
    }
  });

  test('copy the session on /me and in session() when theirs is not the first, once, and its beginning stays', async () => {
    const old = await createApp();
    const began_at = NOW - 600_000; // 4,800 seconds before its absolute end
    const value = await old.make('session', { began_at, exp: NOW + 4800 });
    const rotated = await createApp({ sessionKeys: [SECOND, FIRST] });
    const cookie = `${rotated.slots.session}=${value}`;
    const response = await rotated.get('/auth/me', cookie);
    const { headers } = await rotated.login.session(new Request(BASE_URL, { headers: { cookie } }));
    for (const lines of [response.headers.getSetCookie(), headers.getSetCookie()]) {
      assert.equal(lines.length, 1);
      assert.match(lines[0], /; Max-Age=4800;/);
      const renewed = valueOf(lines[0]);
      assert.equal(kidOf(renewed), rotated.context.seals.keys[0].kid);
      assert.match(lines[0], new RegExp(`^${rotated.slots.renewal}=`));
      const again = await rotated.get('/auth/me', rotated.cookieOf(value, renewed));
      assert.equal(again.status, 200);
      assert.deepEqual(again.headers.getSetCookie(), [], 'once');
      const next = await createApp({ sessionKeys: [SECOND] });
      assert.ok(await next.who(value, renewed), 'the old key may go now');
      const later = await createApp({ sessionKeys: [THIRD, SECOND] });
      const [copied] = (await later.get('/auth/me', later.cookieOf(value, renewed))).headers.getSetCookie();
      assert.match(copied, /; Max-Age=4800;/, 'its beginning stays');
      assert.equal(await next.who(renewed), null, 'the copy is no session by itself');
      assert.equal(await next.who(await old.make('session'), renewed), null, 'nor beside another one');
      rotated.clock.now = NOW + 4799;
      assert.ok(await rotated.who(value, renewed));
      rotated.clock.now = NOW + 4800;
      assert.equal(await rotated.who(value, renewed), null);
      rotated.clock.now = NOW;
    }
  });

  test('that were dropped open nothing, and what they sealed is left to the browser', async () => {
    const old = await createApp();
    const next = await createApp({ sessionKeys: [SECOND, THIRD] });
    const value = await old.make('session');
    assert.equal(await next.who(value), null);
    assert.deepEqual(
      (await next.get('/auth/me', `${next.slots.session}=${value}`)).headers.getSetCookie(),
      [],
    );
    for (const purpose of /** @type {const} */ (['transaction', 'done'])) {
      const answer = await next.call(await old.make(purpose));
      assert.deepEqual([answer.status, answer.error, answer.cookies], [400, 'transaction_invalid', []]);
    }
    assert.deepEqual(next.asked, []);
  });

  test('may stand in any order behind the first', async () => {
    const value = await (await createApp({ sessionKeys: THIRD })).make('session');
    for (const sessionKeys of [
      [FIRST, SECOND, THIRD],
      [FIRST, THIRD, SECOND],
      [FIRST, THIRD],
    ])
      assert.ok(await (await createApp({ sessionKeys })).who(value));
  });
});

describe('a cookie of ours', () => {
  const apps = /** @type {[string, object][]} */ ([
    ['another client id', { clientId: 'tc_000000000000000000000000' }],
    ['another issuer', { issuer: 'https://chat.example/' }],
    ['another API address', { apiUrl: 'https://chat2.example' }],
    ['another base URL', { baseUrl: 'https://app2.example' }],
    ['another port', { baseUrl: 'https://app.example:8443' }],
    ['http on localhost', { baseUrl: 'http://localhost:8787' }],
    ['another base path', { basePath: '/staff' }],
  ]);
  for (const [what, changes] of apps) {
    for (const purpose of PURPOSES) {
      test(`of the kind ${purpose} and of ${what} is nothing here, nor ours there, under the same keys`, async () => {
        const here = await createApp();
        const there = await createApp(changes);
        const iss =
          'issuer' in changes || 'apiUrl' in changes ? there.context.client.issuer : 'https://chat.example';
        for (const [from, to] of [
          [there, here],
          [here, there],
        ]) {
          const value = await from.make(purpose);
          const mine = await to.make(purpose);
          if (purpose === 'session') {
            assert.equal(await to.who(value), null);
            assert.ok(await to.who(mine));
            continue;
          }
          const issuer = to === there ? iss : 'https://chat.example';
          const query = `code=c&state=${STATE}&iss=${encodeURIComponent(issuer)}`;
          assert.equal((await to.call(value, query)).error, 'transaction_invalid');
          assert.notEqual((await to.call(mine, query)).error, 'transaction_invalid');
        }
      });
    }
  }

  for (const slot of PURPOSES) {
    for (const purpose of PURPOSES) {
      if (slot === purpose) continue;
      test(`of the kind ${purpose} does not pass for one of the kind ${slot}, nor does half of one`, async () => {
        const app = await createApp();
        // The claims of both kinds together, so that only the purpose distinguishes them.
        const both = { ...(await app.claims(purpose)), ...(await app.claims(slot)) };
        const other = { purpose: slot };
        const values = [
          await app.make(purpose),
          await app.make(purpose, { ...both, purpose }),
          await app.make(purpose, { ...both, ...other }),
          await app.make(purpose, { ...both, purpose }, other),
        ];
        for (const value of values) {
          if (slot === 'session') {
            assert.equal(await app.who(value), null);
            continue;
          }
          const { error, location } = await app.call(value);
          assert.equal(location, null);
          const itself = purpose === 'session' ? undefined : (await app.call(await app.make(purpose))).error;
          assert.ok(error === 'transaction_invalid' || error === itself, `${error}`);
          const asSlot = (await app.call(await app.make(slot))).error;
          assert.notEqual(error, asSlot, 'taken for the other kind');
        }
      });
    }
  }

  test('of one login is none of another, in each slot', async () => {
    const app = await createApp();
    const other_state = `${'T'.repeat(42)}A`;
    const started = await app.make('transaction', { state: other_state });
    const done = await app.make('done', { id: await identify(other_state) });
    assert.equal((await app.call(started)).error, 'state_mismatch');
    assert.equal((await app.call(done)).error, 'transaction_invalid');
    assert.deepEqual(app.asked, []);
  });
});
