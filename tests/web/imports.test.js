// Lists the files that a page can reach, by static and dynamic imports, from the package's entries for browsers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readImports } from '../support/imports.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ENTRIES = ['web/index.js', 'web/button/index.js', 'web/react/index.js'].map((name) => join(root, name));

/** The project's files that modules reach, themselves included. @param {{ lazy: boolean }} follow @param {string[]} entries */
function reach(follow, entries = ENTRIES) {
  const files = new Set(entries);
  for (const file of files)
    for (const { name, lazy } of readImports(file)) {
      if (name === 'react' && file === ENTRIES[2]) continue;
      assert.match(
        name,
        /^\.{1,2}\//,
        `${relative(root, file)} imports ${name}: a page gets nothing but our own files`,
      );
      if (!lazy || follow.lazy) files.add(resolve(dirname(file), name));
    }
  return [...files].map((file) => relative(root, file));
}

test('a page reaches web/, bindings/ and its own WebAssembly only: no worker, no testing kit, no node: module', () => {
  const reached = reach({ lazy: true });
  assert.deepEqual(
    reached.filter((file) => !/^((web|bindings)\/|dist\/browser\.js$)/.test(file)),
    [],
  );
  assert.ok(reached.includes('web/page.js') && reached.includes('dist/browser.js'), reached.join(' '));
});

test('no code that a page reaches names a client secret', () => {
  for (const file of reach({ lazy: true })) {
    // The message of invalid_client names the option, in prose.
    const code = readFileSync(join(root, file), 'utf8').replaceAll(/\bmessage: '[^']*'/g, '');
    assert.doesNotMatch(code, /client_?secret/i, file);
  }
});

test('what the worker-started login loads is without the WebAssembly and without the table of messages', () => {
  const [page, button, react] = ENTRIES.map((entry) => reach({ lazy: false }, [entry]).sort());
  const needed = ['bindings/header.js', 'web/error.js', 'web/index.js', 'web/request.js'];
  assert.deepEqual(page, needed);
  assert.deepEqual(
    button.filter((file) => !file.startsWith('web/button/')),
    [...needed, 'web/session.js'],
  );
  assert.deepEqual(react, [...needed, 'web/react/index.js', 'web/session.js'].sort());
});

test('on a server the button can be imported, and does nothing', async () => {
  assert.ok(!('HTMLElement' in globalThis) && !('document' in globalThis));
  const { TailchatLoginElement } = await import('tailchat-login/button');
  assert.equal(typeof TailchatLoginElement, 'function');
});
