// The rows of the requirements name existing tests and mutants.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  findRequirementFaults,
  hasTest,
  loadRequirements,
  makeRequirementTables,
  readProject,
} from '../../../scripts/vocabulary/requirements.js';

const mutant = { name: 'm', find: 'x < 1 || y', replace: 'y', kill: ['a'], why: 'x' };
const product = new Map([['worker/a.js', 'if (x < 1 || y) go();\n']]);
const project = { product, tests: ['tests/scripts/vocabulary/requirements.test.js'], mutants: [mutant] };
const row = {
  requirement: 'r',
  test: 'vocabulary/requirements',
  name: 'a test is found by its name, or by how it begins',
  mutants: ['m'],
};

test('every row names a test and mutants that are there', async () => {
  const sections = await loadRequirements();
  const rows = sections.flatMap((section) => section.rows);
  assert.ok(rows.length >= 150, `${rows.length}`);
  assert.deepEqual(findRequirementFaults(sections, await readProject()), []);
});

test('a row that names what is not there says so', () => {
  const faultsOf = (/** @type {object} */ changes) =>
    findRequirementFaults([{ title: 't', rows: [{ ...row, ...changes }] }], project).join('\n');
  assert.equal(faultsOf({}), '');
  assert.match(faultsOf({ mutants: ['none'] }), /^r: no mutant is called none$/);
  assert.match(faultsOf({ mutants: [] }), /^r: it names no mutant$/);
  assert.match(faultsOf({ test: 'none' }), /^r: 0 test files are called none$/);
  assert.match(
    faultsOf({ name: 'a test that was renamed' }),
    /^r: no test of tests\/scripts.* is called a test/,
  );
  assert.throws(
    () => makeRequirementTables([{ title: 't', rows: [{ ...row, mutants: ['none'] }] }], project),
    /no mutant is called none/,
  );
});

test('a row becomes the line where its mutant stands', () => {
  const text = makeRequirementTables([{ title: 't', rows: [row] }], project);
  assert.match(
    text,
    /^### t\n\n\| requirement \| test \| .*\n.*\n\| r \| `scripts\/vocabulary\/requirements/,
  );
  assert.ok(text.endsWith(' | m: worker/a.js: `if (x < 1 \\|\\| y) go();` |'), text);
});

test('a test is found by its name, or by how it begins', () => {
  const text =
    "describe('all', () => { test('takes one', go); test(`${what} is refused with ${code}`, go); });";
  for (const name of ['all', 'takes one', 'takes']) assert.ok(hasTest(text, name), name);
  assert.ok(hasTest(`${text} // with an iss`, 'with an iss is refused with code'));
  for (const name of ['takes another', 'with another iss is refused', 'refused by nobody'])
    assert.ok(!hasTest(text, name), name);
  assert.ok(!hasTest("test('takes one', go)", 'takes one more'));
});
