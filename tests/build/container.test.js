// Reads the container recipe without running it, because the tests have no container engine.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packagesOf } from '../../scripts/setup/apt.js';
import { root } from '../../scripts/setup/process.js';

const read = (/** @type {string} */ name) => readFileSync(join(root, name), 'utf8');
const recipe = read('Dockerfile');

test('it stands on Debian 12 with a Node that the package supports', () => {
  const [, node, debian] = /^FROM node:(\d+)-(\w+)-slim$/m.exec(recipe) ?? [];
  const { engines } = JSON.parse(read('package.json'));
  assert.ok(Number(node) >= Number(engines.node.replace('>=', '')));
  assert.equal(debian, 'bookworm');
});

test('it installs what a build of the wasm needs', () => {
  const [, list = ''] = /--no-install-recommends (.*)$/m.exec(recipe) ?? [];
  assert.deepEqual(list.split(' '), ['ca-certificates', ...packagesOf('wasm')].sort());
});

test('its command is a script of the package', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const named = [...recipe.matchAll(/^RUN npm run (\S+)$/gm)].map(([, name]) => name);
  assert.deepEqual(named, ['build']);
  for (const name of named) assert.ok(name in scripts);
});

test('what a build has left is not copied into it, and both engines are told so', () => {
  const ignored = read('.dockerignore').trim().split('\n');
  const made = read('.gitignore')
    .split('\n')
    .flatMap((line) => /^\/(.+)\/$/.exec(line)?.[1] ?? []);
  assert.ok(made.length >= 4);
  for (const name of made)
    assert.ok(
      ignored.some((line) => line === name || line === `**/${name}`),
      name,
    );
});
