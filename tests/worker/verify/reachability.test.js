// Verification is optional: without a verifier, a worker does not load one.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** All files that an entry loads. @param {string} entry */
function reach(entry) {
  /** @type {Set<string>} */
  const seen = new Set();
  /** @param {string} file */
  const visit = (file) => {
    if (seen.has(file) || !file.endsWith('.js') || !existsSync(file)) return;
    seen.add(file);
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    for (const [, name] of code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)) {
      if (name.startsWith('.')) visit(join(dirname(file), name));
      if (name === 'tailchat-login') for (const target of rootEntries()) visit(join(root, target));
    }
  };
  visit(join(root, entry));
  return [...seen].map((file) => relative(root, file));
}

/** @returns {string[]} */
const rootEntries = () =>
  Object.entries(exports['.'])
    .filter(([name]) => name !== 'types')
    .map(([, target]) => String(target));

const entries = ['./worker/index.js', './web/index.js', './cli/main.js', ...rootEntries()];

for (const entry of entries) {
  test(`${entry} does not load the verifier`, () => {
    const files = reach(entry);
    assert.ok(files.length > 5, 'the walk works');
    assert.deepEqual(
      files.filter((file) => file.startsWith('worker/verify/')),
      [],
    );
  });
}

// The core has the rule for accepted addresses, and the client loads the core.
test('the verifier loads the client at most: no routes and no session', () => {
  const files = reach('worker/verify/index.js');
  assert.ok(files.includes('worker/verify/key_set.js') && files.includes('worker/client/upstream.js'));
  const client = reach('worker/entry.js');
  assert.deepEqual(
    files.filter(
      (file) =>
        !/^(worker\/verify\/|worker\/config\/addresses\.js$|bindings\/errors\/verify\.js$)/.test(file) &&
        !client.includes(file),
    ),
    [],
  );
});
