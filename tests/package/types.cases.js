// Compiles the declarations of the installed package with the compilers, module resolutions and platform types of users.
// Every row is a separate project outside of this one, because inside it would find this project's packages.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { listEntries } from '../../scripts/reach.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const consumers = join(here, 'consumers');
const PUBLIC = fileURLToPath(new URL('../types/public.ts', import.meta.url));
const COMPILERS = { 'typescript-5': 5, 'typescript-6': 6, 'typescript-7': 7 };

const DOM = ['ES2023', 'DOM', 'DOM.Iterable'];
const REACT = { jsx: 'react-jsx', lib: DOM };

/** Imports every entry. An entry that cannot be resolved, or has no types for a compiler, is an error. */
const ENTRIES = listEntries()
  .filter(([, { types }]) => types)
  .map(([subpath], index) => [`module${index}`, subpath.replace(/^\./, 'tailchat-login')]);
const entries = `${ENTRIES.map(([name, from]) => `import * as ${name} from '${from}';`).join('\n')}
export const used = [${ENTRIES.map(([name]) => name).join(', ')}];\n`;

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string[]} files beside entries.ts
 * @property {Record<string, unknown>} [options] of the compiler
 * @property {Record<string, string>} [packages] name -> folder in node_modules
 * @property {number} [until] the last version that has this option
 */

/** @type {Row[]} */
const ROWS = [
  { name: 'module resolution "nodenext"', files: [PUBLIC], options: { lib: DOM } },
  {
    name: 'module resolution "bundler"',
    files: [PUBLIC],
    options: { lib: DOM, module: 'esnext', moduleResolution: 'bundler' },
  },
  {
    name: 'module resolution "node"',
    files: [PUBLIC],
    options: { lib: DOM, module: 'esnext', moduleResolution: 'node10' },
    until: 6,
  },
  { name: 'no types of the platform at all', files: ['bare.ts'] },
  {
    name: '@types/node alone',
    files: ['server.ts'],
    options: { types: ['node'] },
    packages: { '@types/node': 'types-node', 'undici-types': 'undici-types' },
  },
  {
    name: '@cloudflare/workers-types alone',
    files: ['server.ts'],
    options: { types: ['@cloudflare/workers-types'] },
    packages: { '@cloudflare/workers-types': '@cloudflare/workers-types' },
  },
  ...[18, 19].map((version) => ({
    name: `TSX of React ${version}`,
    files: ['react.tsx'],
    options: REACT,
    packages: { '@types/react': `types-react-${version}` },
  })),
  ...['preact', 'preact-10'].map((preact) => ({
    name: `TSX of ${preact}`,
    files: ['react.tsx'],
    options: { ...REACT, jsxImportSource: 'preact' },
    packages: { preact },
  })),
  {
    name: 'TSX of Solid',
    files: ['solid.tsx'],
    options: { jsx: 'preserve', jsxImportSource: 'solid-js', lib: DOM },
    packages: { 'solid-js': 'solid-js' },
  },
];

/** @type {string[]} */
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Creates a separate project. @param {Record<string, string>} [packages] */
function makeProject(packages = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
  folders.push(folder);
  const modules = join(folder, 'node_modules');
  for (const [name, from] of Object.entries({ 'tailchat-login': 'tailchat-login', ...packages })) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    cpSync(join(here, 'node_modules', from), join(modules, name), { recursive: true });
  }
  // The packages that those packages import.
  for (const name of ['csstype', '@types/prop-types', 'seroval', 'seroval-plugins']) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(here, 'node_modules', name), join(modules, name));
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'entries.ts'), entries);
  return folder;
}

/** @param {string} compiler @param {string} folder @param {string[]} files @param {Record<string, unknown>} options */
function compile(compiler, folder, files, options) {
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2022'],
    module: 'nodenext',
    types: [],
    strict: true,
    // Checks our declarations too. They must need only packages that a user has installed.
    skipLibCheck: false,
    ...options,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const args = [join(here, 'node_modules', compiler, 'bin/tsc'), '-p', folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
}

for (const [compiler, major] of Object.entries(COMPILERS)) {
  const { version } = JSON.parse(readFileSync(join(here, 'node_modules', compiler, 'package.json'), 'utf8'));
  describe(`TypeScript ${version}`, () => {
    for (const { name, files, options = {}, packages, until = Infinity } of ROWS.filter(
      (row) => major <= (row.until ?? Infinity),
    ))
      test(`${name}: every entry has types, and they serve and refuse`, () => {
        const folder = makeProject(packages);
        for (const file of files) cpSync(resolve(consumers, file), join(folder, basename(file)));
        const outdated = until === 6 && major === 6 ? { ignoreDeprecations: '6.0' } : {};
        const names = ['entries.ts', ...files.map((file) => basename(file))];
        compile(compiler, folder, names, { noEmit: true, ...options, ...outdated });
      });

    test('the declarations that a user makes of them name them, and are good for the next one', () => {
      const folder = makeProject();
      cpSync(join(consumers, 'exports.ts'), join(folder, 'exports.ts'));
      compile(compiler, folder, ['exports.ts'], { declaration: true, outDir: 'out', rootDir: '.', lib: DOM });
      const text = readFileSync(join(folder, 'out/exports.d.ts'), 'utf8');
      assert.match(text, /tailchat-login/);
      assert.doesNotMatch(text, /tailchat-login\/types|: any\b/);
      writeFileSync(
        join(folder, 'after.ts'),
        "import { login } from './out/exports.js';\nlogin satisfies object;\n",
      );
      compile(compiler, folder, ['after.ts'], { noEmit: true, lib: DOM });
    });
  });
}
