// Measures the bundled and minified size of equivalent code.
import { measureBundle, measureFile } from '../measure/bundle.js';
import { budgetsOf, overBudget } from '../../scripts/size.js';
import { round } from '../measure/judge.js';

const KIB = 1024;

/** @type {[name: string, entry: string, options?: { onDemand?: boolean }][]} */
const PAGE = [
  ['ours, worker-started', 'page/ours_worker_started.js', { onDemand: false }],
  ['ours, page-started', 'page/ours_page_started.js'],
  ['oauth4webapi', 'page/oauth4webapi.js'],
  ['arctic', 'page/arctic.js'],
  ['openid-client', 'page/openid_client.js'],
  ['oidc-client-ts', 'page/oidc_client_ts.js'],
];

/** @type {typeof PAGE} */
const WORKER = [
  ['ours', 'worker/ours_bundle.js'],
  ['oauth4webapi, no session', 'worker/oauth4webapi.js'],
  ['oauth4webapi + jose', 'worker/oauth4webapi_jose.js'],
  ['arctic + iron-session', 'worker/arctic_iron.js'],
  ['openid-client, no session', 'worker/openid_client.js'],
  ['@hono/oidc-auth', 'worker/hono_oidc_auth.js'],
  ['@auth/core', 'worker/auth_core.js'],
  ['better-auth', 'worker/better_auth.js'],
];

/** @param {typeof PAGE} entries @param {'page' | 'worker'} job */
async function measureAll(entries, job) {
  const sizes = new Map();
  for (const [name, entry, options] of entries) sizes.set(name, await measureBundle(entry, job, options));
  return sizes;
}

/** @param {string} what @param {number} kib the largest allowed size, in brotli @param {{ size: import('../measure/bundle.js').Size, why?: string }} bundle */
const judgeSize = (what, kib, { size: { brotli }, why }) => ({
  what,
  target: `<= ${kib} KB brotli`,
  measured: `${round(brotli / KIB)} KB (${brotli} bytes)`,
  met: brotli <= kib * KIB,
  why,
});

/** @param {Map<string, { size: import('../measure/bundle.js').Size }>} sizes */
const kibibytes = (sizes) =>
  Object.fromEntries([...sizes].map(([name, { size }]) => [name, size.brotli / KIB]));

/** @param {string} title @param {Map<string, { size: import('../measure/bundle.js').Size }>} sizes */
const table = (title, sizes) => ({
  title,
  head: ['minified / gzip / brotli bytes', 'min', 'gzip', 'brotli'],
  body: [...sizes].map(([name, { size }]) => [name, size.raw, size.gzip, size.brotli].map(String)),
});

/** @param {string} title @param {Map<string, { size: import('../measure/bundle.js').Size }>} sizes */
const bars = (title, sizes) => ({ title, values: kibibytes(sizes) });

/** The bundles that have a budget in bench/size-budget.json. */
async function checkBudgets() {
  const problems = [];
  for (const [name, budget] of budgetsOf('bench/')) {
    const [, entry, options] = [...PAGE, ...WORKER].find(([, path]) => `bench/${path}` === name) ?? [];
    if (entry === undefined) throw new Error(`${name} has a budget and is not measured`);
    const { size } = await measureBundle(entry, name.startsWith('bench/page/') ? 'page' : 'worker', options);
    problems.push(...overBudget(name, budget, size));
  }
  return problems;
}

export async function run() {
  const page = await measureAll(PAGE, 'page');
  const worker = await measureAll(WORKER, 'worker');
  const core = { size: measureFile('core.wasm') };
  return {
    problems: await checkBudgets(),
    rows: [
      judgeSize('wasm with Boost.URL and nlohmann linked', 17, core),
      judgeSize(
        'page of a worker-started login, all it loads (no wasm)',
        1,
        page.get('ours, worker-started'),
      ),
      judgeSize('page of a page-started login, JS and wasm, on demand', 13.5, page.get('ours, page-started')),
      judgeSize('worker bundle with routes and sealed sessions', 35, worker.get('ours')),
    ],
    tables: [
      table('Page: start a login, check a callback', page),
      table('Worker: exchange, me, id_token, session', worker),
    ],
    choices: {
      page: kibibytes(new Map([['ours', page.get('ours, worker-started')]])),
      worker: kibibytes(worker),
    },
    bars: [bars('Page: KB brotli', page), bars('Worker: KB brotli', worker)],
  };
}
