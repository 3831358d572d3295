// The crowd in a process of its own, whose garbage collector can be called: `node --expose-gc`, by fork().
import { decodeJwt } from 'jose';
import { createGate } from 'tailchat-login/gate';
import { createLogin } from 'tailchat-login/worker';
import { makeAssertionKey } from '../../cli/commands/key.js';
import { APP, BASE_URL, KEY } from '../support/example.js';
import { checkOf, here } from '../worker/gate/kit.js';
import { runCrowd } from './crowd.js';
import { startUpstream } from './upstream.js';

const baseUrl = BASE_URL;
const { appId: clientId, appSecret: clientSecret } = APP;

const [users, inFlight, seed, mostGrowth] = process.argv.slice(2).map(Number);
const clock = { ahead: 0 };
const now = () => Date.now() + clock.ahead;
/** @type {string[]} */
const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(`rejection: ${reason}`));
process.on('uncaughtException', (error) => unhandled.push(`exception: ${error}`));
process.on('warning', (warning) => unhandled.push(`warning: ${warning.name} ${warning.message}`));

const redirectUri = `${baseUrl}/auth/callback`;
const upstream = await startUpstream({ seed, clientId, clientSecret, redirectUri, now });
let logged = 0;
const options = {
  apiUrl: upstream.url,
  clientId,
  clientSecret,
  sessionKeys: KEY,
  baseUrl,
  now,
  log: () => void (logged += 1),
};
const patient = createLogin({ ...options, deadline: 60_000 });
const impatient = createLogin({ ...options, deadline: 1500 });
const rules = here({ path: '/*', any: true });
const gate = createGate({ login: patient, rules, now, assertionKeys: makeAssertionKey() });

/** @type {import('./crowd.js').AskGate} */
async function askGate(cookie) {
  const { status, headers } = await gate.fetch(checkOf('/wiki/', { cookie }));
  if (status === 401) return undefined;
  const sub = headers.get('remote-user') ?? '';
  const nickname = decodeURIComponent(headers.get('x-tailchat-nickname') ?? '');
  // An assertion for another is worse than none.
  const asserted = decodeJwt(headers.get('x-tailchat-assertion') ?? '').sub;
  return { sub: asserted === sub ? sub : `${sub} is asserted to be ${asserted}`, nickname };
}

/** @type {import('./crowd.js').Send} */
async function send(path, cookie, how = {}) {
  const leaving = how.leave && new AbortController();
  const headers = { accept: 'application/json', ...(cookie && { cookie }) };
  const request = new Request(`${baseUrl}${path}`, { headers, signal: leaving?.signal });
  const answer = (how.impatient ? impatient : patient).fetch(request);
  const response = await (how.leave ? Promise.race([answer, how.leave]) : answer);
  if (response === undefined) {
    leaving?.abort();
    return undefined;
  }
  return {
    status: response.status,
    location: response.headers.get('location'),
    cookies: response.headers.getSetCookie(),
    body: await response.text(),
  };
}

/** The bytes in use after garbage collection. */
function measure() {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const run = (/** @type {number} */ count, /** @type {number} */ first) =>
  runCrowd({
    users: count,
    inFlight: Math.min(inFlight, count),
    seed: first,
    baseUrl,
    upstream,
    send,
    askGate,
  });

/**
 * Does two logins eleven minutes later, so that all earlier transactions have expired and are removed. Node's fetch frees
 * aborted requests slowly, so this measures until the memory is below `enough`, or no longer shrinks.
 *
 * @param {number} enough
 */
async function settle(enough) {
  clock.ahead += 660_000;
  await run(2, -10);
  await upstream.clear();
  let least = Infinity;
  for (let same = 0; same < 8 && least > enough; same += 1) {
    const used = measure();
    if (used < least * 0.99) same = 0;
    least = Math.min(least, used);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return least;
}

await run(Math.min(users, 200), -1_000_000); // loads and compiles everything once
const memoryBefore = await settle(0);
logged = 0;
const begun = performance.now();
const figures = await run(users, seed);
const seconds = (performance.now() - begun) / 1000;
const { requests, peak, refused, codes, twice } = upstream.figures();
const lines = logged;
const memoryFull = measure();
const memoryAfter = await settle(memoryBefore + mostGrowth / 2);
await upstream.close();

const memory = { before: memoryBefore, full: memoryFull, after: memoryAfter };
process.send?.({ ...figures, requests, peak, refused, codes, twice, lines, unhandled, seconds, memory });
process.disconnect?.();
