// A second build of a release gives the same bytes on any machine.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { projectFiles } from '../../scripts/files.js';
import { root } from '../../scripts/setup/process.js';

const MODULES = ['core.wasm', 'core.js', 'browser.js'];
const installed = fileURLToPath(new URL('node_modules/tailchat-login/dist', import.meta.url));

/** @param {string} folder */
const digestsOf = (folder) =>
  MODULES.map((name) => {
    const digest = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
    return `${name} ${digest}`;
  });

/** Copies the sources of the wasm, and builds them there. @param {string} folder */
async function buildIn(folder) {
  const sources = /^(CMake|cmake\/|src\/|bindings\/|scripts\/|package\.json)/;
  for (const file of await projectFiles(sources)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, '.deps'), join(folder, '.deps'));
  const options = /** @type {const} */ ({ cwd: folder, stdio: 'pipe' });
  execFileSync('emcmake', ['cmake', '--preset', 'wasm'], options);
  execFileSync('cmake', ['--build', '--preset', 'wasm'], options);
  return digestsOf(join(folder, 'dist'));
}

test('a clean build in another folder gives the modules that are packed, byte for byte', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
  try {
    const built = await buildIn(join(parent, 'a longer name, with spaces'));
    assert.deepEqual(built, digestsOf(installed));
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
});
