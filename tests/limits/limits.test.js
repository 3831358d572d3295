// Checks every LIMIT of src/vocabulary.def to the byte, the entry or the second: the limit is accepted, and one more
// is refused. A limit without a row here is a failure.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { LIMITS } from '../../bindings/vocabulary.js';
import { KEPT_TRANSACTIONS, TRANSACTION_SECONDS } from '../../web/transactions.js';
import { CORE } from './core.js';
import { GATE } from './gate.js';
import { GROUPS } from './groups.js';
import { WORKER } from './worker.js';

/**
 * @typedef {object} Case
 * @property {string} what describes the input
 * @property {(n: number) => string | Promise<string>} probe returns the result for n
 * @property {string} [good] the result within the limit, if not `ok`
 * @property {string} bad the result past the limit
 * @property {number} [off] the difference between the last good n and the limit
 * @property {boolean} [exact] whether one less is also refused
 */

for (const name of /** @type {(keyof typeof LIMITS)[]} */ (Object.keys(LIMITS))) {
  describe(`the limit ${name}, ${LIMITS[name]}`, () => {
    const cases = [
      ...(CORE[name] ?? []),
      ...(WORKER[name] ?? []),
      ...(GROUPS[name] ?? []),
      ...(GATE[name] ?? []),
    ];

    test('has a case here', () => assert.ok(cases.length > 0));

    for (const { what, probe, good = 'ok', bad, off = 0, exact = false } of cases) {
      test(`holds for ${what}`, async () => {
        const last = LIMITS[name] + off;
        assert.notEqual(good, bad);
        assert.equal(await probe(last), good, `${last}`);
        assert.equal(await probe(last + 1), bad, `${last + 1}`);
        if (exact) assert.equal(await probe(last - 1), bad, `${last - 1}`);
      });
    }
  });
}

test('no row is about a limit that is gone', () => {
  for (const name of [CORE, WORKER, GROUPS, GATE].flatMap((table) => Object.keys(table)))
    assert.ok(Object.hasOwn(LIMITS, name), name);
});

test('the table of limits is the one of src/vocabulary.def', () => {
  const definition = readFileSync(new URL('../../src/vocabulary.def', import.meta.url), 'utf8');
  const rows = [...definition.matchAll(/^LIMIT\((\w+), (\d+), /gm)].map(([, name, value]) => [
    name,
    Number(value),
  ]);
  assert.deepEqual(Object.fromEntries(rows), { ...LIMITS });
});

test('the page keeps to the limits that it repeats', () => {
  assert.equal(KEPT_TRANSACTIONS, LIMITS.transaction_cookies);
  assert.equal(TRANSACTION_SECONDS, LIMITS.transaction_seconds);
});
