// Checks which part may use which, by the includes and imports themselves.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { filesIn } from '../../scripts/files.js';
import { root } from '../../scripts/setup/process.js';
import { readImports } from '../support/imports.js';

/** @param {string} file */
const read = (file) => readFileSync(join(root, file), 'utf8');

/** @param {string} file */
const includesOf = (file) =>
  [...read(file).matchAll(/^\s*#\s*include\s*["<]([^">]+)[">]/gm)].map(([, name]) => name);

/** The imports of a script, relative ones as paths from the root. @param {string} file */
const importsOf = (file) =>
  readImports(join(root, file))
    .map(({ name }) => name.replace(/\?module$/, ''))
    .map((name) => (name.startsWith('.') ? join(dirname(file), name) : name));

const native = ['src', 'bindings'].flatMap(filesIn).filter((file) => /\.(cpp|hpp|c|h)$/.test(file));
const scripts = (/** @type {string} */ folder) => filesIn(folder).filter((file) => file.endsWith('.js'));

/** The source without comments. @param {string} file */
const codeOf = (file) => read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

test('Boost is included in src/url.* alone, nlohmann in src/json.cpp alone', () => {
  assert.ok(native.length > 15);
  const including = (/** @type {RegExp} */ library) =>
    native.filter((file) => includesOf(file).some((name) => library.test(name)));
  assert.deepEqual(including(/^boost\//), ['src/url.cpp']);
  assert.deepEqual(including(/nlohmann/), ['src/json.cpp']);
});

test('src/ includes nothing of bindings/, and no file there is reached by a circle', () => {
  const sources = native.filter((file) => file.startsWith('src/'));
  const graph = new Map(
    sources.map((file) => [
      file,
      includesOf(file)
        .map((name) => `src/${name}`)
        .filter((name) => sources.includes(name)),
    ]),
  );
  for (const file of sources) assert.ok(!includesOf(file).some((name) => name.includes('bindings')), file);
  /** @param {string} file @param {string[]} path */
  const visit = (file, path) => {
    assert.ok(!path.includes(file), `circle: ${[...path, file].join(' -> ')}`);
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
  };
  for (const file of sources.filter((name) => name.endsWith('.hpp'))) visit(file, []);
});

test('src/ has no exceptions, input, output, clock, randomness or mutable globals', () => {
  const banned =
    /\b(throw|try|catch|std::cout|std::cerr|printf|fopen|std::chrono|time\(|rand\(|random_device|thread_local)\b/;
  for (const file of native.filter((name) => name.startsWith('src/'))) {
    // Boost requires a function named throw_exception. Ours traps.
    const code = read(file)
      .replace(/\/\/.*$/gm, '')
      .replaceAll('throw_exception', '');
    assert.ok(!banned.test(code), `${file}: ${banned.exec(code)?.[0]}`);
    assert.ok(!/^\s*static (?!constexpr)/m.test(code), `${file}: static`);
  }
});

test('the core and its bindings do not know the client secret', () => {
  for (const file of [...native, ...scripts('bindings')]) {
    const code = codeOf(file).replaceAll(/message:\s*'[^']*'/g, '');
    assert.ok(!/client_?secret/i.test(code), file);
  }
});

const LISTS = [
  'bindings/ended.js',
  'bindings/error.js',
  'bindings/errors.js',
  'bindings/header.js',
  'bindings/limits.js',
  'bindings/present.js',
  'bindings/vocabulary.js',
];
const BOTTOM = [...LISTS, 'worker/lib/', 'worker/sealed/'];
const MIDDLE = [...BOTTOM, 'worker/http/', 'worker/observe/', 'worker/config/'];

/**
 * The allowed imports of each room, in addition to its own files: another room (with a slash at its end, and without the
 * rooms inside it), a file, or a package. A file belongs to the room with the longest matching name.
 *
 * @type {Readonly<Record<string, ReadonlyArray<string>>>}
 */
const ARROWS = {
  'bindings/': ['dist/'],
  'web/': ['bindings/', 'dist/'],
  'web/button/': ['web/'],
  'web/react/': ['web/', 'react'],
  'worker/lib/': LISTS,
  'worker/sealed/': LISTS,
  'worker/http/': BOTTOM,
  'worker/config/': [...BOTTOM, 'tailchat-login/core'],
  'worker/observe/': [...BOTTOM, 'worker/config/'],
  'worker/client/': [...BOTTOM, 'worker/config/', 'bindings/'],
  'worker/session/': MIDDLE,
  'worker/login/': [...MIDDLE, 'worker/session/', 'worker/client/details.js'],
  'worker/routes/': [...MIDDLE, 'worker/session/', 'worker/login/'],
  'worker/': [
    ...MIDDLE,
    'worker/session/',
    'worker/login/',
    'worker/routes/',
    'worker/client/',
    'tailchat-login/core',
  ],
  'worker/express/': ['worker/http/', 'worker/session/headers.js'],
  'worker/next/': ['worker/session/headers.js', 'next'],
  'worker/store/': [...MIDDLE, 'worker/session/', 'bindings/errors/store.js'],
  'worker/verify/': [
    ...LISTS,
    'bindings/errors/verify.js',
    'worker/lib/',
    'worker/config/',
    'worker/client/upstream.js',
    'jose',
  ],
  'worker/groups/': [
    ...LISTS,
    'worker/lib/',
    'worker/config/',
    'worker/observe/',
    'worker/client/upstream.js',
    'worker/client/details.js',
    'tailchat-login/core/groups',
    'bindings/',
    '@noble/hashes',
  ],
  'worker/panels/': [...MIDDLE, 'worker/session/', 'worker/login/', 'worker/routes/'],
  'worker/gate/': [
    ...LISTS,
    'worker/lib/',
    'worker/http/',
    'worker/observe/',
    'worker/config/',
    'worker/routes/require.js', // the login's answers to users it refuses
    'worker/session/headers.js',
    'bindings/',
    'tailchat-login/core',
    'tailchat-login/core/gate',
    'jose',
  ],
  'worker/oidc/': [
    ...LISTS,
    'worker/lib/',
    'worker/http/',
    'worker/observe/',
    'worker/config/',
    'worker/client/upstream.js',
    'worker/client/details.js',
    'worker/groups/api.js', // the only caller of Tailchat's API
    'tailchat-login/core',
  ],
  'worker/providers/': [
    ...LISTS,
    'worker/lib/',
    'worker/config/',
    'worker/client/upstream.js',
    'worker/client/details.js',
    'tailchat-login/core',
    'jose',
  ],
  'worker/node/': [
    'worker/http/',
    'worker/config/',
    'worker/session/headers.js',
    'bindings/',
    'node:',
    'srvx',
  ],
  'testing/': ['worker/', 'worker/config/', 'worker/session/', 'node:', 'oidc-provider', 'jose'],
  'vite/': ['worker/', 'worker/express/', 'testing/', 'node:', 'vite'],
  'cli/': [
    'worker/',
    'worker/lib/',
    'worker/http/',
    'worker/config/',
    'worker/node/',
    'worker/groups/',
    'worker/gate/',
    'bindings/',
    'testing/',
    'node:',
    'tailchat-login',
  ],
};

test('every import of the scripts goes the way that the rooms allow', () => {
  const rooms = Object.keys(ARROWS).sort((a, b) => b.length - a.length);
  const roomOf = (/** @type {string} */ name) => rooms.find((room) => name.startsWith(room));
  const isAllowed = (/** @type {string} */ name, /** @type {string} */ by) =>
    by.endsWith('/')
      ? (roomOf(name) ?? `${name.split('/')[0]}/`) === by
      : name === by || name.startsWith(by.endsWith(':') ? by : `${by}/`);
  /** @type {string[]} */
  const wrong = [];
  for (const file of ['bindings', 'web', 'worker', 'testing', 'vite', 'cli'].flatMap(scripts)) {
    const room = /** @type {string} */ (roomOf(file));
    for (const name of importsOf(file))
      if (![room, ...ARROWS[room]].some((by) => isAllowed(name, by))) wrong.push(`${file} imports ${name}`);
  }
  assert.deepEqual(wrong, []);
});

test('no script is reached by a circle of imports', () => {
  /** @type {Set<string>} */
  const done = new Set();
  /** @param {string} file @param {string[]} path */
  const visit = (file, path) => {
    assert.ok(!path.includes(file), `circle: ${[...path, file].join(' -> ')}`);
    if (done.has(file)) return;
    for (const name of importsOf(file)) if (all.has(name)) visit(name, [...path, file]);
    done.add(file);
  };
  const all = new Set(['bindings', 'web', 'worker', 'testing', 'vite', 'cli'].flatMap(scripts));
  for (const file of all) visit(file, []);
});

test('each kind of thing has one list: no code of vocabulary.def is written twice', () => {
  const definition = read('src/vocabulary.def');
  for (const macro of ['ERROR', 'PARAMETER', 'CLAIM', 'LIMIT']) {
    const names = [...definition.matchAll(new RegExp(`^${macro}\\((\\w+)`, 'gm'))].map(([, name]) => name);
    assert.ok(names.length > 5);
    assert.equal(new Set(names).size, names.length, macro);
  }
});
