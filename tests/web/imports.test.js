// What a page can reach, by static and by dynamic imports, from the package's entries for browsers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ENTRIES = ['web/index.js', 'button/index.js', 'react/index.js'].map((name) => join(root, name));

/** @param {string} file @returns {{ name: string, lazy: boolean }[]} */
function readImports(file) {
  /** @type {{ name: string, lazy: boolean }[]} */
  const found = [];
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  /** @param {ts.Expression | undefined} specifier @param {boolean} lazy */
  const add = (specifier, lazy) => {
    assert.ok(specifier && ts.isStringLiteral(specifier), `${file}: an import that cannot be followed`);
    found.push({ name: specifier.text, lazy });
  };
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, false);
    if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier, false);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

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
    reached.filter((file) => !/^((web|button|react|bindings)\/|dist\/browser\.js$)/.test(file)),
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
  const needed = ['web/error.js', 'web/index.js', 'web/request.js'];
  assert.deepEqual(page, needed);
  assert.deepEqual(
    button.filter((file) => !file.startsWith('button/')),
    [...needed, 'web/session.js'],
  );
  assert.deepEqual(react, ['react/index.js', ...needed, 'web/session.js']);
});

test('on a server the button can be imported, and does nothing', async () => {
  assert.ok(!('HTMLElement' in globalThis) && !('document' in globalThis));
  const { TailchatLoginElement } = await import('tailchat-login/button');
  assert.equal(typeof TailchatLoginElement, 'function');
});
