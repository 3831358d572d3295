// Another project uses the core by add_subdirectory and as WebAssembly. docs/core.md shows these files.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ARGUMENT_SLOTS } from '../../bindings/slots.js';
import { root } from '../../scripts/setup/process.js';

const consumer = join(root, 'tests/build/consumer');
const build = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
after(() => rmSync(build, { recursive: true }));

/** @param {string} program @param {string[]} args */
function run(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
  return stdout;
}

test('a project that adds this one builds with the core, and with nothing else of it', () => {
  run('cmake', ['-G', 'Ninja', '-S', consumer, '-B', build, `-DTAILCHAT_LOGIN=${root}`]);
  const tests = run('ctest', ['--test-dir', build, '-N']);
  assert.match(tests, /Total Tests: 1\n/, 'the tests of the core are not among its own');
  run('cmake', ['--build', build]);
  const [url, form] = run(join(build, 'consumer'), []).split('\n');
  assert.equal(new URL(url).origin, 'https://chat.example');
  assert.equal(new URLSearchParams(form).get('code'), 'a');
});

test('the exports of the wasm can be called without the bindings', () => {
  assert.equal(run(process.execPath, [join(consumer, 'wasm.js')]), '0 /a%20b\n');
  assert.equal(ARGUMENT_SLOTS, 10, 'as the example says');
});
