// Measures a whole callback: it opens the transaction, redeems the code, checks claims and user, and seals the session.
import { create as createOurs } from '../worker/ours.js';
import { create as createAuthCore } from '../worker/auth_core.js';
import { create as createBare, createWithPlatform } from '../worker/bare.js';
import { create as createBetterAuth } from '../worker/better_auth.js';
import { create as createArcticIron } from '../worker/arctic_iron.js';
import { create as createOauthJose } from '../worker/oauth4webapi_jose.js';
import { create as createOauthJoseOnce } from '../worker/oauth4webapi_jose_once.js';
import { create as createOauthIron } from '../worker/oauth4webapi_iron.js';
import { create as createOpenidJose } from '../worker/openid_client_jose.js';
import { medians } from '../choices.js';
import { configure, createStub } from '../fixture.js';
import { judgeRatio, showRatio } from '../measure/judge.js';
import { createLogins, LONGER } from '../measure/logins.js';
import { profile } from '../measure/profile.js';
import { compare, ratio, ratios } from '../measure/rounds.js';
import { startUpstream } from '../measure/upstream.js';

const PLATFORM = 'bare fetch, deadline and ciphers';
const JOSE_ONCE = 'oauth4webapi + jose, key imported once';

/** @type {Record<string, (config: import('../fixture.js').Config) => any>} */
const CREATE = {
  ours: createOurs,
  'bare fetch': createBare,
  [PLATFORM]: createWithPlatform,
  'oauth4webapi + jose': createOauthJose,
  [JOSE_ONCE]: createOauthJoseOnce,
  'oauth4webapi + iron-session': createOauthIron,
  'openid-client + jose': createOpenidJose,
  'arctic + iron-session': createArcticIron,
  '@auth/core': createAuthCore,
  'better-auth': createBetterAuth,
};

/** arctic and better-auth use only the global fetch. @param {typeof fetch} fetch */
const replaceFetch = (fetch) => (globalThis.fetch = fetch);

/**
 * @param {import('../fixture.js').Config} config
 * @param {{ prepare(code: string, nonce: string | undefined): void }} stub
 */
async function createContenders(config, stub) {
  const contenders = [];
  for (const [name, create] of Object.entries(CREATE)) {
    const worker = await create(config);
    const logins = createLogins(worker, stub, config.apiUrl);
    await logins.assertWorks();
    contenders.push({
      name,
      prepare: (/** @type {number} */ n) => logins.many(n, logins.begin),
      run: async (/** @type {number} */ n, /** @type {Request[]} */ requests) => {
        for (const request of requests) await worker.callback(request);
      },
    });
  }
  return contenders;
}

const PROFILED = 1000;

/** @param {Awaited<ReturnType<typeof createContenders>>} contenders @param {any} options */
async function compareAndProfile(contenders, options) {
  const samples = await compare(contenders, options);
  const [{ prepare, run }] = contenders;
  const requests = await prepare(PROFILED);
  return { samples, why: await profile(() => run(PROFILED, requests)) };
}

/** @param {any} options */
async function runStubbed(options) {
  const platform = globalThis.fetch;
  const stub = createStub(configure());
  replaceFetch(stub.fetch);
  const contenders = await createContenders(configure(undefined, stub.fetch), stub);
  const found = await compareAndProfile(contenders, options);
  replaceFetch(platform);
  return found;
}

/** @param {any} options */
async function runLoopback(options) {
  const upstream = await startUpstream();
  const contenders = await createContenders(configure(upstream.url), { prepare() {} });
  const found = await compareAndProfile(contenders, options);
  await upstream.close();
  return found;
}

/** @param {{ rounds: number, slice: number }} options */
export async function run({ rounds, slice }) {
  const options = { rounds, slice: LONGER * slice };
  const { samples: stubbed, why } = await runStubbed(options);
  const loopback = await runLoopback({ ...options, rounds: Math.ceil(rounds / 2) });
  const what = 'whole callback, stubbed fetch';
  const jose = 'oauth4webapi + jose';
  const toOnce = `${showRatio(ratio(stubbed, 'ours', JOSE_ONCE))} with its key imported once`;
  const least = `${PLATFORM} without one line of ours is ${showRatio(ratio(stubbed, PLATFORM, jose))} x it`;
  const overBare = ratio(loopback.samples, 'ours', 'bare fetch');
  const platform = showRatio(ratio(loopback.samples, PLATFORM, 'bare fetch'));
  const leastOver = `${PLATFORM} without one line of ours is ${platform} x it`;
  const toJose = judgeRatio(what, 0.7, jose, ratio(stubbed, 'ours', jose));
  return {
    rows: [
      { ...toJose, measured: `${toJose.measured}; ${toOnce}`, why: `${least}; ${why}` },
      {
        ...judgeRatio('whole callback over loopback', 1.2, 'bare fetch', overBare),
        why: `${leastOver}; ${loopback.why}`,
      },
    ],
    choices: { callback: medians(stubbed) },
    bars: [
      { title: 'A whole callback, stubbed fetch: CPU, ours = 1', values: ratios(stubbed, 'ours') },
      { title: 'A whole callback over loopback: CPU, ours = 1', values: ratios(loopback.samples, 'ours') },
    ],
  };
}
