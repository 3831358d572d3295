// Runs the committed seeds through the native core and through the wasm. `npm run fuzz` does the same with the
// inputs that fuzzing found.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compare, TARGETS, wasmCall } from './replay.js';

const program = fileURLToPath(new URL('../../build/dev/replay', import.meta.url));
const seeds = (/** @type {string} */ target) => fileURLToPath(new URL(`seeds/${target}`, import.meta.url));

describe('the native core and the wasm answer alike', () => {
  for (const target of TARGETS)
    test(`to the seeds of ${target}`, async () => {
      const { files, calls, accepted, differences } = await compare(program, target, [seeds(target)]);
      assert.deepEqual(differences, []);
      assert.equal(files, readdirSync(seeds(target)).length);
      assert.ok(calls >= files && accepted > 0, `${accepted} of ${calls} accepted`);
    });

  test('and a wasm that answers otherwise is noticed, with the name of the file', async () => {
    const honest = wasmCall();
    const { files, differences } = await compare(
      program,
      'return_to',
      [seeds('return_to')],
      (operation, numbers, texts) => {
        const results = honest(operation, numbers, texts);
        return operation.name === 'return_to' ? { return_to: `${Object.values(results)[0]}x` } : results;
      },
    );
    assert.equal(differences.length, files);
    assert.match(differences[0], /seeds\/return_to\/01\.txt: return_to/);
  });
});
