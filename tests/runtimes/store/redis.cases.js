// Runs the store on a real Redis with both clients: checks the contract, and the entries on the server.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createClient } from '@redis/client';
import { createRedisStore } from 'tailchat-login/store/redis';
import { testClaim, testStore, testSwap } from '../../worker/store/contract.js';
import { testUnderWay } from '../../worker/store/under_way.js';
import { CLIENTS, startRedis } from './redis.js';

for (const [name, connect] of Object.entries(CLIENTS))
  describe(`the store on Redis, by ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof startRedis>>} */
    let redis;
    /** @type {import('../../worker/store/contract.js').Bench} */
    let bench;
    /** A separate connection to the server. @type {ReturnType<typeof createClient>} */
    let server;
    /** @type {(() => void)[]} */
    const endings = [];
    before(async () => {
      redis = await startRedis();
      const [one, two] = [await connect(redis.path), await connect(redis.path)];
      server = createClient({ socket: { path: redis.path } });
      await server.connect();
      endings.push(one.close, two.close, () => server.destroy());
      bench = {
        store: createRedisStore(one.client),
        other: createRedisStore(two.client),
        async expire(key) {
          assert.equal(await server.sendCommand(['PEXPIREAT', `tailchat-login:${key}`, '1']), 1);
        },
      };
    });
    after(async () => {
      for (const end of endings) end();
      await redis.close();
    });
    testStore(() => bench);
    testClaim(() => bench);
    testSwap(() => bench);
    testUnderWay(() => bench);

    test('leaves no key without its end, and that is the one that was given', async () => {
      const { store } = bench;
      const time = async () => Number((await server.sendCommand(['TIME']))[0]);
      const first = await time();
      await store.put('a', 'text', 100);
      await store.put('a', 'text', 1000);
      await store.claim?.('b', 1000, '');
      await store.put('c', 'before', 100);
      await store.swap?.('c', 1000, 'after', 'before');
      const last = await time();
      for (const key of ['a', 'b', 'c']) {
        const end = Number(await server.sendCommand(['EXPIRETIME', `tailchat-login:${key}`]));
        assert.ok(end >= first + 1000 && end <= last + 1001, key);
      }
      const keys = await server.sendCommand(['KEYS', '*']);
      for (const key of keys) {
        assert.ok(key.startsWith('tailchat-login:'), key);
        assert.ok(Number(await server.sendCommand(['TTL', key])) > 0, key);
      }
    });

    test('keeps two prefixes apart', async () => {
      const { client, close } = await connect(redis.path);
      endings.push(close);
      const mine = createRedisStore(client, { prefix: 'mine:' });
      await mine.put('key', 'mine', 100);
      await bench.store.put('key', 'theirs', 100);
      assert.equal(await mine.get('key'), 'mine');
      assert.equal(await server.get('mine:key'), 'mine');
    });

    test('rejects when the server dies in the middle, and when it is gone', async () => {
      const other = await startRedis();
      // By default both clients queue commands until the server is back.
      const hasty = { disableOfflineQueue: true, enableOfflineQueue: false, maxRetriesPerRequest: 0 };
      const { client, close } = await connect(other.path, hasty);
      const store = createRedisStore(client);
      await store.put('key', 'text', 100);
      other.stop();
      const caught = [store.get('key'), store.put('key', 'text', 100), store.claim?.('other', 100, '')];
      const settled = Promise.allSettled(caught);
      await other.kill();
      for (const { status } of await settled) assert.equal(status, 'rejected');
      for (const ask of [
        () => store.get('key'),
        () => store.claim?.('key', 1, ''),
        () => store.swap?.('key', 1, 'a', 'b'),
        () => store.delete('key'),
      ])
        await assert.rejects(async () => ask());
      close();
      await other.close();
    });
  });
