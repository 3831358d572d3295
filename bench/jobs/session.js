// Measures reading the session of a request: with a new cookie, with the same cookie again, and with a renewal.
import assert from 'node:assert/strict';
import { base64url } from 'jose';
import { medians } from '../choices.js';
import { configure, createStub, USER } from '../fixture.js';
import { createLogins } from '../measure/logins.js';
import { judgeRatio, showRatio } from '../measure/judge.js';
import { profile } from '../measure/profile.js';
import { compare, ratio, ratios } from '../measure/rounds.js';
import { create as createIron } from '../worker/oauth4webapi_iron.js';
import { create as createJose } from '../worker/oauth4webapi_jose.js';
import { create as createJoseOnce } from '../worker/oauth4webapi_jose_once.js';
import { create as createOurs } from '../worker/ours.js';
import { createSeals } from '../worker/steps/jose.js';

const BARE = 'bare crypto.subtle.decrypt';
const JOSE_ONCE = 'jose, key imported once';
const AGAIN = 'ours, the same cookie again';
/** Milliseconds: more than a tenth of a session's life, after which a request renews it. */
const LATER = 10_000_000;
const PROFILED = 1000;

const stub = createStub(configure());
const config = configure(undefined, stub.fetch);

/** The parameters of Web Cryptography for a request's cookie, a compact JWE (RFC 7516 7.1). @param {Request} request */
function readSealed(request) {
  const value = (request.headers.get('cookie') ?? '').replace(/^[^=]*=/, '');
  const [header, , iv, ciphertext, tag] = value.split('.');
  const additionalData = new TextEncoder().encode(header);
  return {
    algorithm: { name: 'AES-GCM', iv: base64url.decode(iv), additionalData },
    sealed: Buffer.concat([base64url.decode(ciphertext), base64url.decode(tag)]),
  };
}

/** Only the decryption of our cookies. Each operation gets another cookie, as the contenders do. @param {(n: number) => Promise<Request[]>} prepare */
async function createBare(prepare) {
  const raw = base64url.decode(config.sessionKey);
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
  return {
    name: BARE,
    prepare: async (/** @type {number} */ n) => (await prepare(n)).map(readSealed),
    async run(/** @type {number} */ _, /** @type {ReturnType<typeof readSealed>[]} */ cookies) {
      for (const { algorithm, sealed } of cookies) await crypto.subtle.decrypt(algorithm, key, sealed);
    },
  };
}

/**
 * The members that a session is read from. Node's garbage collector tracks each whole Request, and a thousand prepared
 * ones would cost more than the work that is measured.
 *
 * @param {Request} request
 */
const headersOf = ({ headers, method, url }) =>
  /** @type {Request} */ ({ headers: new Headers(headers), method, url });

/** @param {string} name @param {any} worker */
async function createContender(name, worker) {
  const logins = createLogins(worker, stub, config.apiUrl);
  await logins.assertWorks();
  return {
    name,
    enter: logins.enter,
    prepare: async (/** @type {number} */ n) => (await logins.many(n, logins.enter)).map(headersOf),
    async run(/** @type {number} */ _, /** @type {Request[]} */ requests) {
      for (const request of requests) await worker.user(request);
    },
  };
}

/** @param {any} options */
async function runOpen(options) {
  const worker = createOurs(config);
  const ours = await createContender('ours', worker);
  const known = await ours.enter();
  assert.equal((await worker.user(known))?.sub, USER.sub);
  const samples = await compare(
    [
      ours,
      {
        name: AGAIN,
        async run(n) {
          for (let i = 0; i < n; i += 1) await worker.user(known);
        },
      },
      await createBare(ours.prepare),
      await createContender('jose', createJose(config)),
      await createContender(JOSE_ONCE, await createJoseOnce(config)),
      await createContender('iron-session', createIron(config)),
    ],
    options,
  );
  const requests = await ours.prepare(PROFILED);
  return { samples, why: await profile(() => ours.run(PROFILED, requests)) };
}

/** Opens a session that is due, and seals it again. @param {any} options */
async function runRenew(options) {
  let ahead = 0;
  const worker = createOurs({ ...config, now: () => Date.now() + ahead });
  const ours = await createContender('ours', worker);
  const theirs = await createContender('jose', createJose(config));
  const { seal, open } = createSeals(config.sessionKey);
  return compare(
    [
      {
        ...ours,
        async run(_, /** @type {Request[]} */ requests) {
          ahead = LATER;
          for (const request of requests)
            assert.ok((await worker.session(request)).headers.has('set-cookie'));
          ahead = 0;
        },
      },
      {
        ...theirs,
        async run(_, /** @type {Request[]} */ requests) {
          for (const request of requests) {
            const sealed = (request.headers.get('cookie') ?? '').replace(/^[^=]*=/, '');
            assert.ok(await seal(await open(sealed), 86400));
          }
        },
      },
    ],
    options,
  );
}

/** @param {{ rounds: number, slice: number }} options */
export async function run(options) {
  const { samples: opened, why } = await runOpen(options);
  const renewed = await runRenew({ ...options, rounds: Math.ceil(options.rounds / 2) });
  const what = 'session of a request, cookie not seen before';
  const bareToJose = `${BARE} alone is ${showRatio(ratio(opened, BARE, 'jose'))} x jose`;
  const toOnce = `${showRatio(ratio(opened, 'ours', JOSE_ONCE))} with its key imported once`;
  const toJose = judgeRatio(what, 0.6, 'jose', ratio(opened, 'ours', 'jose'));
  const opens = medians(opened);
  const again = ratio(opened, AGAIN, BARE);
  return {
    rows: [
      { ...judgeRatio(what, 1.5, `one ${BARE} of the same bytes`, ratio(opened, 'ours', BARE)), why },
      { ...toJose, measured: `${toJose.measured}; ${toOnce}`, why: bareToJose },
      judgeRatio('session of a request, the same cookie again', 0.1, `one ${BARE}`, again),
    ],
    choices: { session: { ours: opens.ours, 'oauth4webapi + jose': opens.jose } },
    bars: [
      { title: 'The session of a request: CPU, ours = 1', values: ratios(opened, 'ours') },
      { title: 'A session opened and sealed anew: CPU, ours = 1', values: ratios(renewed, 'ours') },
    ],
  };
}
