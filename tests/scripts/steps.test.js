import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeSteps } from '../../scripts/steps.js';

test('steps may fall, and grow by 5 % and no more', () => {
  assert.deepEqual(judgeSteps({ a: 1050, b: 1 }, { a: 1000, b: 1000 }), []);
  assert.equal(judgeSteps({ a: 1051, b: 1 }, { a: 1000, b: 1000 }).length, 1);
});

test('an operation without a baseline and a baseline without an operation are problems', () => {
  assert.match(judgeSteps({ a: 1 }, {}).join(), /^a: /);
  assert.match(judgeSteps({}, { a: 1 }).join(), /^a: /);
});
