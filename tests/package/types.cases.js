// The declarations of the installed package, with the compilers and the module resolutions that users have.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { listEntries } from '../../scripts/reach.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = `${here}consumer`;

/** Both resolutions, and with them the module format that each asks for. */
const RESOLUTIONS = { nodenext: 'nodenext', bundler: 'esnext' };

const modules = listEntries()
  .filter(([, { types }]) => types)
  .map(([subpath]) => subpath.replace(/^\./, 'tailchat-login'));

before(() => {
  mkdirSync(folder, { recursive: true });
  copyFileSync(fileURLToPath(new URL('../types/public.ts', import.meta.url)), `${folder}/public.ts`);
  // A module that cannot be resolved, or that a compiler finds untyped, is an error here.
  const lines = modules.map((name, index) => `import * as module${index} from '${name}';`);
  const used = modules.map((_, index) => `module${index}`).join(', ');
  writeFileSync(`${folder}/entries.ts`, `${lines.join('\n')}\nconsole.log(${used});\n`);
});
after(() => rmSync(folder, { recursive: true, force: true }));

for (const compiler of ['typescript-5', 'typescript-6', 'typescript-7']) {
  const { version } = JSON.parse(readFileSync(`${here}node_modules/${compiler}/package.json`, 'utf8'));
  describe(`TypeScript ${version}`, () => {
    for (const [resolution, module] of Object.entries(RESOLUTIONS))
      test(`module resolution "${resolution}": every entry has types, and the public ones serve and refuse`, () => {
        const config = {
          compilerOptions: {
            target: 'ES2022',
            lib: ['ES2023', 'DOM', 'DOM.Iterable'],
            module,
            moduleResolution: resolution,
            types: [],
            strict: true,
            noEmit: true,
            // Ours are checked too, and need nothing that a user has not installed.
            skipLibCheck: false,
          },
          files: ['public.ts', 'entries.ts'],
        };
        writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(config));
        const args = [`${here}node_modules/${compiler}/bin/tsc`, '-p', folder];
        const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
        assert.equal(status, 0, stdout + stderr);
      });
  });
}
