// Checks npm's list of the package's files: it has the files that the entries reach, and no others.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { before, describe, test } from 'node:test';
import { filesIn } from '../../scripts/files.js';
import { listContents, listLeads } from '../../scripts/pack.js';
import { listEntries, reach } from '../../scripts/reach.js';
import { root } from '../../scripts/setup/process.js';
import { linksOf } from '../docs/documents.js';

/** Files for people and for npm, and files that no entry imports. */
const DOCUMENTS = [
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'README.zh-CN.md',
  'SECURITY.md',
  'THIRD-PARTY-NOTICES',
  'bench/bench.svg', // a picture in docs/performance.md
  'dist/button.min.js', // the button for pages without a bundler
  'llms.txt',
  'package.json',
];

/** @param {string} name */
const read = (name) => readFileSync(join(root, name), 'utf8');
const manifest = JSON.parse(read('package.json'));

const entries = listEntries();
const scripts = entries.filter(([, { default: file }]) => file.endsWith('.js'));
/** `./core` and those below it lead to the WebAssembly. Only the package's own scripts use it, so it has no declarations. */
const declared = scripts.filter(([subpath]) => !/^\.\/core(\/|$)/.test(subpath));

describe('the package', () => {
  /** @type {string[]} */
  let contents;
  before(async () => {
    contents = await listContents();
  });

  test('holds scripts, declarations, documents and what init copies, each in its folder', () => {
    const KINDS = [
      /^(bindings|worker|web|testing|vite|cli)\/.+\.js$/,
      /^(button|core|express|gate|groups|next|node|oidc|panels|react|verify|(core|providers|store)(\/[a-z-]+)?)\/package\.json$/,
      /^types\/([a-z-]+\/)?[a-z-]+\.d\.ts$/,
      /^dist\/((core|gate|groups)(\.wasm|\.js|_translated\.js)|browser\.js|button\.min\.js)$/,
      /^docs\/(zh-CN\/)?[\w-]+\.(md|png|svg)$/,
      /^examples\/[\w-]+\/.+$/,
      /^templates\/\w+\/((\.?[\w-]+|\[\.\.\.\w+\])\/)*\.?[\w.-]+$/,
    ];
    const strange = contents.filter(
      (file) => !DOCUMENTS.includes(file) && !KINDS.some((kind) => kind.test(file)),
    );
    assert.deepEqual(strange, []);
  });

  test('holds what its entries and commands reach, the documents, and nothing else', () => {
    const named = [manifest.main, manifest.types, ...Object.values(manifest.bin)];
    const targets = entries.flatMap(([, target]) => Object.values(target));
    const reached = reach([...named, ...targets]);
    const copied = contents.filter((file) => /^(templates|docs|examples)\//.test(file)); // complete and unchanged
    const leads = listLeads().map(([file]) => file);
    assert.deepEqual(contents, [...new Set([...reached, ...DOCUMENTS, ...copied, ...leads])].sort());
  });

  test('holds docs/ and examples/ as they are in the project, and nothing that was installed there', () => {
    const isDocument = (/** @type {string} */ file) => /^(docs|examples)\//.test(file);
    const project = [...filesIn('docs'), ...filesIn('examples')].filter(
      (file) => !/\/(\.gitignore|\.env|\.dev\.vars|session\.key)$/.test(file),
    );
    assert.deepEqual(contents.filter(isDocument), project.sort());
  });

  test('holds every file that its documents link', () => {
    const documents = contents.filter((file) => file.endsWith('.md') || file === 'llms.txt');
    assert.ok(documents.length > 20);
    for (const document of documents)
      for (const link of linksOf(document)) {
        const target = posix.join(posix.dirname(document), link.split('#')[0]).replace(/\/$/, '');
        assert.ok(
          link.startsWith('#') || contents.some((file) => file === target || file.startsWith(`${target}/`)),
          `${document}: ${link} is not in the package`,
        );
      }
  });

  test('declares the types of every entry that is a script, before all other conditions', () => {
    assert.ok(scripts.length > 3);
    for (const [subpath, target] of declared) {
      const [first, ...others] = Object.keys(target);
      assert.deepEqual([first, others.at(-1)], ['types', 'default'], subpath);
      assert.match(target.types, /^\.\/types\/.*\.d\.ts$/, subpath);
    }
  });

  test('says where each entry has its types to tools that do not read exports', () => {
    const { '*': paths } = manifest.typesVersions;
    const expected = declared
      .filter(([subpath]) => subpath !== '.')
      .map(([subpath, { types }]) => [subpath.slice(2), [types]]);
    assert.deepEqual(Object.entries(paths), expected);
  });

  test('has each entry in a folder of its name too, for tools that do not read exports', () => {
    const leads = new Set(listLeads().map(([file]) => file));
    for (const [subpath, { default: file }] of scripts) {
      if (subpath === '.') assert.equal(manifest.main, file);
      else if (file !== `${subpath}/index.js`)
        assert.ok(leads.has(`${subpath.slice(2)}/package.json`), subpath);
    }
  });

  test('says that no script acts by being imported, except those that define a custom element', () => {
    const defining = contents.filter(
      (file) => /^(?!dist\/).*\.js$/.test(file) && /customElements\.define\(/.test(read(file)),
    );
    const listed =
      manifest.sideEffects === false
        ? []
        : manifest.sideEffects.map((/** @type {string} */ file) => join(file));
    assert.deepEqual(listed.sort(), defining);
  });
});

describe('the notices of what is compiled in', () => {
  const headings = [...read('THIRD-PARTY-NOTICES').matchAll(/^=+\n(.*)\n=+\n/gm)].map(([, line]) => line);

  /** Maps a linked or included part to the work that contains it. @type {Record<string, RegExp>} */
  const WORKS = {
    boost: /^Boost /,
    nlohmann: /^nlohmann_json /,
    'libc++-noexcept.a': /^libc\+\+,/,
    'libc++abi-noexcept.a': /libc\+\+abi/,
    'libc.a': /^musl /,
    'libcompiler_rt.a': /compiler-rt/,
    'crt1_reactor.o': /^Emscripten/,
  };

  test('name every library that is linked, and the headers', () => {
    const linked = [...read('cmake/wasm.cmake').matchAll(/\$\{archives\}\/(\S+?)[\s)]/g)].map(
      ([, name]) => name,
    );
    const included = Object.keys(WORKS).filter((name) => existsSync(join(root, '.deps/include', name)));
    assert.deepEqual([...included, ...linked].sort(), Object.keys(WORKS).sort());
    for (const [name, heading] of Object.entries(WORKS))
      assert.equal(headings.filter((line) => heading.test(line)).length, 1, name);
    assert.equal(headings.length, 5);
  });
});
