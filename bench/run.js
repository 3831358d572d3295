// `npm run bench`: installs the other packages here, measures each job in its own process, and prints the table. The run
// fails if a bundle is over its budget in bench/size-budget.json. A measured time never makes it fail.
// `--quick` only checks that the jobs run, `--full` does a million whole logins, `--growth N` sets their number, and
// names select jobs. A whole run also writes the table of docs/performance.md and the picture.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { prepare } from '../scripts/build.js';
import { failure, mustRun, runScript, say } from '../scripts/setup/process.js';
import { JOBS } from './jobs.js';
import { printReport, writeReport } from './report.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const MILLION = 1_000_000;

const EFFORT = {
  quick: { rounds: 3, slice: 5_000, logins: 300, calls: 20_000, imports: 2, times: 2 },
  usual: { rounds: 21, slice: 40_000, logins: 20_000, calls: MILLION, imports: 25, times: 9 },
  full: { rounds: 41, slice: 80_000, logins: MILLION, calls: MILLION, imports: 51, times: 25 },
};

/** Installs the exact versions of package.json, unless they are installed already. */
async function install() {
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
  say('Installing what it is measured against');
  await mustRun('npm', ['install', '--no-save', ...quietly], { cwd: here, quiet: true });
}

/**
 * @param {string} name @param {typeof EFFORT.usual} effort
 * @returns {Promise<import('./report.js').Result>}
 */
function measure(name, effort) {
  say(`Measuring ${name}`);
  return new Promise((resolve, reject) => {
    const job = new URL(`./jobs/${name}.js`, import.meta.url).href;
    const flags = ['--expose-gc', '--no-warnings', ...(JOBS.get(name)?.flags ?? [])];
    const child = fork(`${here}measure/child.js`, [job, JSON.stringify(effort)], { execArgv: flags });
    let result;
    child.once('message', (message) => (result = /** @type {any} */ (message)));
    child.once('close', (code) => (result ? resolve(result) : reject(failure(`${name} failed (${code})`))));
  });
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { quick: { type: 'boolean' }, full: { type: 'boolean' }, growth: { type: 'string' } },
    });
  } catch (error) {
    throw failure(/** @type {Error} */ (error).message);
  }
}

await runScript(async () => {
  const { values, positionals } = readArguments();
  const unknown = positionals.find((name) => !JOBS.has(name));
  if (unknown !== undefined) throw failure(`no job ${unknown}; there are ${[...JOBS.keys()].join(', ')}`);
  const effort = { ...EFFORT[values.quick ? 'quick' : values.full ? 'full' : 'usual'] };
  if (values.growth !== undefined) effort.logins = Number(values.growth);
  if (!Number.isSafeInteger(effort.logins) || effort.logins < 1)
    throw failure('--growth must be a number of logins');
  await prepare();
  await install();
  const results = [];
  for (const name of positionals.length ? positionals : JOBS.keys())
    results.push(await measure(name, effort));
  printReport(results);
  if (values.quick) say('Quick: this shows that it runs; its figures are those of code that is not warm.');
  if (!values.quick && positionals.length === 0) writeReport(results);
  const problems = results.flatMap(({ problems = [] }) => problems);
  if (problems.length) throw failure(problems.join('\n'));
});
