// Checks the layout of the tests: their imports exist, their folders match the product's, and several tests share support.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { filesIn } from '../../scripts/files.js';
import { root } from '../../scripts/setup/process.js';

const files = filesIn('tests').filter((file) => file.endsWith('.js'));

/** The project's files that a test imports, as paths from the root. @param {string} file */
const importsOf = (file) =>
  ts
    .preProcessFile(readFileSync(join(root, file), 'utf8'))
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => join(dirname(file), fileName));

// These import files that a build or an installation writes.
const followed = files.filter((file) => !/^tests\/runtimes\/(app|bundlers|browsers)\//.test(file));
const imports = new Map(followed.map((file) => [file, importsOf(file)]));

test('every import of a test leads to a file', () => {
  const lost = [...imports].flatMap(([file, names]) =>
    names.filter((name) => !existsSync(join(root, name))).map((name) => `${file}: ${name}`),
  );
  assert.deepEqual(lost, []);
});

test('a folder of tests under the name of a part of the product is a folder there', () => {
  const part = /^tests\/((?:bindings|worker|web|cli|testing|scripts|templates)(?:\/.*)?)\/[^/]*\.test\.js$/;
  const folders = new Set(files.flatMap((file) => part.exec(file)?.[1] ?? []));
  assert.ok(folders.size > 15, [...folders].join(' '));
  assert.deepEqual(
    [...folders].filter((folder) => !existsSync(join(root, folder))),
    [],
  );
});

test('support is what several folders use; what one uses stands in it', () => {
  const support = files.filter((file) => file.startsWith('tests/support/'));
  const alone = support.filter((file) => {
    const users = [...imports].filter(([, names]) => names.includes(file)).map(([user]) => dirname(user));
    return new Set(users).size < 2;
  });
  assert.deepEqual(alone, []);
});

test('tests/mutants/ and tests/requirements/ hold data', () => {
  const held = ['mutants', 'requirements'].flatMap((name) => filesIn(`tests/${name}`));
  assert.deepEqual(
    held.filter((file) => !/\/[a-z_]+\.js$/.test(file)),
    [],
  );
});
