// Runs the store on Miniflare's KV. It has one location, so a written value is visible immediately.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Miniflare } from 'miniflare';
import { testStore } from '../../worker/store/contract.js';
import { createRemoteStore } from './bench.js';
import { bundleModules } from './bundle.js';

describe('the store on Cloudflare KV', () => {
  const clock = { ahead: 0 };
  /** @type {Miniflare} */
  let miniflare;
  /** @type {import('../../worker/store/contract.js').Bench} */
  let bench;
  before(async () => {
    const modules = await bundleModules(new URL('kv.worker.js', import.meta.url));
    miniflare = new Miniflare({ modules, compatibilityDate: '2026-07-01', kvNamespaces: ['SESSIONS'] });
    const url = await miniflare.ready;
    bench = {
      store: createRemoteStore(() => new URL(`?ahead=${clock.ahead}`, url)),
      async expire() {
        clock.ahead += 3_600_000;
      },
    };
  });
  after(() => miniflare.dispose());
  testStore(() => bench);

  test('ends a life that is shorter than KV allows', async () => {
    const { store } = bench;
    await store.put('short', 'text', 1);
    clock.ahead -= 1;
    assert.equal(await store.get('short'), 'text');
    clock.ahead += 3_600_000;
    assert.equal(await store.get('short'), undefined);
  });

  test('has KV itself forget what has ended', async () => {
    const { store } = bench;
    const namespace = await miniflare.getKVNamespace('SESSIONS');
    for (const ttl of [1, 60, 1000]) {
      const key = `life ${ttl}`;
      const least = Math.floor(Date.now() / 1000) + Math.max(60, ttl);
      await store.put(key, 'text', ttl);
      const { keys } = await namespace.list({ prefix: key });
      const most = Math.ceil(Date.now() / 1000) + Math.max(60, ttl);
      const { expiration = 0 } = keys[0];
      assert.ok(expiration >= least && expiration <= most, key);
    }
  });
});
