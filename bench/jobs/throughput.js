// Measures logins per second on one core: in Node by its CPU time, and in workerd by the CPU time of its process.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createLogins, cookiesOf } from '../measure/logins.js';
import { answerAuthorization, configure, createStub } from '../fixture.js';
import { cpu } from '../measure/rounds.js';
import { startUpstream } from '../measure/upstream.js';
import { bundleWorker, NEWEST, serve } from '../measure/workerd.js';
import { create as createOurs } from '../worker/ours.js';

const WARM_UP = 300;
const MICROSECONDS = 1e6;
const TICKS_PER_SECOND = 100;

/** @param {number} n logins, each begun and redeemed with a stubbed fetch */
async function measureNode(n) {
  const stub = createStub(configure());
  const worker = createOurs(configure(undefined, stub.fetch));
  const logins = createLogins(worker, stub, configure().apiUrl);
  const run = async (/** @type {number} */ count) => {
    for (let i = 0; i < count; i += 1) await worker.callback(await logins.begin());
  };
  await run(WARM_UP);
  const begun = cpu();
  await run(n);
  return n / ((cpu() - begun) / MICROSECONDS);
}

/** The CPU seconds of a process. @param {number} pid */
function processSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND; // utime and stime
}

const agent = new Agent({ keepAlive: true });

/** Asks with node:http, because it follows no redirect: the worker's redirects lead to its configured address. @param {string} url @param {string} [cookie] @returns {Promise<{ location: string, cookie: string }>} */
function ask(url, cookie) {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers: cookie ? { cookie } : {} }, (answer) => {
      answer.resume();
      const lines = answer.headers['set-cookie'] ?? [];
      const headers = new Headers(lines.map((line) => ['set-cookie', line]));
      answer.once('end', () =>
        resolve({
          location: answer.headers.location ?? '',
          cookie: cookiesOf(new Response(null, { headers })),
        }),
      );
    });
    asked.once('error', reject).end();
  });
}

/** @param {number} n logins over loopback, to a Tailchat in another process */
async function measureWorkerd(n) {
  const upstream = await startUpstream();
  const bundled = await bundleWorker();
  const { clientId, clientSecret, sessionKey, baseUrl } = configure();
  const env = {
    TAILCHAT_API_URL: upstream.url,
    TAILCHAT_CLIENT_ID: clientId,
    TAILCHAT_CLIENT_SECRET: clientSecret,
    TAILCHAT_SESSION_KEYS: sessionKey,
    TAILCHAT_BASE_URL: baseUrl,
  };
  const workerd = await serve({ folder: bundled.folder, env, date: NEWEST });
  async function logIn() {
    const started = await ask(`${workerd.url}/auth/login?return_to=/inbox&moved=1`);
    const callback = new URL(answerAuthorization(started.location, { prepare() {} }, upstream.url));
    const done = await ask(`${workerd.url}${callback.pathname}${callback.search}`, started.cookie);
    if (done.location !== '/inbox') throw new Error(`a login ended at ${done.location || 'an error'}`);
  }
  const run = async (/** @type {number} */ count) => {
    for (let i = 0; i < count; i += 1) await logIn();
  };
  try {
    await run(WARM_UP);
    const begun = processSeconds(workerd.pid);
    await run(n);
    return n / (processSeconds(workerd.pid) - begun);
  } finally {
    agent.destroy();
    await workerd.close();
    await bundled.remove();
    await upstream.close();
  }
}

/** @param {{ logins: number }} options */
export async function run({ logins }) {
  const count = Math.max(200, Math.min(5000, Math.floor(logins / 10)));
  const inNode = await measureNode(count);
  const inWorkerd = await measureWorkerd(count);
  return {
    rows: [],
    tables: [
      {
        title: 'Whole logins',
        head: ['whole logins (login and callback) a second on one core of this machine', ''],
        body: [
          ['in Node, stubbed fetch', inNode.toFixed(0)],
          ['in workerd, over loopback, its HTTP included', inWorkerd.toFixed(0)],
        ],
      },
    ],
  };
}
