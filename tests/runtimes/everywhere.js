// Runs the rows, two at a time, in the Node that install.js installs. run.js starts this file.
import { availableParallelism } from 'node:os';
import { readdir } from 'node:fs/promises';
import { installPackages } from '../../scripts/setup/apt.js';
import { failure, runScript, say } from '../../scripts/setup/process.js';
import { folder } from './install.js';
import { runAll } from './pool.js';
import { runInProcess } from './row_process.js';
import { isCurrent, writeSupported } from './supported.js';
import { printTable } from './table.js';

/**
 * @typedef {object} Row
 * @property {string} name unique; an argument selects by it
 * @property {'runtime' | 'bundler' | 'store' | 'example' | 'check'} kind
 * @property {string} title the name in the table, as the runtime or tool writes its name
 * @property {string[]} [packages] groups of scripts/setup/apt.js that it needs
 * @property {boolean} [heavy] it takes minutes, so it runs only by its whole name, or with `all`
 * @property {number} [timeout] milliseconds, if not five minutes
 * @property {number} [port] a fixed port: rows with the same one do not run at the same time
 * @property {(context: Context) => Promise<Outcome>} run an error that it throws is a failure too
 *
 * @typedef {object} Outcome
 * @property {string} [version] of the runtime or tool; empty if it has none
 * @property {string} [condition] the selected condition: workerd, edge-light or default
 * @property {number} tests the number of tests that ran: 0 is a failure
 * @property {string[]} failures one text for each test that failed
 *
 * @typedef {import('./context.js').Context} Context
 * @typedef {{ row: Row, outcome: Outcome, milliseconds: number }} Result
 */

/** Two, because a browser and a server each need a core. */
const AT_A_TIME = Math.min(2, availableParallelism());

/** @returns {Promise<(Row & { file: string })[]>} */
async function loadRows() {
  const files = (await readdir(`${folder}/rows`)).filter((name) => name.endsWith('.js')).sort();
  const modules = await Promise.all(files.map((name) => import(`./rows/${name}`)));
  const rows = modules.flatMap((module, index) =>
    module.rows.map((/** @type {Row} */ row) => ({ ...row, file: files[index] })),
  );
  const names = rows.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw failure(`Two rows are named ${twice}`);
  return rows;
}

/**
 * A whole name selects one row. A part of a name selects all rows that have it. `all` selects the heavy rows too.
 *
 * @template {Row} R
 * @param {R[]} rows
 * @param {string[]} words
 */
function select(rows, words) {
  if (words.length === 0) return rows.filter(({ heavy }) => !heavy);
  if (words.includes('all')) return rows;
  const known = rows.map(({ name }) => name);
  const wanted = words.flatMap((word) => {
    const found = known.includes(word) ? [word] : known.filter((name) => name.includes(word));
    if (found.length === 0) throw failure(`No row matches ${word}. There are: ${known.join(', ')}`, 2);
    return found;
  });
  return rows.filter(({ name }) => wanted.includes(name));
}

/** @returns {{ words: string[], list: boolean, write: boolean }} */
function readArguments(/** @type {string[]} */ given) {
  const known = ['--list', '--write'];
  const unknown = given.find((text) => text.startsWith('-') && !known.includes(text));
  if (unknown) throw failure(`Unknown option: ${unknown}`, 2);
  const words = given.filter((text) => !text.startsWith('-'));
  const write = given.includes('--write');
  if (write && words.length > 0)
    throw failure('--write needs a run of all rows: the table of docs/runtimes.md has all', 2);
  return { words, list: given.includes('--list'), write };
}

await runScript(async () => {
  const [tarball, ...given] = process.argv.slice(2);
  const { words, list, write } = readArguments(given);
  const known = await loadRows();
  if (list) return known.forEach(({ name, heavy }) => console.log(heavy ? `${name} (all)` : name));
  const rows = select(known, words);

  // Only one process at a time can use apt.
  for (const row of rows) if (row.packages) await installPackages(row.packages);
  const results = await runAll(rows, AT_A_TIME, (row) => runInProcess(row, tarball));
  printTable(results);
  if (results.some(({ outcome }) => outcome.failures.length > 0)) return 1;
  if (write) await writeSupported(results);
  else if (words.length === 0 && !(await isCurrent(results)))
    say('docs/runtimes.md has other rows or versions: npm run test:everywhere -- --write');
});
