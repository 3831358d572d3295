// One account with very long texts logs in again and again. This runs in its own process with a small heap: by fork(), with
// `--expose-gc --max-old-space-size=128`. The process reports by how much the worker's heap has grown.
import assert from 'node:assert/strict';
import { createVerifier } from 'tailchat-login/verify';
import { createLogin } from 'tailchat-login/worker';
import { createCookieJar } from '../../testing/cookies.js';
import { APP, BASE_URL } from '../support/example.js';
import { startStore } from './store.js';
import { startUpstream } from './upstream.js';

const AT_ONCE = 50;
const NICKNAME_BYTES = 60_000;

const [logins, stored] = process.argv.slice(2).map(Number);
const app = { clientId: APP.appId, clientSecret: APP.appSecret };
const upstream = await startUpstream({
  ...app,
  seed: 1,
  redirectUri: `${BASE_URL}/auth/callback`,
  // The first text is too long and is left out, the second is kept. Every login has different texts.
  texts: { nickname: 'n'.repeat(NICKNAME_BYTES), avatar: `https://cdn.example/${'a'.repeat(2000)}` },
  signs: true,
});
const { store, close } = startStore();
const account = { sub: '64b1f0c2a5d3e97b4c8f1a20', nickname: '', discriminator: '6244', avatar: '' };

/** A worker like that of a site, with a verifier. */
function startWorker() {
  const apiUrl = upstream.url;
  return createLogin({
    ...app,
    apiUrl,
    baseUrl: BASE_URL,
    sessionKeys: 'a2V5LW51bWJlci1vbmUtZm9yLXRlc3RzLW9ubHktISE',
    verifyIdToken: createVerifier({ apiUrl, log: () => {} }),
    deadline: 60_000,
    log: () => {},
    ...(stored && { store }),
  });
}

/** @param {ReturnType<typeof startWorker>} login */
async function enter(login) {
  const jar = createCookieJar();
  const send = async (/** @type {string} */ path) => {
    const cookie = jar.header(BASE_URL);
    const headers = { accept: 'application/json', ...(cookie && { cookie }) };
    const response = await login.fetch(new Request(`${BASE_URL}${path}`, { headers }));
    jar.store(BASE_URL, response.headers.getSetCookie());
    return {
      status: response.status,
      location: response.headers.get('location'),
      text: await response.text(),
    };
  };
  const started = await send('/auth/login?return_to=/inbox&moved=1');
  const { pathname, search } = upstream.authorize(started.location ?? '', account).callback;
  const finished = await send(pathname + search);
  assert.deepEqual([finished.status, finished.location], [302, '/inbox'], finished.text);
  const me = JSON.parse((await send('/auth/me')).text);
  assert.deepEqual([me.sub, me.nickname], [account.sub, undefined]);
}

/** @param {ReturnType<typeof startWorker>} login @param {number} count */
async function attack(login, count) {
  let left = count;
  const lane = async () => {
    while (left-- > 0) await enter(login);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** The bytes in use after garbage collection. */
async function measure() {
  for (let times = 0; times < 5; times += 1) {
    globalThis.gc?.();
    await new Promise(setImmediate);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

await attack(startWorker(), 200); // loads and compiles everything once
const before = await measure();
const begun = performance.now();
const login = startWorker();
await attack(login, logins);
const grown = (await measure()) - before;
await enter(login); // this use keeps the worker, and all that it holds, from being collected
process.send?.({ grown, seconds: (performance.now() - begun) / 1000 });
await Promise.all([upstream.close(), close()]);
process.disconnect?.();
