// The floor: the core's own sources over include/, where headers by hand stand in for Boost.URL and nlohmann.
// These go by the RFCs alone; what is known to differ is that integers between 2^53 and 2^64 are refused.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { bindCore } from '../../bindings/core.js';
import { buildPreset } from '../../scripts/build.js';
import { withLock } from '../../scripts/setup/lock.js';
import { relevant, run } from '../../tests/core/vectors.js';

const VECTORS = new URL('../../tests/vectors/', import.meta.url);
const MODULE = new URL('../../build/wasm/floor.wasm', import.meta.url);

/** It does the core's work, or there is nothing to compare. @param {WebAssembly.Module} module */
function checkVectors(module) {
  const core = bindCore(() => module);
  for (const name of readdirSync(VECTORS).filter((file) => file.endsWith('.json'))) {
    const file = JSON.parse(readFileSync(new URL(name, VECTORS), 'utf8'));
    for (const vector of file.vectors)
      assert.deepEqual(
        relevant(run(core, file, vector), vector.expect),
        vector.expect,
        `the floor, ${file.operation}: ${vector.name}`,
      );
  }
}

/** @param {{ name: string }} a @param {{ name: string }} b */
const byName = (a, b) => (a.name < b.name ? -1 : 1);

/** @param {Uint8Array<ArrayBuffer>} ours whose exports it must have @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function buildFloor(ours) {
  await withLock(() => buildPreset('wasm', 'floor'));
  const bytes = readFileSync(MODULE);
  const module = new WebAssembly.Module(bytes);
  assert.deepEqual(
    WebAssembly.Module.exports(module).sort(byName),
    WebAssembly.Module.exports(new WebAssembly.Module(ours)).sort(byName),
  );
  checkVectors(module);
  return bytes;
}
