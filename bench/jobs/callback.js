// Measures checking a callback URL against its transaction.
import assert from 'node:assert/strict';
import { createClient } from '../../worker/entry.js';
import { configure, RETURN_TO } from '../fixture.js';
import { judgeRatio } from '../measure/judge.js';
import { profile } from '../measure/profile.js';
import { compare, ratio, ratios } from '../measure/rounds.js';
import * as oauth4webapi from '../page/oauth4webapi.js';
import * as oidcClientTs from '../page/oidc_client_ts.js';

const SESSIONS = 10_000;
const PROFILED = 50_000;
const CODE = 'c0de'.repeat(10).slice(0, 43);
const config = configure();
const { apiUrl, clientId, clientSecret, redirectUri } = config;

/** @param {string} state */
const callbackUrl = (state) => `${redirectUri}?${new URLSearchParams({ code: CODE, state, iss: apiUrl })}`;

/** The peer's user keeps transactions in a session store, and finds them by a cookie's id. @param {any} transaction */
function createSessions(transaction) {
  const sessions = new Map(
    Array.from({ length: SESSIONS }, (_, id) => [`session-${id}`, { ...transaction }]),
  );
  const header = 'theme=dark; sid=session-4711; lang=en';
  return () => sessions.get(/(?:^|; )sid=([^;]*)/.exec(header)?.[1] ?? '');
}

/** @returns {Promise<Record<string, () => unknown>>} each function checks one callback, and returns its code */
async function createChecks() {
  const ours = createClient({ apiUrl, clientId, clientSecret, redirectUri });
  const mine = ours.begin({ returnTo: RETURN_TO }).transaction;
  const oauth = oauth4webapi.create(config);
  const lookUp = createSessions((await oauth.begin()).transaction);
  const oidc = oidcClientTs.create(config);
  const oidcUrl = callbackUrl((await oidc.begin()).transaction.state);
  const [ourUrl, oauthUrl] = [mine, lookUp()].map(({ state }) => callbackUrl(state));
  return {
    ours: () => ours.callback(ourUrl, mine),
    'oauth4webapi + session lookup': () => oauth.check(oauthUrl, lookUp()),
    'oidc-client-ts': () => oidc.check(oidcUrl), // its store keeps the transaction after the check
  };
}

/** @param {Record<string, () => unknown>} checks */
async function assertWorks({ ours, ...others }) {
  assert.equal(/** @type {any} */ (ours()).returnTo, RETURN_TO);
  for (const [name, check] of Object.entries(others)) assert.equal(await check(), CODE, name);
}

/** @param {{ rounds: number, slice: number }} options */
export async function run(options) {
  const checks = await createChecks();
  await assertWorks(checks);
  const samples = await compare(
    Object.entries(checks).map(([name, check]) => ({
      name,
      async run(/** @type {number} */ n) {
        const isAsync = name === 'oidc-client-ts';
        for (let i = 0; i < n; i += 1) isAsync ? await check() : check();
      },
    })),
    options,
  );
  const why = await profile(async () => {
    for (let i = 0; i < PROFILED; i += 1) checks.ours();
  });
  const peer = 'oauth4webapi + session lookup';
  return {
    rows: [{ ...judgeRatio('callback check', 1, peer, ratio(samples, 'ours', peer)), why }],
    bars: [{ title: 'The check of a callback: CPU, ours = 1', values: ratios(samples, 'ours') }],
  };
}
