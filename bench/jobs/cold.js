// Fresh processes, in turns: what the first login of a bundled worker costs from the script's start, and its first callback.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { medians } from '../choices.js';
import { bundleForNode } from '../measure/bundle.js';
import { judgeRatio, round, showRatio } from '../measure/judge.js';
import { ratio, ratios, summarize } from '../measure/rounds.js';
import { RUNTIMES } from '../measure/runtimes.js';
import { takeTurns } from '../measure/turns.js';

const START = fileURLToPath(new URL('../measure/cold.js', import.meta.url));
const CORE = new URL('../../dist/core.js', import.meta.url).href;
const PEER = 'oauth4webapi + jose';
const MILLISECOND = 1000;
const MOST_CORE_MILLISECONDS = 1.5;

/** @type {Record<string, string>} */
const ENTRIES = {
  ours: 'worker/ours.js',
  [PEER]: 'worker/oauth4webapi_jose.js',
  'openid-client + jose': 'worker/openid_client_jose.js',
  '@auth/core': 'worker/auth_core.js',
  'better-auth': 'worker/better_auth.js',
};

/**
 * @param {string} runtime
 * @param {'worker' | 'core'} what
 * @param {string} file
 * @returns {Record<string, number>} microseconds of CPU
 */
function measure(runtime, what, file) {
  const [command, ...args] = /** @type {string[]} */ (RUNTIMES.get(runtime));
  const { stdout, stderr, status } = spawnSync(command, [...args, START, what, file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${runtime}: ${file}: ${stderr}`);
  return JSON.parse(stdout);
}

/**
 * @param {string} runtime
 * @param {ReadonlyMap<string, string>} files
 * @param {number} processes of each
 * @returns {Promise<Record<'login' | 'callback', import('../measure/rounds.js').Samples>>}
 */
async function measureWorkers(runtime, files, processes) {
  const measured = await takeTurns([...files.keys()], processes, (name) =>
    measure(runtime, 'worker', files.get(name) ?? ''),
  );
  const pick = (/** @type {string} */ step) =>
    new Map([...measured].map(([name, all]) => [name, all.map((one) => one[step])]));
  return { login: pick('login'), callback: pick('callback') };
}

/** What the scripts are made of. @param {ReadonlyMap<string, string>} files */
function compareScripts(files) {
  const size = (/** @type {URL} */ file) => `${round(statSync(file).size / 1024)} KB`;
  const [ours, peer] = ['ours', PEER].map((name) => size(new URL(files.get(name) ?? '')));
  const wasm = size(new URL(CORE));
  const translated = size(new URL('../../dist/core_translated.js', import.meta.url));
  return `our script has ${ours}, with ${wasm} of WebAssembly in hex and its translation of ${translated} before it is minified, which runs only where nothing compiles WebAssembly; that of ${PEER} has ${peer}`;
}

/** @param {string} runtime @param {Awaited<ReturnType<typeof measureWorkers>>} samples @param {string} why */
const judge = (runtime, { login, callback }, why) => [
  judgeRatio(
    `bundled worker, script start to first login, ${runtime}`,
    1.1,
    PEER,
    ratio(login, 'ours', PEER),
  ),
  judgeRatio(
    `first callback of a fresh process, stubbed fetch, ${runtime}`,
    1.1,
    PEER,
    ratio(callback, 'ours', PEER),
  ),
];

/** @param {string} runtime @param {number} processes */
async function judgeCore(runtime, processes) {
  const measured = await takeTurns(['core'], processes, () => measure(runtime, 'core', CORE).core / 1000);
  const core = summarize(measured.get('core') ?? []);
  return {
    what: `the core, cold: decode, compile and instantiate, ${runtime}`,
    target: `<= ${MOST_CORE_MILLISECONDS} ms CPU`,
    measured: `${showRatio(core)} ms`,
    met: core.median <= MOST_CORE_MILLISECONDS,
    why: `${round(core.low)} ms in the lower quartile`,
  };
}

/** @param {Iterable<number>} microseconds */
const show = (microseconds) => showRatio(summarize([...microseconds].map((time) => time / 1000)));

/** @param {string} runtime @param {Awaited<ReturnType<typeof measureWorkers>>} samples */
const tabulate = (runtime, { login, callback }) => ({
  title: `Fresh processes, ${runtime}`,
  head: [`fresh process, ${runtime}, ms CPU`, 'script start to first login', 'first callback'],
  body: [...login].map(([name, times]) => [name, show(times), show(callback.get(name) ?? [])]),
});

/** @param {string} folder */
async function bundleAll(folder) {
  const files = new Map();
  for (const [name, entry] of Object.entries(ENTRIES))
    files.set(name, pathToFileURL(await bundleForNode(entry, join(folder, name))).href);
  return files;
}

/** All contenders in the runtime of the bench, and the nearest in the others. @param {{ imports: number }} options */
export async function run({ imports }) {
  const folder = mkdtempSync(fileURLToPath(new URL('../node_modules/.cold-', import.meta.url)));
  try {
    const files = await bundleAll(folder);
    const two = new Map(['ours', PEER].map((name) => [name, files.get(name) ?? '']));
    const why = compareScripts(files);
    const [home, ...others] = RUNTIMES.keys();
    const atHome = await measureWorkers(home, files, imports);
    const rows = [...judge(home, atHome, why), await judgeCore(home, imports)];
    const tables = [tabulate(home, atHome)];
    for (const runtime of others) {
      const samples = await measureWorkers(runtime, two, imports);
      rows.push(...judge(runtime, samples, why));
      tables.push(tabulate(runtime, samples));
    }
    return {
      rows,
      tables,
      bars: [
        { title: 'Cold: script start to first login, CPU, ours = 1', values: ratios(atHome.login, 'ours') },
      ],
      choices: { first: medians(atHome.login, MILLISECOND) },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
