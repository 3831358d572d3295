// What is kept is bounded, goes from the oldest on, and costs the same however much has gone before.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createAgingMap } from '../../../worker/lib/aging_map.js';

describe('an aging map', () => {
  test('drops the oldest where there are too many', () => {
    const map = createAgingMap(3);
    for (const key of ['a', 'b', 'c', 'd']) map.set(key, key);
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map((key) => map.get(key)),
      [undefined, 'b', 'c', 'd'],
    );
    assert.equal(map.size(), 3);
  });

  test('keeps what may not go, above its bound if it must, and comes back to it', () => {
    const busy = new Set(['a', 'b', 'c', 'd', 'e']);
    const map = createAgingMap(2, (/** @type {string} */ value) => !busy.has(value));
    for (const key of busy) map.set(key, key);
    assert.equal(map.size(), 5);
    busy.clear();
    for (let index = 0; index < 10; index += 1) map.set(`${index}`, 'x');
    assert.equal(map.size(), 2);
    assert.equal(map.get('9'), 'x');
  });

  test('sweeps from the oldest up to the first that is not over', () => {
    const map = createAgingMap(10);
    for (const until of [1, 2, 5, 3]) map.set(`${until}`, until);
    map.sweep((until) => until <= 3);
    assert.deepEqual(
      ['1', '2', '5', '3'].map((key) => map.get(key)),
      [undefined, undefined, 5, 3],
    );
    map.sweep(() => true);
    assert.equal(map.size(), 0);
    map.sweep(() => true);
  });

  test('forgets the place of a key that comes again', () => {
    const map = createAgingMap(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 3);
    map.set('c', 4);
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => map.get(key)),
      [3, undefined, 4],
    );
    map.sweep((value) => value === 3);
    assert.equal(map.get('a'), undefined);
  });

  test('holds only what is in it, after ten thousand have come and gone', () => {
    const map = createAgingMap(5);
    for (let index = 0; index < 10_000; index += 1) map.set(`${index}`, index);
    assert.equal(map.size(), 5);
    for (let index = 9995; index < 10_000; index += 1) assert.equal(map.get(`${index}`), index);
    assert.equal(map.get('9994'), undefined);
  });

  test('drops the oldest where they take too much, as many as it needs', () => {
    const map = createAgingMap(100, undefined, 10_000);
    for (const key of ['a', 'b', 'c', 'd']) map.set(key, key, 2000);
    assert.equal(map.size(), 4);
    map.set('e', 'e', 7000);
    assert.deepEqual(
      ['a', 'b', 'c', 'd', 'e'].map((key) => map.get(key)),
      [undefined, undefined, undefined, 'd', 'e'],
    );
    map.set('f', 'f', 20_000);
    assert.deepEqual([map.size(), map.bytes()], [0, 0]);
  });

  test('counts what has grown in its place, what comes again, and what was swept', () => {
    const map = createAgingMap(100, undefined, 10_000);
    map.set('a', 'a', 1000);
    map.set('b', 'b', 1000);
    const two = map.bytes();
    map.set('b', 'b', 1500);
    assert.equal(map.bytes(), two + 500);
    map.grow('a', 9000);
    assert.deepEqual([map.get('a'), map.get('b'), map.size()], [undefined, 'b', 1]);
    map.grow('a', 9000);
    map.sweep(() => true);
    assert.equal(map.bytes(), 0);
  });

  test('weighs the letters of its keys, two bytes each where one is not in Latin-1', () => {
    const weight = (/** @type {string} */ key) => {
      const map = createAgingMap(1);
      map.set(key, 0);
      return map.bytes();
    };
    assert.equal(weight('x'.repeat(1000)) - weight(''), 1000);
    assert.equal(weight('é'.repeat(1000)) - weight(''), 1000);
    assert.equal(weight(`${'x'.repeat(999)}张`) - weight(''), 2000);
  });
});
