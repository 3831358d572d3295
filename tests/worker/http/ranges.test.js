import test from 'node:test';
import assert from 'node:assert/strict';
import { readRanges } from '../../../worker/http/negotiation.js';

test('the ranges of a header are read by weight, and a header without end only at its start', () => {
  const names = (/** @type {string} */ header) => readRanges(header).map(({ range }) => range);
  assert.deepEqual(names('en;q=0.5, ZH ; x=1; q=0.8, fr;q=0'), ['zh', 'en']);
  assert.equal(names('a,'.repeat(8000)).length, 32);
  const [{ quality }] = readRanges(`text/html${';x'.repeat(7)};q=0.5`);
  assert.equal(quality, 1); // the weight is the ninth part
});
