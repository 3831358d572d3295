// Measures making an authorization URL with state, nonce and PKCE.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createClient } from '../../worker/entry.js';
import { configure, REDIRECT_URI, RETURN_TO } from '../fixture.js';
import { judgeRatio, showRatio } from '../measure/judge.js';
import { profile } from '../measure/profile.js';
import { compare, ratio, ratios } from '../measure/rounds.js';
import * as arctic from '../page/arctic.js';
import * as oauth4webapi from '../page/oauth4webapi.js';
import * as oidcClientTs from '../page/oidc_client_ts.js';
import * as openidClient from '../page/openid_client.js';

const PROFILED = 50_000;
const PLAIN = 'plain JS without a check';
const config = configure();
const { apiUrl, clientId, clientSecret, redirectUri } = config;
const ours = createClient({ apiUrl, clientId, clientSecret, redirectUri });
const oidcPage = oidcClientTs.create(config);
const searchParams = createPlain();

/** The usual hand-written code: URL and searchParams, and no checks. */
function createPlain() {
  return () => {
    const [state, nonce, code_verifier] = [0, 1, 2].map(() =>
      Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url'),
    );
    const url = new URL(`${apiUrl}/open/auth`);
    const { searchParams } = url;
    searchParams.set('client_id', clientId);
    searchParams.set('redirect_uri', redirectUri);
    searchParams.set('scope', 'openid profile');
    searchParams.set('response_type', 'code');
    searchParams.set('state', state);
    searchParams.set('nonce', nonce);
    searchParams.set('code_challenge', createHash('sha256').update(code_verifier).digest('base64url'));
    searchParams.set('code_challenge_method', 'S256');
    return { url: url.href, transaction: { state, nonce, code_verifier } };
  };
}

/** @type {Record<string, () => any>} */
const BEGIN = {
  ours: () => ours.begin({ returnTo: RETURN_TO }),
  [PLAIN]: searchParams,
  arctic: arctic.create(config).begin,
  oauth4webapi: oauth4webapi.create(config).begin,
  'openid-client': openidClient.create(config).begin,
  'oidc-client-ts': () => oidcPage.begin().finally(oidcPage.forget),
};

/** @param {string} name */
async function assertWorks(name) {
  const { searchParams } = new URL((await BEGIN[name]()).url);
  assert.equal(searchParams.get('redirect_uri'), REDIRECT_URI, name);
  assert.equal(searchParams.get('code_challenge_method'), 'S256', name);
  for (const secret of ['state', 'code_challenge'])
    assert.ok((searchParams.get(secret) ?? '').length > 30, name);
}

/** @param {() => any} begin @returns {(n: number) => any} */
function repeat(begin) {
  if (!(begin() instanceof Promise)) {
    return (n) => {
      for (let i = 0; i < n; i += 1) begin();
    };
  }
  return async (n) => {
    for (let i = 0; i < n; i += 1) await begin();
  };
}

/** @param {{ rounds: number, slice: number }} options */
export async function run(options) {
  const names = Object.keys(BEGIN);
  for (const name of names) await assertWorks(name);
  const samples = await compare(
    names.map((name) => ({ name, run: repeat(BEGIN[name]) })),
    options,
  );
  const peers = names.filter((name) => name !== 'ours' && name !== PLAIN);
  const nearest = peers.map((name) => ratio(samples, 'ours', name)).sort((a, b) => b.median - a.median)[0];
  const why = await profile(async () => repeat(BEGIN.ours)(PROFILED));
  const what = 'authorize URL with state, nonce, PKCE';
  return {
    rows: [
      { ...judgeRatio(what, 0.8, PLAIN, ratio(samples, 'ours', PLAIN)), why },
      {
        what,
        target: 'faster than every peer',
        measured: `${showRatio(nearest)} x the nearest`,
        met: nearest.median < 1,
      },
    ],
    bars: [{ title: 'An authorize URL: CPU, ours = 1', values: ratios(samples, 'ours') }],
  };
}
