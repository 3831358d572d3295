import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

/** @param {string} project @param {string[]} [options] */
function compile(project, options = []) {
  const args = ['-p', fileURLToPath(new URL(project, import.meta.url)), ...options];
  const { status, stdout } = spawnSync(process.execPath, [compiler, ...args], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
}

for (const resolution of ['nodenext', 'bundler'])
  test(`the declarations serve users of module resolution "${resolution}", and refuse what is wrong`, () => {
    const module = resolution === 'nodenext' ? 'nodenext' : 'esnext';
    compile('tsconfig.json', ['--moduleResolution', resolution, '--module', module]);
  });

test('they serve users of exactOptionalPropertyTypes', () => {
  compile('tsconfig.json', ['--exactOptionalPropertyTypes']);
});

test('each entry has what is declared of it, and declares what it has', () => {
  compile('implementation.json');
});
