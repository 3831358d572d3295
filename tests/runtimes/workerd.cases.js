// Runs the worker in the real workerd: one isolate, many requests, and clients that disconnect. On 2024-10-14 workerd
// introduced handle_cross_request_promise_resolution, which changed what happens if one request waits for a promise of
// another. All cases therefore run with two compatibility dates.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { createBrowser, logIn } from '../../testing/browser.js';
import { createCookieJar } from '../../testing/cookies.js';
import { startTailchat } from '../../testing/index.js';
import { runCrowd } from '../isolation/crowd.js';
import { startUpstream } from '../isolation/upstream.js';
import { alice, APP, BASE_URL, KEY } from '../support/example.js';
import { ask, closeClient } from './client.js';
import { startGate } from './gate.js';
import { bundle, NEWEST, serve } from './workerd.js';

const OLDER = '2024-09-01';
const USERS = 10_000;
const IN_FLIGHT = 1000;
const SEED = 20_260_102;
const MEBIBYTE = 2 ** 20;
const MOST_GROWTH = 512 * MEBIBYTE;

/** @param {string} url */
const makeEnv = (url) => ({
  TAILCHAT_API_URL: url,
  TAILCHAT_CLIENT_ID: APP.appId,
  TAILCHAT_CLIENT_SECRET: APP.appSecret,
  TAILCHAT_SESSION_KEYS: KEY,
  TAILCHAT_BASE_URL: BASE_URL,
});

/** @type {Awaited<ReturnType<typeof bundle>>} */
let bundled;
before(async () => {
  bundled = await bundle('./worker.js');
});
after(async () => {
  closeClient();
  await bundled.remove();
});

for (const date of [NEWEST, OLDER]) {
  describe(`workerd with the compatibility date ${date}`, () => {
    /** @type {Awaited<ReturnType<typeof startTailchat>>} */
    let tailchat;
    /** @type {Awaited<ReturnType<typeof startGate>>} */
    let gate;
    /** @type {import('./workerd.js').Workerd} */
    let workerd;
    before(async () => {
      gate = await startGate(() => tailchat.url);
      tailchat = await startTailchat({ apps: [APP], users: [alice], apiUrl: gate.url });
      workerd = await serve({ folder: bundled.folder, env: makeEnv(gate.url), date });
    });
    after(async () => {
      await workerd.close();
      await gate.close();
      await tailchat.close();
    });

    const countRedeemed = () => tailchat.requests.filter(({ path }) => path === '/open/token').length;

    /** Walks through a login up to its callback: returns the callback's address and the cookies. */
    async function begin() {
      tailchat.requests.length = 0;
      const jar = createCookieJar();
      const started = await ask(`${workerd.url}/auth/login?return_to=/inbox&moved=1`, {});
      jar.store(BASE_URL, started?.cookies ?? []);
      const authorizeUrl = (started?.location ?? '').replace(gate.url, tailchat.url);
      const callback = new URL(await logIn(createBrowser(), authorizeUrl, alice));
      const cookie = jar.header(BASE_URL);
      const url = `${workerd.url}${callback.pathname}${callback.search}`;
      /** @param {Record<string, string>} [headers] @param {Promise<void>} [leave] */
      const send = (headers = {}, leave) => ask(url, { cookie, ...headers }, leave);
      return { jar, send };
    }

    /** @param {import('./client.js').Answer | undefined} answer */
    async function assertEntered(answer) {
      assert.equal(answer?.status, 302, answer?.body);
      assert.equal(answer.location, '/inbox');
      const jar = createCookieJar();
      jar.store(BASE_URL, answer.cookies);
      const me = await ask(`${workerd.url}/auth/me`, { cookie: jar.header(BASE_URL) });
      assert.equal(JSON.parse(me?.body ?? '').sub, alice._id);
    }

    /** workerd starts requests in the order of their arrival, so all earlier ones have joined the login under way. */
    async function settle() {
      for (let turn = 0; turn < 5; turn += 1) await ask(`${workerd.url}/auth/me`, {});
    }

    test('a login leads back with a session, and so does its reload, with one redemption', async () => {
      const { jar, send } = await begin();
      const answer = await send();
      await assertEntered(answer);
      await assertEntered(await send());
      jar.store(BASE_URL, answer?.cookies ?? []);
      const again = await send({ cookie: jar.header(BASE_URL) });
      assert.deepEqual([again?.status, again?.location, again?.cookies], [302, '/inbox', []]);
      assert.equal(countRedeemed(), 1);
    });

    test('eight callbacks of one login at once: a session for each, with one redemption', async () => {
      const { send } = await begin();
      const answers = await Promise.all(Array.from({ length: 8 }, () => send()));
      for (const answer of answers) await assertEntered(answer);
      assert.equal(countRedeemed(), 1);
    });

    test('the first client leaves: those who wait, and those who come later, get their session', async () => {
      const { send } = await begin();
      const held = gate.hold();
      /** @type {(value: void) => void} */
      let leave = () => {};
      const first = send({}, new Promise((resolve) => (leave = resolve)));
      await held.arrived;
      const waiting = [send(), send(), send()];
      await settle();
      leave();
      assert.equal(await first, undefined);
      await settle();
      const late = send();
      await settle();
      held.open();
      for (const answer of await Promise.all([...waiting, late])) await assertEntered(answer);
      await assertEntered(await send());
      assert.equal(countRedeemed(), 1);
    });

    test('the only client leaves: the redemption goes on, and the reload finds its result', async () => {
      const { send } = await begin();
      const held = gate.hold();
      assert.equal(await send({}, held.arrived), undefined);
      await settle();
      held.open();
      await assertEntered(await send());
      assert.equal(countRedeemed(), 1);
    });

    test('without ctx a login may die with its client, but nobody waits for it past the deadline', async () => {
      const { send } = await begin();
      const headers = { 'x-no-context': '1', 'x-impatient': '1' };
      const held = gate.hold();
      /** @type {(value: void) => void} */
      let leave = () => {};
      const first = send(headers, new Promise((resolve) => (leave = resolve)));
      await held.arrived;
      const waiting = [send(headers), send(headers)];
      await settle();
      leave();
      await first;
      await settle();
      waiting.push(send(headers));
      for (const answer of await Promise.all(waiting)) {
        assert.match(answer?.body ?? '', /^\{"error":"(deadline_exceeded|internal_error)"\}$/);
      }
      held.open();
      await assertEntered(await (await begin()).send());
    });
  });
}

describe(`a crowd in one isolate of workerd, ${NEWEST}`, () => {
  const clientId = APP.appId;
  const clientSecret = APP.appSecret;
  const redirectUri = `${BASE_URL}/auth/callback`;
  /** @type {any} */
  let figures;
  before(async () => {
    const upstream = await startUpstream({ seed: SEED, clientId, clientSecret, redirectUri });
    const env = makeEnv(upstream.url);
    const workerd = await serve({ folder: bundled.folder, env, date: NEWEST });
    /** @type {import('../isolation/crowd.js').Send} */
    const send = (path, cookie, { leave, impatient } = {}) => {
      const headers = { ...(cookie && { cookie }), ...(impatient && { 'x-impatient': '1' }) };
      return ask(`${workerd.url}${path}`, headers, leave);
    };
    const run = (/** @type {number} */ users, /** @type {number} */ seed) =>
      runCrowd({ users, inFlight: Math.min(IN_FLIGHT, users), seed, baseUrl: BASE_URL, upstream, send });

    await run(100, -1_000_000);
    await upstream.clear();
    const memoryBefore = await residentBytes(workerd.pid);
    const begun = performance.now();
    const crowd = await run(USERS, SEED);
    const seconds = (performance.now() - begun) / 1000;
    const memoryAfter = await residentBytes(workerd.pid);
    // workerd logs this if a request has ended before the promise of another request could resume it.
    const output = workerd.output.filter((line) => !line.includes('dropped queued cross-context actions'));
    figures = { ...crowd, ...upstream.figures(), seconds, memoryBefore, memoryAfter, output };
    await workerd.close();
    await upstream.close();
  });

  test('all log in, many at once, and 3 of 10 logins meet a fault', (context) => {
    const { users, inFlight, peak, faults, left, repeated, requests, seconds } = figures;
    context.diagnostic(`seed ${SEED}: ${users} logins, ${inFlight} in flight, ${peak} at once at Tailchat`);
    context.diagnostic(`${faults} faults, ${left} clients left, ${repeated} callbacks repeated`);
    context.diagnostic(`${requests} requests to Tailchat, ${seconds.toFixed(1)} s`);
    assert.ok(faults > 0.28 * users && faults < 0.32 * users);
  });

  test('nobody gets the session of another, no login is lost, no code is sent twice', (context) => {
    const { users, sessions, mixed, lost, wrongCode, surprises, codes, twice, refused, faults } = figures;
    context.diagnostic(
      `${sessions} sessions looked at, ${mixed} mixed up, ${lost} lost, ${wrongCode} wrong codes`,
    );
    context.diagnostic(`${codes} codes redeemed, ${twice} twice, ${refused} refused`);
    const expected = { mixed: 0, lost: 0, wrongCode: 0, surprises: {}, twice: 0, refused: 0 };
    assert.deepEqual({ mixed, lost, wrongCode, surprises, twice, refused }, expected);
    assert.ok(sessions >= users - faults);
  });

  test('workerd complains of nothing, and its memory stays bounded', (context) => {
    const { output, memoryBefore, memoryAfter } = figures;
    const [first, last] = [memoryBefore, memoryAfter].map((bytes) => (bytes / MEBIBYTE).toFixed(0));
    context.diagnostic(`${first} MiB resident before, ${last} after; ${output.length} lines of workerd`);
    assert.deepEqual(output, []);
    assert.ok(memoryAfter - memoryBefore < MOST_GROWTH);
  });
});

/** @param {number} pid */
async function residentBytes(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
}
