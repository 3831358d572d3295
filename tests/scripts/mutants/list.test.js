// Checks that the mutants fit the current code. A mutant that no longer applies would test nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listTests } from '../../../scripts/files.js';
import { findFaults, loadMutants, mutateFiles, withPaths } from '../../../scripts/mutants/list.js';
import { findPlace, findTest, readProduct } from '../../../scripts/mutants/product.js';

const product = new Map([
  [
    'worker/a.js',
    `export function first(request) {
  return check(request);
}

const second = (request) => check(request);
`,
  ],
  [
    'src/b.cpp',
    `namespace {

bool is_first(std::string_view text) {
    return text.empty();
}

std::optional<error_code>
second(std::string_view text,
       int limit) {
    return text.empty();
}

} // namespace
`,
  ],
]);
const tests = ['tests/worker/a.test.js', 'tests/worker/store/late.test.js', 'tests/e2e/late.test.js'];
const good = { name: 'a', in: 'first', find: 'check(request)', replace: '0', kill: ['a'], why: 'x' };

test('every mutant applies, names its tests and says why', async () => {
  const mutants = await loadMutants();
  assert.ok(mutants.length >= 40, `${mutants.length}`);
  assert.deepEqual(findFaults(mutants, { product: readProduct(), tests: listTests() }), []);
});

test('a text is found by itself, or by what is declared around it', () => {
  const place = (/** @type {{ find: string, in?: string }} */ what) => {
    const { file, index } = findPlace(product, what);
    return `${file}:${product.get(file)?.slice(0, index).split('\n').length}`;
  };
  assert.equal(place({ find: 'const second' }), 'worker/a.js:5');
  assert.equal(place({ find: 'check(request)', in: 'first' }), 'worker/a.js:2');
  assert.equal(place({ find: 'check(request)', in: 'second' }), 'worker/a.js:5');
  assert.equal(place({ find: '\n  return check' }), 'worker/a.js:1');
  assert.equal(place({ find: 'return text.empty()', in: 'is_first' }), 'src/b.cpp:4');
  assert.equal(place({ find: 'return text.empty()', in: 'second' }), 'src/b.cpp:10');
});

test('a text with no place, or with several, is a fault that names the candidates', () => {
  for (const [what, fault] of /** @type {[{ find: string, in?: string }, RegExp][]} */ ([
    [{ find: 'none' }, /stands 0 times in the product, not once: "none"$/],
    [{ find: '(request)' }, /stands 4 times in the product.*\n {2}worker\/a\.js:1 in first\n/],
    [
      { find: 'check(request)', in: 'third' },
      /stands 0 times in "third".*\n.*a\.js:2 in first\n.*:5 in second$/,
    ],
    [{ find: 'request', in: 'first' }, /stands 2 times in "first".*\n {2}worker\/a\.js:1 .*\n.*a\.js:2 .*$/],
    // A function that is called around the text does not contain it.
    [{ find: 'request', in: 'check' }, /stands 0 times in "check"/],
  ]))
    assert.throws(() => findPlace(product, what), fault);
});

test('an edit changes its place alone, and the next one finds what it left', () => {
  const [[file, text]] = mutateFiles({ ...good, replace: '$& two' }, product);
  assert.equal(file, 'worker/a.js');
  assert.equal(
    text,
    product.get(file)?.replace('check(request)', () => '$& two'),
  );
  const edits = [
    { in: 'first', find: 'check(request)', replace: 'none' },
    { find: 'check(request)', replace: 'one' },
  ];
  assert.match(mutateFiles({ ...good, edits }, product).get(file) ?? '', /return none;[^]*=> one;/);
});

test('a test is found by its short name', () => {
  assert.equal(findTest(tests, 'a'), 'tests/worker/a.test.js');
  assert.equal(findTest(tests, 'store/late'), 'tests/worker/store/late.test.js');
  assert.deepEqual(withPaths({ ...good, kill: ['e2e/late'] }, tests).kill, ['tests/e2e/late.test.js']);
  assert.throws(() => findTest(tests, 'ate'), /^Error: 0 test files are called ate$/);
  assert.throws(() => findTest(tests, 'late'), /2 test files are called late\n {2}tests\/worker\/store\//);
});

test('a list with a fault in it says so', () => {
  assert.deepEqual(findFaults([good], { product, tests }), []);
  for (const [wrong, fault] of /** @type {[any[], RegExp][]} */ ([
    [[{ ...good, kill: [] }], /no test is named/],
    [[{ ...good, kill: ['none'] }], /0 test files are called none/],
    [[{ ...good, kill: ['late'] }], /2 test files are called late/],
    [[{ ...good, find: 'no such text' }], /stands 0 times/],
    [[{ ...good, in: undefined }], /stands 2 times/],
    [[{ ...good, replace: good.find }], /changes nothing/],
    [[{ ...good, why: '' }], /does not say why/],
    [[good, good], /given twice/],
  ]))
    assert.match(findFaults(wrong, { product, tests }).join('\n'), fault);
});
