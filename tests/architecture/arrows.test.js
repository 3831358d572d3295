// Which part may know which: read from the includes and imports themselves.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string} folder @returns {string[]} */
const filesIn = (folder) =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );

/** @param {string} file */
const read = (file) => readFileSync(join(root, file), 'utf8');

/** @param {string} file */
const includesOf = (file) =>
  [...read(file).matchAll(/^\s*#\s*include\s*["<]([^">]+)[">]/gm)].map(([, name]) => name);

/** What a script imports, relative ones as paths from the root. @param {string} file */
const importsOf = (file) =>
  [...read(file).matchAll(/^(?:import|export)\b[^'"]*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm)]
    .map(([, fixed, dynamic]) => fixed ?? dynamic)
    .map((name) => (name.startsWith('.') ? relative(root, join(root, dirname(file), name)) : name));

const native = ['src', 'bindings'].flatMap(filesIn).filter((file) => /\.(cpp|hpp|c|h)$/.test(file));
const scripts = (/** @type {string} */ folder) => filesIn(folder).filter((file) => file.endsWith('.js'));

/** Without comments. @param {string} file */
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
    // Boost asks for a function of the name throw_exception, which is defined to trap.
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

test('web/ and worker/ never import each other, bindings/ imports neither, button/ and react/ web/ alone, and none the command line', () => {
  for (const [folder, others] of /** @type {[string, RegExp][]} */ ([
    ['web', /^(worker|store|button|react|testing|cli)\//],
    ['button', /^(worker|store|react|bindings|testing|cli)\//],
    ['react', /^(worker|store|button|bindings|testing|cli)\//],
    ['worker', /^(web|button|react|testing|store\/\w+|cli)\//],
    ['store', /^(web|button|react|worker|testing|cli)\//],
    ['bindings', /^(web|button|react|worker|store|testing|cli)\//],
    ['testing', /^(web|button|react|worker|store|bindings|cli)\//],
    ['cli', /^(web|button|react|store)\//],
  ]))
    for (const file of scripts(folder))
      for (const name of importsOf(file)) assert.ok(!others.test(name), `${file} imports ${name}`);
});

test('node: is imported in worker/node/ and testing/ alone', () => {
  for (const file of ['web', 'button', 'react', 'worker', 'store', 'bindings'].flatMap(scripts)) {
    const uses = importsOf(file).some((name) => name.startsWith('node:') || name.startsWith('srvx'));
    assert.ok(!uses || file.startsWith('worker/node/'), file);
  }
});

test('each kind of thing has one list: no code of vocabulary.def is written twice', () => {
  const definition = read('src/vocabulary.def');
  for (const macro of ['ERROR', 'PARAMETER', 'CLAIM', 'LIMIT']) {
    const names = [...definition.matchAll(new RegExp(`^${macro}\\((\\w+)`, 'gm'))].map(([, name]) => name);
    assert.ok(names.length > 5);
    assert.equal(new Set(names).size, names.length, macro);
  }
});
