// Runs the store on the real Durable Objects of workerd, with Miniflare and two workers.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Miniflare } from 'miniflare';
import { testClaim, testStore, testSwap } from '../../worker/store/contract.js';
import { testUnderWay } from '../../worker/store/under_way.js';
import { createRemoteStore } from './bench.js';
import { bundleModules } from './bundle.js';

const compatibilityDate = '2026-07-01';
const className = 'LoginStore';
const sockets = [{ port: 0 }];

for (const useSQLite of [true, false])
  describe(`the store on Durable Objects, ${useSQLite ? 'with SQLite' : 'with key-value storage'}`, () => {
    /** @type {Miniflare} */
    let miniflare;
    /** @type {import('../../worker/store/contract.js').Bench} */
    let bench;
    /** @type {(key: string, what: string) => Promise<any>} */
    let ask;
    before(async () => {
      const modules = await bundleModules(new URL('objects.worker.js', import.meta.url));
      const worker = { modules, compatibilityDate, unsafeDirectSockets: sockets };
      const object = { className, useSQLite };
      miniflare = new Miniflare({
        workers: [
          { ...worker, name: 'one', durableObjects: { STORE: object } },
          { ...worker, name: 'two', durableObjects: { STORE: { ...object, scriptName: 'one' } } },
        ],
      });
      const [one, two] = await Promise.all(['one', 'two'].map((name) => miniflare.unsafeGetDirectURL(name)));
      ask = async (key, what) => (await fetch(new URL(`${what}?key=${key}`, one))).json();
      bench = {
        store: createRemoteStore(() => one),
        other: createRemoteStore(() => two),
        expire: async (key) => void (await ask(key, '/expire')),
      };
    });
    after(() => miniflare.dispose());
    testStore(() => bench);
    testClaim(() => bench);
    testSwap(() => bench);
    testUnderWay(() => bench);

    test('has each life ended by an alarm, and then holds nothing', async () => {
      const { store, expire } = bench;
      await store.put('key', 'first', 1000);
      await store.put('key', 'text', 100);
      const { entries, alarm, now } = await ask('key', '/look');
      assert.deepEqual(entries, [['entry', { value: 'text', until_ms: alarm }]]);
      assert.ok(alarm > now && alarm <= now + 100_000);

      const early = await ask('key', '/alarm');
      assert.deepEqual([early.entries.length, early.alarm], [1, alarm]);
      await expire('key');
      assert.deepEqual((await ask('key', '/alarm')).entries, []);
    });

    test('holds nothing after a delete, nor for a key that was only asked for', async () => {
      const { store } = bench;
      await store.put('deleted', 'text', 100);
      await store.delete('deleted');
      await store.get('unknown');
      for (const key of ['deleted', 'unknown']) {
        const { entries, alarm } = await ask(key, '/look');
        assert.deepEqual([entries, alarm], [[], null], key);
      }
    });
  });
