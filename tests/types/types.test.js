import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

for (const resolution of ['nodenext', 'bundler'])
  test(`the declarations serve users of module resolution "${resolution}", and refuse what is wrong`, () => {
    const module = resolution === 'nodenext' ? 'nodenext' : 'esnext';
    const project = fileURLToPath(new URL('tsconfig.json', import.meta.url));
    const args = ['-p', project, '--moduleResolution', resolution, '--module', module];
    const { status, stdout } = spawnSync(process.execPath, [compiler, ...args], { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  });
