// The oldest browsers that docs/page.md names know ES2021. A file is written in it if nothing has to be rewritten for it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { transform } from 'esbuild';
import { BUTTON, OLDEST } from '../../scripts/bundle.js';
import { reach } from '../../scripts/reach.js';
import { root } from '../../scripts/setup/process.js';

/** Whether a script is written in the language of the oldest browsers. @param {string} code */
async function isOld(code) {
  const [old, same] = await Promise.all(
    [OLDEST, 'esnext'].map((target) => transform(code, { target, logLevel: 'silent' })),
  );
  return old.code === same.code;
}

test('what a page loads is ES2021', async () => {
  const files = [...reach(['web/index.js', 'web/button/index.js', 'web/react/index.js']), BUTTON];
  const scripts = files.filter((file) => file.endsWith('.js') && !file.startsWith('types/'));
  assert.ok(scripts.length > 20 && scripts.includes('dist/browser.js'), scripts.join(' '));
  for (const file of scripts) assert.ok(await isOld(readFileSync(join(root, file), 'utf8')), file);
});

test('newer grammar is found', async () => {
  assert.equal(await isOld('a ||= b ?? c?.d; 1_000;'), true);
  for (const code of ['class A { b = 1 }', 'class A { #b() {} }', 'class A { static {} }', '#b in a', '/a/v'])
    assert.equal(await isOld(code).catch(() => false), false, code);
});
