// The cache is limited in number and in bytes, drops one generation at a time, and keeps what is in use.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createGenerations } from '../../../worker/lib/generations.js';

/** Entries that weigh what their value says. @param {object} [bounds] */
const create = (bounds) =>
  createGenerations({ mostBytes: 1000, weigh: (_, /** @type {number} */ value) => value, ...bounds });

describe('two generations', () => {
  test('hold as many as may be, and drop the older half for one more', () => {
    const kept = create({ most: 4 });
    for (const key of ['a', 'b', 'c', 'd']) kept.set(key, 1);
    assert.deepEqual([kept.size(), kept.bytes()], [4, 4]);
    kept.set('e', 1);
    assert.deepEqual(
      ['a', 'b', 'c', 'd', 'e'].map((key) => kept.get(key)),
      [undefined, undefined, 1, 1, 1],
    );
  });

  test('keep what is asked for', () => {
    const kept = create({ most: 4 });
    kept.set('in use', 1);
    for (let index = 0; index < 100; index += 1) {
      kept.set(`${index}`, 1);
      assert.equal(kept.get('in use'), 1, `${index}`);
      assert.ok(kept.size() <= 4);
    }
  });

  test('hold so many bytes, whatever one entry takes', () => {
    const kept = create({});
    for (let index = 0; index < 1000; index += 1) {
      kept.set(`${index}`, (index * 37) % 1001);
      assert.ok(kept.bytes() <= 1000, `${index}: ${kept.bytes()}`);
      assert.equal(kept.get(`${index}`), (index * 37) % 1001);
    }
    kept.set('as large as may be', 1000);
    assert.deepEqual([kept.size(), kept.get('as large as may be')], [1, 1000]);
    kept.set('larger', 1001);
    assert.deepEqual([kept.size(), kept.get('larger')], [1, undefined]);
  });

  test('count what takes the place of another', () => {
    const kept = create({});
    kept.set('a', 100);
    kept.set('b', 100);
    kept.set('a', 300);
    assert.deepEqual([kept.size(), kept.bytes(), kept.get('a')], [2, 400, 300]);
    kept.set('c', 200);
    kept.set('a', 1);
    assert.deepEqual([kept.size(), kept.bytes(), kept.get('a')], [3, 301, 1]);
    kept.set('a', 1001);
    assert.deepEqual([kept.size(), kept.bytes(), kept.get('a')], [2, 300, undefined]);
  });

  test('keep what must stay, above the bound if they have to, and come back to it', () => {
    let busy = true;
    const kept = create({ most: 4, mustStay: () => busy });
    for (let index = 0; index < 100; index += 1) kept.set(`${index}`, 1);
    assert.equal(kept.size(), 100);
    busy = false;
    for (const key of ['a', 'b', 'c', 'd']) kept.set(key, 1);
    assert.ok(kept.size() <= 4, `${kept.size()}`);
  });

  test('forget what has not been asked for in two lives', () => {
    const kept = create({});
    kept.age(1000, 60);
    kept.set('a', 1);
    kept.age(1059, 60);
    kept.set('b', 1);
    kept.age(1060, 60);
    assert.equal(kept.size(), 2);
    assert.equal(kept.get('b'), 1);
    kept.age(1119, 60);
    assert.equal(kept.size(), 2);
    kept.age(1120, 60);
    assert.deepEqual([kept.get('a'), kept.get('b')], [undefined, 1]);
    kept.age(2000, 60);
    assert.deepEqual([kept.size(), kept.bytes()], [0, 0]);
  });

  test('forget nothing before its time when the clock goes back', () => {
    const kept = create({});
    kept.age(1000, 60);
    kept.set('a', 1);
    for (const now of [900, 0, 959]) kept.age(now, 60);
    assert.equal(kept.get('a'), 1);
  });
});
