import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { testClaim, testStore, testSwap } from './contract.js';

describe('the store in memory', () => {
  const clock = { now: 1_700_000_000_000 };
  const store = createMemoryStore({ now: () => clock.now });
  const bench = {
    store,
    async expire() {
      clock.now += 3_600_000;
    },
  };
  testStore(() => bench);
  testClaim(() => bench);
  testSwap(() => bench);

  test('ends a life at its second and not before', async () => {
    await store.put('key', 'text', 60);
    clock.now += 59_999;
    assert.equal(await store.get('key'), 'text');
    clock.now += 1;
    assert.equal(await store.get('key'), undefined);
  });

  test('lets go of what has ended', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc');
    const time = { now: 0 };
    const small = createMemoryStore({ now: () => time.now });
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let index = 0; index < 20_000; index += 1) {
      time.now += 1000;
      await small.put(`key ${index}`, Buffer.alloc(4096, 'a').toString('latin1'), 10);
    }
    collect();
    const grown = process.memoryUsage().heapUsed - before;
    assert.ok(grown < 16 * 2 ** 20, `${grown} bytes are held, of 80 MiB that were put`);
    assert.equal((await small.get('key 19999'))?.length, 4096);
  });
});
