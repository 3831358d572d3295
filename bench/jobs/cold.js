// Fresh processes, in turns: what the first login of a bundled worker costs from the script's start, and its first callback.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleForNode } from '../measure/bundle.js';
import { judgeRatio, round, showRatio } from '../measure/judge.js';
import { ratio, ratios, summarize } from '../measure/rounds.js';

const START = fileURLToPath(new URL('../measure/cold.js', import.meta.url));
const CORE = new URL('../../dist/core.js', import.meta.url).href;
const PEER = 'oauth4webapi + jose';
const MOST_CORE_MILLISECONDS = 1.5;

/** @type {Record<string, string>} */
const ENTRIES = {
  ours: 'worker/ours.js',
  [PEER]: 'worker/oauth4webapi_jose.js',
  'openid-client + jose': 'worker/openid_client_jose.js',
  '@auth/core': 'worker/auth_core.js',
  'better-auth': 'worker/better_auth.js',
};

/** @param {'worker' | 'core'} what @param {string} file @returns {Record<string, number>} microseconds of CPU */
function measure(what, file) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [START, what, file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${file}: ${stderr}`);
  return JSON.parse(stdout);
}

/** @param {string} folder @param {number} processes of each */
async function measureAll(folder, processes) {
  /** @type {[name: string, file: string][]} */
  const files = [];
  for (const [name, entry] of Object.entries(ENTRIES))
    files.push([name, pathToFileURL(await bundleForNode(entry, join(folder, name))).href]);
  /** @type {Record<'login' | 'callback', import('../measure/rounds.js').Samples>} */
  const samples = { login: new Map(), callback: new Map() };
  for (const one of Object.values(samples)) for (const [name] of files) one.set(name, []);
  const core = [];
  for (let turn = 0; turn < processes; turn += 1) {
    const first = turn % files.length;
    for (const [name, file] of [...files.slice(first), ...files.slice(0, first)]) {
      const measured = measure('worker', file);
      samples.login.get(name)?.push(measured.login);
      samples.callback.get(name)?.push(measured.callback);
    }
    core.push(measure('core', CORE).core / 1000);
  }
  return { samples, core: summarize(core) };
}

/** @param {{ imports: number }} options */
export async function run({ imports }) {
  const folder = mkdtempSync(fileURLToPath(new URL('../node_modules/.cold-', import.meta.url)));
  try {
    const { samples, core } = await measureAll(folder, imports);
    const { login, callback } = samples;
    const milliseconds = [...login].map(([name, values]) => {
      const show = (/** @type {number[]} */ times) => showRatio(summarize(times.map((time) => time / 1000)));
      return [name, show(values), show(callback.get(name) ?? [])];
    });
    return {
      rows: [
        judgeRatio('bundled worker, script start to first login', 1.1, PEER, ratio(login, 'ours', PEER)),
        judgeRatio(
          'first callback of a fresh process, stubbed fetch',
          1.1,
          PEER,
          ratio(callback, 'ours', PEER),
        ),
        {
          what: 'the core, cold: decode, compile and instantiate',
          target: `<= ${MOST_CORE_MILLISECONDS} ms CPU`,
          measured: `${showRatio(core)} ms`,
          met: core.median <= MOST_CORE_MILLISECONDS,
          why: `Node ${process.versions.node} ${'fromHex' in Uint8Array ? 'has' : 'lacks'} Uint8Array.fromHex; ${round(core.low)} ms in the lower quartile`,
        },
      ],
      tables: [
        {
          title: 'Fresh processes',
          head: ['fresh process, ms CPU', 'script start to first login', 'first callback'],
          body: milliseconds,
        },
      ],
      bars: [{ title: 'Cold: script start to first login, CPU, ours = 1', values: ratios(login, 'ours') }],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
