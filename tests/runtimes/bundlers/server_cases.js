import assert from 'node:assert/strict';
import { readEntries } from './consumer.js';

/** @param {import('../suite.js').Suite} suite @param {string} url the address of the served bundle */
export async function checkEntries({ test }, url) {
  await test('every entry of the package is in the bundle with all that it exports', async () => {
    const expected = await readEntries();
    assert.ok(Object.keys(expected).length > 5);
    const response = await fetch(`${url}/entries`);
    assert.deepEqual(await response.json(), expected);
  });
}
