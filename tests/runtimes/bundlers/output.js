import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The first bytes of a WebAssembly module, in hex. */
export const MODULE_HEX = '0061736d01000000';

/** Writes the HTML of the page, for bundlers that bundle only scripts. @param {string} folder @param {string} dist @param {string} script */
export async function writeHtml(folder, dist, script) {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  await writeFile(join(dist, 'index.html'), html.replace('type="module" src="./page.js"', script));
}

/** Checks that the bundler chose the entry for runtimes that can compile bytes. @param {string} dist */
export async function assertInlined(dist) {
  const names = (await readdir(dist)).filter((name) => /\.[cm]?js$/.test(name));
  const texts = await Promise.all(names.map((name) => readFile(join(dist, name), 'utf8')));
  assert.ok(
    texts.some((text) => text.includes(MODULE_HEX)),
    'no module in hex: another condition was taken',
  );
}
