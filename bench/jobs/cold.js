// A fresh process: what an import costs above an empty module, and up to the first authorize URL.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ratios } from '../measure/rounds.js';

const START = fileURLToPath(new URL('../measure/cold.js', import.meta.url));

/** @type {[name: string, module: string, begins?: boolean][]} */
const MODULES = [
  ['ours', 'worker/ours.js'],
  ['ours, and the first login', 'worker/ours.js', true],
  ['jose', 'jose'],
  ['oauth4webapi', 'oauth4webapi'],
  ['openid-client', 'openid-client'],
  ['arctic', 'arctic'],
  ['iron-session', 'iron-session'],
  ['@auth/core', '@auth/core'],
  ['better-auth', 'worker/better_auth.js'],
];

/** @param {string} module @param {boolean} [begins] @returns {number} microseconds of CPU */
function measure(module, begins = false) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [START, module, String(begins)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${module}: ${stderr}`);
  return Number(stdout);
}

/** @param {{ imports: number }} options */
export async function run({ imports }) {
  /** @type {import('../measure/rounds.js').Samples} */
  const samples = new Map(MODULES.map(([name]) => [name, []]));
  for (let round = 0; round < imports; round += 1) {
    const empty = measure('empty');
    for (const [name, module, begins] of MODULES)
      samples.get(name)?.push(Math.max(1, measure(module, begins) - empty));
  }
  return {
    rows: [],
    bars: [{ title: 'A cold import, above an empty module: CPU, ours = 1', values: ratios(samples, 'ours') }],
  };
}
