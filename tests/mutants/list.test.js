// The list of mutants fits the code as it is: a mutant that no longer applies would shield nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdit, findFaults, loadMutants } from '../../scripts/mutants/list.js';
import { root } from '../../scripts/setup/process.js';

test('every mutant applies, names its tests and says why', async () => {
  const mutants = await loadMutants();
  assert.ok(mutants.length >= 40, `${mutants.length}`);
  assert.deepEqual(findFaults(mutants, root), []);
});

test('an edit is of a text that stands in the file once', () => {
  const edit = { file: 'a.js', find: 'one', replace: '$& two' };
  assert.equal(applyEdit('one', edit), '$& two');
  assert.throws(() => applyEdit('one one', edit), /stands 2 times in a\.js/);
  assert.throws(() => applyEdit('', edit), /stands 0 times/);
  assert.throws(() => applyEdit('one', { ...edit, replace: 'one' }), /changes nothing/);
});

test('a list with a fault in it says so', () => {
  const good = { name: 'a', file: 'package.json', find: '"type": "module"', replace: '', why: 'x' };
  const kill = ['tests/mutants/list.test.js'];
  assert.deepEqual(findFaults([{ ...good, kill }], root), []);
  for (const [wrong, fault] of /** @type {[any, RegExp][]} */ ([
    [[{ ...good, kill: [] }], /no test is named/],
    [[{ ...good, kill: ['tests/none.test.js'] }], /there is no tests\/none/],
    [[{ ...good, kill, find: 'no such text' }], /no longer applies/],
    [[{ ...good, kill, file: 'none.js' }], /there is no none\.js/],
    [[{ ...good, kill, why: '' }], /does not say why/],
    [
      [
        { ...good, kill },
        { ...good, kill },
      ],
      /given twice/,
    ],
  ]))
    assert.match(findFaults(wrong, root).join('\n'), fault);
});
