// Checks how the adapters judge their arguments. tests/runtimes/store/ runs them on the real services.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createDurableObjectStore } from 'tailchat-login/store/durable-objects';
import { createKvStore } from 'tailchat-login/store/kv';
import { createRedisStore } from 'tailchat-login/store/redis';

for (const [name, create] of /** @type {[string, (given: any) => object][]} */ ([
  ['a client of redis or ioredis', createRedisStore],
  ['a KV namespace, as its binding gives it', createKvStore],
  ['a Durable Object namespace, as its binding gives it', createDurableObjectStore],
]))
  test(`a store is made from ${name}, and from nothing else`, () => {
    for (const given of [undefined, null, 'redis://localhost', {}, { get() {}, set() {} }])
      assert.throws(() => create(given), {
        code: 'configuration_invalid',
        option: 'store',
        message: `store must be made from ${name}`,
      });
  });

test('the store on KV has no claim to promise', () => {
  const namespace = { getWithMetadata() {}, async put() {}, async delete() {} };
  assert.equal(createKvStore(/** @type {any} */ (namespace)).claim, null);
});

describe('the store on Redis', () => {
  test('takes no answer for a yes but OK', async () => {
    for (const answer of ['QUEUED', undefined, 1, Buffer.from('OK')]) {
      const store = createRedisStore({ get: async () => null, del: async () => 0, set: async () => answer });
      await assert.rejects(store.put('key', 'text', 60), /did not answer SET with OK/);
      await assert.rejects(async () => store.claim?.('key', 60, ''), /did not answer SET with OK/);
    }
  });
});

describe('the swap of the store on Redis', () => {
  const client = { get: async () => null, set: async () => 'OK', del: async () => 0 };

  test('is there where the client can run a script', () => {
    assert.equal(typeof createRedisStore({ ...client, eval: async () => 1 }).swap, 'function');
    assert.equal(createRedisStore(client).swap, null);
  });

  test('takes no answer but 1 and 0', async () => {
    for (const answer of ['QUEUED', undefined, null, '1', 2, 'OK', true]) {
      const store = createRedisStore({ ...client, eval: async () => answer });
      await assert.rejects(async () => store.swap?.('key', 60, 'a', 'b'), /did not answer EVAL/);
    }
  });
});

describe('the store on Durable Objects', () => {
  test('takes no failure of the object for an answer', async () => {
    const namespace = {
      idFromName: (/** @type {string} */ name) => name,
      get: () => ({ fetch: async () => new Response('{"result":true}', { status: 500 }) }),
    };
    const store = createDurableObjectStore(namespace);
    await assert.rejects(store.get('key'), /failed/);
    await assert.rejects(async () => store.claim?.('key', 60, ''), /failed/);
    await assert.rejects(async () => store.swap?.('key', 60, 'a', 'b'), /failed/);
  });
});
