import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How a WebAssembly module begins, in the hex that carries it. */
export const MODULE_HEX = '0061736d01000000';

/** For bundlers of scripts alone: the page's HTML, for their script. @param {string} folder @param {string} dist @param {string} script */
export async function writeHtml(folder, dist, script) {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  await writeFile(join(dist, 'index.html'), html.replace('type="module" src="./page.js"', script));
}

/** That the entry for runtimes which compile bytes was taken. @param {string} dist */
export async function assertInlined(dist) {
  const names = (await readdir(dist)).filter((name) => /\.[cm]?js$/.test(name));
  const texts = await Promise.all(names.map((name) => readFile(join(dist, name), 'utf8')));
  assert.ok(
    texts.some((text) => text.includes(MODULE_HEX)),
    'no module in hex: another condition was taken',
  );
}
