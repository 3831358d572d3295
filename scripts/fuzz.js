// `npm run fuzz -- [--seconds N] [--target NAME]... [--keep]`: fuzzes the readers of the core under libFuzzer,
// AddressSanitizer and UndefinedBehaviorSanitizer, two targets at a time. Then it runs the resulting corpus through the
// native core and through the wasm, and fuzzes the worker's own readers (tests/fuzz/readers.js) for the same time. Any
// finding gives exit code 1, and leaves its input in artifacts/fuzz/. `--keep` copies the smallest set of inputs that
// reaches the same code as the corpus to the seeds.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzzReaders } from '../tests/fuzz/readers.js';
import { compare, TARGETS } from '../tests/fuzz/replay.js';
import { buildPreset, prepare } from './build.js';
import { keepFewest } from './keep_corpus.js';
import { installPackages } from './setup/apt.js';
import { withLock } from './setup/lock.js';
import { failure, root, run, runScript, say } from './setup/process.js';

const AT_ONCE = 2;
const LARGEST_INPUT = 4096;
const BUILD = join(root, 'build/fuzz');
const ARTIFACTS = join(root, 'artifacts/fuzz');

/** A small quarantine keeps the programs in the cache of the processor. */
const ASAN_OPTIONS = 'quarantine_size_mb=16:malloc_context_size=10';

/** libFuzzer uses wall-clock time. CPU time is independent of other work on the machine. */
const TIMED = `TIMEFORMAT='stat::cpu_seconds: %U'; time "$@"`;

/** @param {string} target */
const foldersOf = (target) => [join(BUILD, 'corpus', target), join(root, 'tests/fuzz/seeds', target)];

/** @param {string} output @param {string} name */
const statistic = (output, name) => Number(new RegExp(`stat::${name}:\\s+([\\d.]+)`).exec(output)?.[1] ?? 0);

/** @param {string} target */
const findingsOf = (target) => readdirSync(ARTIFACTS).filter((name) => name.startsWith(`${target}-`));

/**
 * @typedef {object} Row
 * @property {string} target
 * @property {number} executions
 * @property {number} a_second
 * @property {number} a_cpu_second
 * @property {number} new_units
 * @property {number} findings
 */

/** @param {string} target @param {number} seconds @returns {Promise<Row>} */
async function fuzz(target, seconds) {
  const [corpus, seeds] = foldersOf(target);
  mkdirSync(corpus, { recursive: true });
  const { code, output } = await run(
    'bash',
    [
      '-c',
      TIMED,
      'bash',
      join(BUILD, `fuzz_${target}`),
      `-max_total_time=${seconds}`,
      `-max_len=${LARGEST_INPUT}`,
      `-dict=${join(root, `tests/fuzz/dictionaries/${target}.dict`)}`,
      `-artifact_prefix=${ARTIFACTS}/${target}-`,
      '-print_final_stats=1',
      corpus,
      seeds,
    ],
    { quiet: true, env: { ASAN_OPTIONS } },
  );
  const found = findingsOf(target);
  const executions = statistic(output, 'number_of_executed_units');
  if (code !== 0) say(`${target} ended with ${code}:\n${output.trimEnd().split('\n').slice(-40).join('\n')}`);
  return {
    target,
    executions,
    a_second: statistic(output, 'average_exec_per_sec'),
    a_cpu_second: Math.round(executions / statistic(output, 'cpu_seconds')),
    new_units: statistic(output, 'new_units_added'),
    findings: Math.max(found.length, code === 0 ? 0 : 1),
  };
}

/** @param {readonly string[]} targets @param {number} seconds */
async function fuzzAll(targets, seconds) {
  const waiting = [...targets];
  /** @type {Row[]} */
  const rows = [];
  const work = async () => {
    for (let target = waiting.shift(); target; target = waiting.shift()) {
      say(`${target}: ${seconds} s`);
      rows.push(await fuzz(target, seconds));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return rows.sort((a, b) => targets.indexOf(a.target) - targets.indexOf(b.target));
}

/** @param {Row[]} rows */
function printRows(rows) {
  const line = (/** @type {unknown[]} */ [name, ...cells]) =>
    console.log(String(name).padEnd(14) + cells.map((cell) => String(cell).padStart(13)).join(''));
  line(['target', 'executions', 'a second', 'a CPU second', 'new units', 'findings']);
  for (const { target, executions, a_second, a_cpu_second, new_units, findings } of rows)
    line([target, executions, a_second, a_cpu_second, new_units, findings]);
}

/** @param {readonly string[]} targets */
async function keepAll(targets) {
  let well = true;
  for (const target of targets) {
    const [corpus, seeds] = foldersOf(target);
    well = (await keepFewest(join(BUILD, `fuzz_${target}`), seeds, corpus, { ASAN_OPTIONS })) && well;
  }
  return well;
}

/** The number of inputs that the native core and the wasm answer differently. @param {readonly string[]} targets */
async function replayAll(targets) {
  let differing = 0;
  for (const target of targets) {
    const folders = foldersOf(target).filter((folder) => existsSync(folder));
    const { files, calls, differences } = await compare(join(BUILD, 'replay'), target, folders);
    console.log(`${target}: ${files} inputs, ${calls} calls, ${differences.length} answered differently`);
    for (const difference of differences.slice(0, 20)) console.log(`  ${difference}`);
    differing += differences.length;
  }
  return differing;
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      keep: { type: 'boolean', default: false },
      target: { type: 'string', multiple: true, default: [...TARGETS] },
    },
  });
  const seconds = Number(values.seconds);
  if (!Number.isInteger(seconds) || seconds < 1) throw failure('--seconds takes a whole number from 1');
  for (const target of values.target)
    if (!TARGETS.some((known) => known === target))
      throw failure(`There is no target ${target}. The targets: ${TARGETS.join(', ')}`);
  return { seconds, targets: values.target, keep: values.keep };
}

await runScript(async () => {
  const { seconds, targets, keep } = readOptions();
  await prepare();
  await withLock(async () => {
    await installPackages(['fuzz']);
    say('Building the fuzz targets');
    await buildPreset('fuzz');
  });
  mkdirSync(ARTIFACTS, { recursive: true });
  for (const target of targets) for (const name of findingsOf(target)) rmSync(join(ARTIFACTS, name));
  const rows = await fuzzAll(targets, seconds);
  printRows(rows);
  const findings = rows.reduce((sum, row) => sum + row.findings, 0);
  if (findings > 0) {
    console.log(`Findings: ${targets.flatMap(findingsOf).map((name) => `artifacts/fuzz/${name}`)}`);
    return 1;
  }
  if (keep && !(await keepAll(targets))) return 1;
  const { cookies, accept, seal, exchange } = await fuzzReaders(Date.now() % 2 ** 32, {
    milliseconds: seconds * 1000,
  });
  console.log(
    `the worker's readers: ${cookies} Cookie headers, ${accept} Accept headers, ${seal} seals, ${exchange} bodies`,
  );
  return (await replayAll(targets)) > 0 ? 1 : 0;
});
