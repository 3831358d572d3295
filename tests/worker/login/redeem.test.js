// A request that waits for the redemption of another uses its own timer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redeem } from '../../../worker/login/redeem.js';
import { createApp } from '../../support/sealed.js';

const transaction = /** @type {any} */ ({ state: 's', nonce: 'n', code_verifier: 'v' });

test("who waits for a redemption whose request has died ends by a deadline of one's own", async () => {
  const { context } = await createApp({ deadline: 20 });
  // In workerd, the promise of a request that has ended never settles.
  const flights = /** @type {any} */ ({ run: () => new Promise(() => {}) });
  const call = /** @type {any} */ ({ context, flights });
  await assert.rejects(redeem(call, /** @type {any} */ ({}), transaction), { code: 'deadline_exceeded' });
});

test('who shares the result of another is told that it is not the first', async () => {
  const { context } = await createApp();
  const result = { user: { sub: 'alice' }, account: { sub: 'alice' }, began_at: 1 };
  const flights = /** @type {any} */ ({ run: async () => result });
  const call = /** @type {any} */ ({ context, flights });
  assert.deepEqual(await redeem(call, /** @type {any} */ ({}), transaction), { first: false, ...result });
});
