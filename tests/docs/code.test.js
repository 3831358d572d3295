// People copy the code in the documents, so all of it is checked here: JavaScript and TypeScript against the declarations,
// commands against the existing commands, and blocks that show a file against that file.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { blocksOf, DOCUMENTS, root } from './documents.js';

/** Rows of tests/runtimes run the code of these documents with the frameworks and libraries. */
const RUN = [
  'docs/libraries.md',
  ...['frameworks', 'accounts', 'interop'].flatMap((name) => [`docs/${name}.md`, `docs/zh-CN/${name}.md`]),
];
const blocks = DOCUMENTS.filter((document) => !RUN.includes(document)).flatMap(blocksOf);
const SCRIPTS = new Set(['js', 'ts', 'jsx', 'tsx']);
/** Plain text, and configuration that only its own program can read. The latter must be copied from a file. */
const SHOWN = new Set(['', 'text']);
/** The code of the button in a page. tests/e2e/button.js opens a page with it. */
const OPENED = new Set(
  ['docs/page.md', 'docs/zh-CN/page.md', 'README.md', 'README.zh-CN.md'].flatMap((page) => [
    `${page} html`,
    `${page} css`,
  ]),
);

/** @param {string} language */
const of = (language) => blocks.filter((block) => block.language === language && block.file === undefined);

/** @param {import('./documents.js').Block} block */
const place = ({ document, line }) => `${document}:${line}`;

test('the scripts fit the declarations of the package', () => {
  const folder = `${root}/build/docs`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = blocks
    .filter(({ language }) => SCRIPTS.has(language))
    .map((block) => {
      const name = `${place(block).replace(/[^\w]/g, '_')}.${block.language.replace(/^(j|t)s$/, 'm$1s')}`;
      writeFileSync(`${folder}/${name}`, `${block.code}\nexport {};\n`);
      return name;
    });
  assert.ok(files.length > 5);
  const compilerOptions = {
    target: 'ES2023',
    module: 'nodenext',
    moduleResolution: 'nodenext',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    types: ['node'],
    allowJs: true,
    checkJs: true,
    strict: true,
    noImplicitAny: false,
    jsx: 'preserve',
    noEmit: true,
    skipLibCheck: true,
  };
  const project = { compilerOptions, files: [...files, '../../tests/docs/around.d.ts'] };
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(project));
  const compiler = `${root}/node_modules/typescript/bin/tsc`;
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  // A JavaScript file does not declare the type of its environment.
  const unknownEnv = /\.mjs\(.*: error TS18046: 'env' is of type 'unknown'\.$/;
  const complaints = stdout.split('\n').filter((line) => line !== '' && !unknownEnv.test(line));
  assert.deepEqual(complaints, []);
});

test('every npm script and every command of ours that is named exists', () => {
  // The scripts of this project, and those of the sites that `tailchat-login init` creates.
  const names = [
    'package.json',
    ...readdirSync(`${root}/templates`).map((name) => `templates/${name}/package.json`),
  ];
  const scripts = names
    .filter((name) => existsSync(`${root}/${name}`))
    .map((name) => JSON.parse(readFileSync(`${root}/${name}`, 'utf8')).scripts);
  const help = spawnSync(process.execPath, [`${root}/cli/main.js`, '--help'], { encoding: 'utf8' });
  for (const block of of('sh'))
    for (const [, npm, own] of block.code.matchAll(
      /\bnpm (?:run )?([\w:]+)|\b(?:npx )?tailchat-login ([a-z]+)/g,
    )) {
      // A user's project has other scripts. Only our documents for developers name those of this project.
      if (npm && /^(README|CONTRIBUTING)/.test(block.document))
        assert.ok(
          scripts.some((known) => npm in known) || ['install', 'ci'].includes(npm),
          `${place(block)}: npm ${npm}`,
        );
      if (own) assert.match(help.stdout, new RegExp(`tailchat-login ${own}\\b`), `${place(block)}: ${own}`);
    }
});

test('JSON is JSON', () => {
  for (const block of of('json'))
    assert.doesNotThrow(() => JSON.parse(block.code), `${place(block)} is no JSON`);
});

test('a block that shows a file shows it as it is', () => {
  for (const block of blocks.filter(({ file }) => file !== undefined))
    assert.ok(
      readFileSync(`${root}/${block.file}`, 'utf8').includes(block.code.trimEnd()),
      `${place(block)} is not what stands in ${block.file}`,
    );
});

test('no block is left unchecked', () => {
  const checked = new Set([...SCRIPTS, ...SHOWN, 'sh', 'json']);
  for (const block of blocks)
    assert.ok(
      checked.has(block.language) ||
        block.file !== undefined ||
        OPENED.has(`${block.document} ${block.language}`),
      `${place(block)}: ${block.language}`,
    );
});
