// The test cases that every store must pass.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';

/** @typedef {import('../../../types/store.js').Store} Store */

/**
 * @typedef {object} Bench
 * @property {Store} store
 * @property {Store} [other] another connection to the same store, like that of a second isolate
 * @property {(key: string) => Promise<void>} expire ends the life of the value under a key
 */

const AT_ONCE = 24;
const LIFE = 3600;

const TEXTS = [
  '',
  'a',
  'null',
  '{"a":"\\"b\\""}',
  'two\nlines\r\n\0',
  '\u{1f511} Zoë 张三',
  'x'.repeat(65_536),
];

/**
 * Cases of one store, within a describe().
 *
 * @param {() => Bench} bench
 */
export function testStore(bench) {
  const makeKey = () => `session:${randomUUID()}`;

  test('gives nothing for a key that was never put', async () => {
    assert.equal(await bench().store.get(makeKey()), undefined);
  });

  test('gives each text back as it was put', async () => {
    const { store } = bench();
    for (const text of TEXTS) {
      const key = makeKey();
      await store.put(key, text, LIFE);
      assert.equal(await store.get(key), text);
    }
  });

  test('keeps what was put last', async () => {
    const { store } = bench();
    const key = makeKey();
    await store.put(key, 'first', LIFE);
    await store.put(key, 'second', LIFE);
    assert.equal(await store.get(key), 'second');
  });

  test('keeps keys apart that begin alike or differ in case', async () => {
    const { store } = bench();
    const key = makeKey();
    const keys = [key, `${key}:a`, `${key}:A`, `${key}_`, `${key}-`];
    for (const name of keys) await store.put(name, name, LIFE);
    for (const name of keys) assert.equal(await store.get(name), name);
    await store.delete(key);
    for (const name of keys.slice(1)) assert.equal(await store.get(name), name);
  });

  test('gives nothing after a delete, and deletes what is not there', async () => {
    const { store } = bench();
    const key = makeKey();
    await store.put(key, 'text', LIFE);
    assert.equal(await store.delete(key), undefined);
    assert.equal(await store.get(key), undefined);
    await store.delete(key);
    await store.put(key, 'again', LIFE);
    assert.equal(await store.get(key), 'again');
  });

  test('gives nothing once the life has ended, and takes the key again', async () => {
    const { store, expire } = bench();
    const key = makeKey();
    await store.put(key, 'text', LIFE);
    await expire(key);
    assert.equal(await store.get(key), undefined);
    await store.put(key, 'again', LIFE);
    assert.equal(await store.get(key), 'again');
  });

  test('keeps many at once', async () => {
    const { store } = bench();
    const keys = Array.from({ length: AT_ONCE }, makeKey);
    await Promise.all(keys.map((key) => store.put(key, key, LIFE)));
    assert.deepEqual(await Promise.all(keys.map((key) => store.get(key))), keys);
  });

  test('shows at once what another has put or deleted', async () => {
    const { store, other = store } = bench();
    const key = makeKey();
    assert.equal(await other.get(key), undefined);
    await store.put(key, 'text', LIFE);
    assert.equal(await other.get(key), 'text');
    await other.delete(key);
    assert.equal(await store.get(key), undefined);
  });
}

/**
 * Cases of a store that has a claim.
 *
 * @param {() => Bench} bench
 */
export function testClaim(bench) {
  /** @param {Store} store @param {string} key */
  const claim = (store, key) => {
    assert.ok(store.claim);
    return store.claim(key, LIFE, '');
  };
  const makeKey = () => `transaction:${randomUUID()}`;

  test('lets one alone of many have a claim, wherever they are', async () => {
    const { store, other = store } = bench();
    const key = makeKey();
    const claims = Array.from({ length: AT_ONCE }, (_, index) => claim(index % 2 ? store : other, key));
    assert.equal((await Promise.all(claims)).filter((got) => got === true).length, 1);
    assert.equal(await claim(store, key), false);
  });

  test('lets each key be claimed', async () => {
    const { store } = bench();
    const claims = Array.from({ length: AT_ONCE }, () => claim(store, makeKey()));
    assert.ok((await Promise.all(claims)).every((got) => got === true));
  });

  test('lets a claim be had again when its life has ended, and when it is deleted', async () => {
    const { store, expire } = bench();
    const key = makeKey();
    assert.equal(await claim(store, key), true);
    await expire(key);
    assert.equal(await claim(store, key), true);
    assert.equal(await claim(store, key), false);
    await store.delete(key);
    assert.equal(await claim(store, key), true);
  });

  test('has under a claimed key the text that it was claimed with, until something is put there', async () => {
    const { store, other = store } = bench();
    for (const text of ['', 'first', '\u{1f511} 张三']) {
      const claimed = makeKey();
      assert.equal(await store.claim?.(claimed, LIFE, text), true);
      assert.equal(await other.claim?.(claimed, LIFE, 'second'), false);
      assert.equal(await other.get(claimed), text);
    }
    const key = makeKey();
    await claim(store, key);
    await store.put(key, 'text', LIFE);
    assert.equal(await other.get(key), 'text');
    assert.equal(await claim(other, key), false);
  });

  test('gives no claim of a key that holds something', async () => {
    const { store } = bench();
    const key = makeKey();
    await store.put(key, '', LIFE);
    assert.equal(await claim(store, key), false);
    assert.equal(await store.get(key), '');
  });
}

/**
 * Cases of a store that has a swap.
 *
 * @param {() => Bench} bench
 */
export function testSwap(bench) {
  /** @param {Store} store @param {string} key @param {string} value @param {string} before */
  const swap = (store, key, value, before) => {
    assert.ok(store.swap);
    return store.swap(key, LIFE, value, before);
  };
  const makeKey = () => `user:${randomUUID()}`;

  test('swaps a text for another only where it is the one that is there', async () => {
    const { store, other = store } = bench();
    for (const [before, after] of [
      ['', 'a'],
      ['a', ''],
      ['\u{1f511} 张三', 'two\nlines\r\n\0'],
      ['1', '01'],
      ['same', 'same'],
    ]) {
      const key = makeKey();
      await store.put(key, before, LIFE);
      assert.equal(await swap(other, key, 'wrong', `${before} `), false);
      assert.equal(await store.get(key), before);
      assert.equal(await swap(other, key, after, before), true);
      assert.equal(await store.get(key), after);
    }
  });

  test('swaps nothing where there is nothing, and where the life has ended', async () => {
    const { store, expire } = bench();
    const key = makeKey();
    assert.equal(await swap(store, key, 'text', ''), false);
    assert.equal(await store.get(key), undefined);
    await store.put(key, 'text', LIFE);
    await expire(key);
    assert.equal(await swap(store, key, 'other', 'text'), false);
    assert.equal(await store.get(key), undefined);
  });

  test('lets one alone of many swap, wherever they are', async () => {
    const { store, other = store } = bench();
    const key = makeKey();
    await store.put(key, 'before', LIFE);
    const swaps = Array.from({ length: AT_ONCE }, (_, index) =>
      swap(index % 2 ? store : other, key, `${index}`, 'before'),
    );
    const got = await Promise.all(swaps);
    assert.equal(got.filter((done) => done === true).length, 1);
    assert.equal(await store.get(key), `${got.indexOf(true)}`);
  });

  test('gives what is swapped in a life of its own', async () => {
    const { store, expire } = bench();
    const key = makeKey();
    await store.put(key, 'before', 10 * LIFE);
    await swap(store, key, 'after', 'before');
    await expire(key);
    assert.equal(await store.get(key), undefined);
  });
}
