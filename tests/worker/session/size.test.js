// No login fails because of the size of a user's texts. Within their limits, the session fits its cookie, the
// store's record, and the copy in a renewal.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { LIMITS } from '../../../bindings/vocabulary.js';
import { fitAccount } from '../../../worker/session/account.js';
import { sealRenewal } from '../../../worker/session/renewal.js';
import { sealSession } from '../../../worker/session/session.js';
import { makeId, putSession } from '../../../worker/store/sessions/stored.js';
import { createApp, KEYS, NOW } from '../../support/sealed.js';

/** Characters that JSON makes much longer, and characters that it does not change. @type {Record<string, string>} */
const LETTERS = { plain: 'a', quoted: '"', control: '\u0001', 'of three bytes': '\u4e2d' };

/** A text of that many bytes. @param {string} letter @param {number} bytes */
const fill = (letter, bytes) => letter.repeat(Math.floor(bytes / Buffer.byteLength(letter)));

/** The largest possible user, with the largest claims. @param {string} letter */
function largest(letter) {
  const ascii = letter === '"' ? '"' : 'a'; // a sub is printable ASCII
  return {
    sub: ascii.repeat(LIMITS.sub_bytes),
    nickname: fill(letter, 256),
    discriminator: fill(letter, 32),
    avatar: 'https://a.example/'.padEnd(LIMITS.avatar_bytes, 'a'),
    claims: { t: 'c'.repeat(LIMITS.session_claims_bytes - '{"t":""}'.length) },
  };
}

/** The longest allowed life of a session, with and without use. */
const LONG = { sessionSeconds: 34_560_000, sessionAbsoluteSeconds: 34_560_000 };

describe('the largest user that there is', () => {
  for (const [what, letter] of Object.entries(LETTERS)) {
    test(`with texts that are ${what} gets a session, in each place that has one`, async () => {
      const whole = largest(letter);
      const { account, left_out } = fitAccount(whole, LIMITS.account_bytes);
      assert.equal(left_out[0], 'avatar');
      assert.deepEqual([account.sub, account.claims], [whole.sub, whole.claims]);
      if (letter !== '\u0001') assert.deepEqual(left_out, ['avatar'], 'nickname and discriminator stay');

      const { context } = await createApp(LONG);
      const line = await sealSession(context, { account, began_at: NOW });
      assert.ok(line.length <= LIMITS.cookie_bytes, `cookie: ${line.length}`);

      const old = line.slice(line.indexOf('=') + 1, line.indexOf(';'));
      const rotated = (await createApp({ ...LONG, sessionKeys: [KEYS[1], KEYS[0]] })).context;
      const session = /** @type {any} */ ({ account, began_at: NOW });
      const renewal = await sealRenewal(rotated, session, old, NOW, NOW + LONG.sessionSeconds);
      assert.ok(renewal.length <= LIMITS.cookie_bytes, `renewal: ${renewal.length}`);
      assert.ok(line.length + renewal.length <= LIMITS.cookies_bytes, 'both together');

      const stored = (await createApp({ ...LONG, store: createMemoryStore() })).context;
      await putSession(stored, makeId(), account, NOW * 1000);
    });
  }

  test('keeps the longest avatar where the site has no claims', () => {
    const { claims: _, ...user } = { ...largest('a'), sub: 'a'.repeat(24) };
    assert.deepEqual(fitAccount(user, LIMITS.account_bytes), { account: user, left_out: [] });
  });

  test('whose renewal has no copy fits the room that is kept for it', async () => {
    const { context } = await createApp(LONG);
    const value = 'x'.repeat(4000);
    const session = /** @type {any} */ ({ account: { sub: 'a' }, began_at: NOW, id: 'i' });
    const line = await sealRenewal(context, session, value, NOW, NOW + LONG.sessionSeconds);
    assert.ok(line.length <= LIMITS.renewal_bytes, `${line.length}`);
  });
});
