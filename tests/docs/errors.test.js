import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ERRORS } from '../../bindings/vocabulary.js';
import { read } from './documents.js';

const [withoutTable] = read('docs/errors.md').split('<!-- errors -->');

test('docs/errors.md has a row for every error code, and for nothing else', () => {
  const rows = [...withoutTable.matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code);
  assert.deepEqual(rows.toSorted(), Object.keys(ERRORS).sort());
});
