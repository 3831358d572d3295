// Checks the rows of `npm run test:everywhere`.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, test } from 'node:test';
import { assertCondition } from './condition.js';
import { runAll } from './pool.js';
import { runRow } from './row.js';
import { createSuite } from './suite.js';

/** @param {import('./everywhere.js').Row['run']} run @param {object} [more] */
async function failuresOf(run, more = {}) {
  const { outcome } = await runRow({ name: 'this', kind: 'check', title: 'This', run, ...more }, '');
  return outcome.failures.map((text) => text.split('\n')[0]);
}

describe('a row', () => {
  test('of which no test ran has failed', async () => {
    assert.deepEqual(await failuresOf(async () => ({ tests: 0, failures: [] })), ['no test ran']);
  });

  test('of which all tests passed has not', async () => {
    assert.deepEqual(await failuresOf(async () => ({ tests: 1, failures: [] })), []);
  });

  test('that throws has failed, and what it started and made is gone', async () => {
    let [pid, folder] = [0, ''];
    const failures = await failuresOf(async ({ start, makeFolder }) => {
      folder = await makeFolder();
      const { child, says } = start(process.execPath, [
        '-e',
        "console.log('up'); setInterval(() => {}, 1e6)",
      ]);
      pid = child.pid ?? 0;
      await says(/up/);
      throw new Error('no');
    });
    assert.deepEqual(failures, ['Error: no']);
    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
    assert.ok(folder !== '' && !existsSync(folder));
  });

  test('that comes to no end has failed', async () => {
    const never = () => new Promise(() => {});
    assert.deepEqual(await failuresOf(never, { timeout: 1 }), ['Error: not done after 0.001 seconds']);
  });

  test('whose program ends too early has failed', async () => {
    const failures = await failuresOf(({ start }) => start(process.execPath, ['-e', '']).says(/up/));
    assert.match(failures[0], /ended \(0\) before it said/);
  });
});

describe('several rows', () => {
  /** Each row ends when the test says so. @param {{ name: string, port?: number }[]} rows */
  function begin(rows) {
    /** @type {Map<string, () => void>} */
    const running = new Map();
    const results = runAll(rows, 2, async ({ name }) => {
      await new Promise((resolve) => running.set(name, () => resolve(running.delete(name))));
      return name.toUpperCase();
    });
    const end = async (/** @type {string} */ name) => {
      running.get(name)?.();
      await new Promise(setImmediate);
    };
    return { results, end, names: () => [...running.keys()] };
  }

  test('run two at a time, and their results keep the rows’ order', async () => {
    const { results, end, names } = begin([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
    assert.deepEqual(names(), ['a', 'b']);
    await end('b');
    assert.deepEqual(names(), ['a', 'c']);
    await end('c');
    await end('a');
    assert.deepEqual(await results, ['A', 'B', 'C']);
  });

  test('with the same port wait for each other, and let the others go first', async () => {
    const port = 8787;
    const { results, end, names } = begin([{ name: 'a', port }, { name: 'b', port }, { name: 'c' }]);
    assert.deepEqual(names(), ['a', 'c']);
    await end('c');
    assert.deepEqual(names(), ['a']);
    await end('a');
    assert.deepEqual(names(), ['b']);
    await end('b');
    assert.deepEqual(await results, ['A', 'B', 'C']);
  });
});

test('a suite counts every test and keeps what failed', async () => {
  const suite = createSuite();
  await suite.test('good', () => {});
  await suite.test('bad', () => Promise.reject(new Error('no')));
  const { tests, failures } = suite.outcome();
  assert.equal(tests, 2);
  assert.match(failures.join(), /^bad: Error: no/);
});

test('a condition is the one expected, and the only one', () => {
  const entry = (/** @type {string} */ name) => `node_modules/tailchat-login/bindings/wasm/${name}.js`;
  assertCondition([entry('inline'), 'app.js'], 'default');
  assert.throws(() => assertCondition([entry('inline')], 'workerd'));
  assert.throws(() => assertCondition([entry('inline'), entry('workerd')], 'workerd'));
  assert.throws(() => assertCondition(['app.js'], 'workerd'));
});
