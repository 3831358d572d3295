// Measures the CPU time until a fresh process of workerd has answered its first login. The time that workerd needs for an
// answer with only a status is subtracted.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configure } from '../fixture.js';
import { bundleForWorkerd } from '../measure/bundle.js';
import { judgeRatio, showRatio } from '../measure/judge.js';
import { quantile, summarize } from '../measure/rounds.js';
import { takeTurns } from '../measure/turns.js';
import { NEWEST, serve } from '../measure/workerd.js';

const PEER = 'oauth4webapi + jose';
const NONE = 'workerd alone';
const NANOSECONDS = 1e6;

/** @type {Record<string, string | undefined>} */
const ENTRIES = {
  ours: 'worker/ours.js',
  [PEER]: 'worker/oauth4webapi_jose.js',
  'openid-client + jose': 'worker/openid_client_jose.js',
  [NONE]: undefined,
};

/** The CPU time of all threads of a process. @param {number} pid @returns {number} milliseconds */
function processMilliseconds(pid) {
  const threads = readdirSync(`/proc/${pid}/task`);
  const times = threads.map((id) => readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'utf8').split(' ')[0]);
  return times.map(Number).reduce((a, b) => a + b, 0) / NANOSECONDS;
}

/** @param {string} folder a bundle */
async function measure(folder) {
  const workerd = await serve({ folder, env: {}, date: NEWEST });
  try {
    const { status } = await fetch(`${workerd.url}/auth/login`, { redirect: 'manual' });
    if (status !== 302) throw new Error(`${folder}: the first login answered ${status}`);
    return processMilliseconds(workerd.pid);
  } finally {
    await workerd.close();
  }
}

/** @param {{ imports: number }} options */
export async function run({ imports }) {
  const root = mkdtempSync(fileURLToPath(new URL('../node_modules/.isolate-', import.meta.url)));
  try {
    const { fetch: _, ...config } = configure();
    for (const [name, entry] of Object.entries(ENTRIES)) {
      mkdirSync(join(root, name));
      await bundleForWorkerd(entry, config, join(root, name));
    }
    const samples = await takeTurns(Object.keys(ENTRIES), imports, (name) => measure(join(root, name)));
    const alone = quantile(samples.get(NONE) ?? [], 0.5);
    const own = (/** @type {string} */ name) => (samples.get(name) ?? []).map((time) => time - alone);
    const peer = quantile(own(PEER), 0.5);
    const ratio = summarize(own('ours').map((time) => time / peer));
    const body = [...samples].map(([name, times]) => [name, showRatio(summarize(times))]);
    return {
      rows: [judgeRatio('first login of a new isolate, workerd', 1.1, PEER, ratio)],
      tables: [{ title: 'Fresh isolates', head: ['fresh workerd, ms CPU to the first login', ''], body }],
    };
  } finally {
    rmSync(root, { recursive: true });
  }
}
