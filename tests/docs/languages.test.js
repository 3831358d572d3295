import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocksOf, headingsOf } from './documents.js';

/** Tables of codes, options and figures stand in the English one alone, which the other links. */
test('the two READMEs have the same sections, and the same code', () => {
  const levels = (/** @type {string} */ document) => headingsOf(document).map(({ level }) => level);
  assert.deepEqual(levels('README.zh-CN.md'), levels('README.md'));
  const code = (/** @type {string} */ document) => blocksOf(document).map((block) => block.code);
  assert.deepEqual(code('README.zh-CN.md'), code('README.md'));
});
