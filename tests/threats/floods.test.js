// Row "floods of started logins" of the threat table, and the overflow of "cookie tossing, overflow".
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { LIMITS } from '../../bindings/vocabulary.js';
import { withJson } from '../support/answers.js';
import { assertGood, BASE_URL, startScene } from '../support/scene.js';

describe('a transaction cookie', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene();
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  /** @param {import('../support/scene.js').Visitor} visitor */
  const transactions = (visitor) =>
    visitor.cookies.list(BASE_URL).filter(({ name }) => name.includes('_tx_'));

  /** The limits of started logins: their number, or their bytes beside a large session. @type {[string, string, number][]} */
  const FLOODS = [
    ['16 in number', 'https://pictures.example/n', 1],
    ['7 KB together', `https://pictures.example/${'n'.repeat(1800)}`, 500],
  ];
  for (const [what, avatar, path] of FLOODS) {
    test(`is one of at most ${what} after 50 started logins, and the last still ends well (row: floods)`, async () => {
      const visitor = scene.visit();
      scene.provider.script(
        'me',
        withJson((user) => ({ ...user, avatar })),
      );
      await visitor.enter();
      scene.provider.reset();
      for (let i = 0; i < 50; i += 1) {
        scene.clock.ahead = i;
        await visitor.get(`/auth/login?return_to=/${'a'.repeat(path)}`);
        assert.ok(transactions(visitor).length <= LIMITS.transaction_cookies);
        assert.ok(visitor.header().length <= LIMITS.cookies_bytes);
      }
      assert.equal((await visitor.me()).avatar, avatar, 'the session is not what goes');
      scene.clock.ahead = 0;
      await assertGood(scene, visitor);
    });
  }

  test('that the browser holds 40 times, planted with names like ours, does not keep a login from ending (row: floods, overflow)', async () => {
    const visitor = scene.visit();
    await visitor.begin();
    const [{ name }] = transactions(visitor);
    const prefix = name.slice(0, name.indexOf('_tx_') + 13);
    const planted = Array.from(
      { length: 40 },
      (_, i) => `${prefix}${String(i).padStart(9, '0')}_${'A'.repeat(16)}=x; Path=/; Secure`,
    );
    visitor.cookies.store(BASE_URL, planted);
    await assertGood(scene, visitor);
    assert.ok(transactions(visitor).length <= LIMITS.transaction_cookies);
  });
});
