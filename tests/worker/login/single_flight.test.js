// An isolate redeems a transaction once.
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { TailchatLoginError } from '../../../bindings/error.js';
import { LIMITS } from '../../../bindings/vocabulary.js';
import { createSingleFlight } from '../../../worker/login/single_flight.js';

describe('the single flight', () => {
  /** @type {ReturnType<typeof createSingleFlight<string>>} */
  let flights;
  let time = 0;
  let runs = 0;
  const now = () => time;
  beforeEach(() => {
    flights = createSingleFlight();
    time = 1_000_000;
    runs = 0;
  });
  const run = (/** @type {string} */ key, work = async () => `result ${(runs += 1)}`) =>
    flights.run(key, now, work);

  test('runs the work of one key once, at the same time and after', async () => {
    const results = await Promise.all([run('a'), run('a'), run('b')]);
    assert.deepEqual([...results, await run('a')], ['result 1', 'result 1', 'result 2', 'result 1']);
  });

  test('shares an error as it shares a result', async () => {
    const work = async () => {
      runs += 1;
      throw new RangeError('it failed');
    };
    await assert.rejects(run('a', work), RangeError);
    await assert.rejects(run('a', work), RangeError);
    assert.equal(runs, 1);
  });

  test('shares an error of ours without what caused it, which may be of any size', async () => {
    const work = async () => {
      throw new TailchatLoginError('on_login_failed', { cause: new Error('x'.repeat(1000)) });
    };
    await assert.rejects(run('a', work), ({ cause }) => cause instanceof Error);
    await assert.rejects(
      run('a', work),
      ({ code, cause }) => code === 'on_login_failed' && cause === undefined,
    );
  });

  test('keeps a result 60 seconds from its end, and the transaction taken until it has expired', async () => {
    let end = (/** @type {string} */ _) => {};
    const slow = run('a', () => new Promise((resolve) => (end = resolve)));
    time += 30_000;
    end('late');
    await slow;
    time += LIMITS.shared_result_seconds * 1000 - 1;
    assert.equal(await run('a'), 'late');
    time += 1;
    await assert.rejects(run('a'), { code: 'transaction_finished' });
    assert.equal(runs, 0);
    time = 1_000_000 + LIMITS.taken_seconds * 1000 - 1;
    await assert.rejects(run('a'), { code: 'transaction_finished' });
  });

  test('forgets what is over', async () => {
    await run('a');
    time += 2 * LIMITS.shared_result_seconds * 1000;
    await run('b');
    assert.equal(flights.size(), 1);
  });

  test('holds a bounded number of results, and drops none that is under way', async () => {
    /** @type {(value: string) => void} */
    let end = () => {};
    const first = run('under way', () => new Promise((resolve) => (end = resolve)));
    for (let index = 0; index < LIMITS.shared_results + 100; index += 1) await run(`${index}`);
    assert.ok(flights.size() <= LIMITS.shared_results + 1, `${flights.size()}`);
    const again = run('under way');
    end('once');
    assert.deepEqual([await first, await again], ['once', 'once']);
  });

  test('knows every transaction that could come again, at five logins a second', async () => {
    const start = time;
    await run('first');
    for (let index = 0; index < 5 * LIMITS.taken_seconds; index += 1) {
      time += 200;
      await run(`${index}`);
    }
    time = start + LIMITS.taken_seconds * 1000 - 1;
    await assert.rejects(run('first'), { code: 'transaction_finished' });
  });

  test('leaves no rejection unhandled when nobody waits any more', async () => {
    /** @type {unknown[]} */
    const unhandled = [];
    const note = (/** @type {unknown} */ reason) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    run('a', async () => {
      throw new Error('nobody hears it');
    }).catch(() => {});
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    assert.deepEqual(unhandled, []);
  });
});
