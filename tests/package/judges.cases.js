// Checks the tarball with the tools of other projects.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const tarball = process.env.TARBALL ?? '';

/** @param {string} script below node_modules @param {string[]} args */
function judge(script, args) {
  const program = fileURLToPath(new URL(`node_modules/${script}`, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
  return stdout;
}

test('publint finds nothing to say, not even a suggestion', () => {
  const said = judge('publint/src/cli.js', ['run', tarball, '--strict']);
  assert.match(said, /All good!/);
});

test('the types are resolved as the scripts are, by every entry (attw)', () => {
  const options = [
    '--profile',
    'esm-only',
    '--exclude-entrypoints',
    './core',
    './core/groups',
    './core/gate',
    './core.wasm',
    './package.json',
  ];
  judge('@arethetypeswrong/cli/dist/index.js', [tarball, ...options]);
});
