import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { core } from '../../bindings/wasm/inline.js';
import { relevant, run } from './vectors.js';

const folder = new URL('../vectors/', import.meta.url);

for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
  const file = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  describe(`${file.operation} in wasm`, () => {
    for (const vector of file.vectors)
      test(vector.name, () =>
        assert.deepEqual(relevant(run(core, file, vector), vector.expect), vector.expect),
      );
  });
}
