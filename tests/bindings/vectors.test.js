import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { gate } from '../../bindings/wasm/gate/inline.js';
import { groups } from '../../bindings/wasm/groups/inline.js';
import { core } from '../../bindings/wasm/inline.js';
import { REQUEST_ERROR_CODES } from '../../bindings/vocabulary.js';
import { relevant, run } from '../support/vectors.js';

const folder = new URL('../vectors/', import.meta.url);

for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
  const file = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  describe(`${file.operation} in wasm`, () => {
    for (const vector of file.vectors)
      test(vector.name, () =>
        assert.deepEqual(
          relevant(run({ ...core, ...groups, ...gate }, file, vector), vector.expect),
          vector.expect,
        ),
      );
  });
}

test('what a request can end with has a code on the page too', () => {
  const read = (/** @type {string} */ name) =>
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')).vectors;
  /** @type {string[]} */
  const codes = [...read('begin.json'), ...read('configure.json')].flatMap(
    ({ expect }) => expect.error ?? [],
  );
  assert.ok(codes.length > 0);
  for (const code of codes) assert.ok(REQUEST_ERROR_CODES.includes(code), code);
});
