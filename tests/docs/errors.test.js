import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ERROR_CODES } from '../../bindings/vocabulary.js';
import { read } from './documents.js';

test('docs/errors.md has a row for every error code, and for nothing else', () => {
  const rows = [...read('docs/errors.md').matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code);
  assert.deepEqual(rows.toSorted(), [...ERROR_CODES].sort());
});
