// Row "cross-site calls to the worker's routes" of the threat table, and the bodies that exchange accepts.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { ERRORS, LIMITS } from '../../bindings/vocabulary.js';
import { MARK } from '../support/answers.js';
import { alice, assertSilent, BASE_URL, read, startScene } from '../support/scene.js';

const SITE = 'cross_site_request';
const HEADER = 'request_header_missing';
const OURS = { 'x-tailchat-login': '1' };

/** Method, route, headers, code. @type {[string, string, string, Record<string, string>, string][]} */
const CALLS = [
  [
    'a form of another site',
    'POST',
    'logout',
    { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
    HEADER,
  ],
  ['a form of our own', 'POST', 'logout', { origin: BASE_URL }, HEADER],
  ['our header with another value', 'POST', 'logout', { 'x-tailchat-login': '0' }, HEADER],
  ['our header twice', 'POST', 'logout', { 'x-tailchat-login': '1, 1' }, HEADER],
  ['our header and another origin', 'POST', 'logout', { ...OURS, origin: 'https://evil.example' }, SITE],
  ['a sandboxed frame', 'POST', 'logout', { ...OURS, origin: 'null' }, SITE],
  ['an empty origin', 'POST', 'logout', { ...OURS, origin: '' }, SITE],
  ['our host by http', 'POST', 'logout', { ...OURS, origin: 'http://app.example' }, SITE],
  ['another port of our host', 'POST', 'logout', { ...OURS, origin: 'https://app.example:8443' }, SITE],
  [
    'a host that begins as ours',
    'POST',
    'logout',
    { ...OURS, origin: 'https://app.example.evil.example' },
    SITE,
  ],
  ['a host that ends as ours', 'POST', 'logout', { ...OURS, origin: 'https://evil-app.example' }, SITE],
  ['our origin with a slash', 'POST', 'logout', { ...OURS, origin: `${BASE_URL}/` }, SITE],
  [
    'our origin beside another',
    'POST',
    'logout',
    { ...OURS, origin: `${BASE_URL} https://evil.example` },
    SITE,
  ],
  ['a cross-site fetch', 'POST', 'logout', { ...OURS, 'sec-fetch-site': 'cross-site' }, SITE],
  [
    'a same-site fetch of a sister domain',
    'POST',
    'logout',
    { ...OURS, 'sec-fetch-site': 'same-site' },
    SITE,
  ],
  ['a POST that says it was typed in', 'POST', 'logout', { ...OURS, 'sec-fetch-site': 'none' }, SITE],
  [
    'Sec-Fetch-Site with two values',
    'POST',
    'logout',
    { ...OURS, 'sec-fetch-site': 'same-origin, cross-site' },
    SITE,
  ],
  [
    'our origin, but cross-site',
    'POST',
    'logout',
    { ...OURS, origin: BASE_URL, 'sec-fetch-site': 'cross-site' },
    SITE,
  ],
  ['exchange without our header', 'POST', 'exchange', { 'content-type': 'application/json' }, HEADER],
  [
    'exchange from another origin',
    'POST',
    'exchange',
    { ...OURS, origin: 'https://evil.example', 'content-type': 'application/json' },
    SITE,
  ],
  [
    'exchange from a sister domain',
    'POST',
    'exchange',
    { ...OURS, 'sec-fetch-site': 'same-site', 'content-type': 'application/json' },
    SITE,
  ],
  [
    'me from another site',
    'GET',
    'me',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    SITE,
  ],
  ['me from a sister domain', 'GET', 'me', { 'sec-fetch-site': 'same-site' }, SITE],
  [
    'me as a page that another site leads to',
    'GET',
    'me',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    SITE,
  ],
  ['me with another origin', 'GET', 'me', { origin: 'https://evil.example' }, SITE],
  ...['script', 'image', 'iframe', 'frame', 'embed', 'object', 'style', 'audio', 'worker', 'manifest'].map(
    (dest) =>
      /** @type {[string, string, string, Record<string, string>, string]} */ ([
        `me as ${dest}`,
        'GET',
        'me',
        { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': dest },
        SITE,
      ]),
  ),
  ['logout by GET', 'GET', 'logout', OURS, 'method_not_allowed'],
  ['exchange by GET', 'GET', 'exchange', OURS, 'method_not_allowed'],
  ['me by POST', 'POST', 'me', OURS, 'method_not_allowed'],
  [
    'a preflight for logout',
    'OPTIONS',
    'logout',
    {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-tailchat-login',
    },
    'method_not_allowed',
  ],
  [
    'a preflight for me',
    'OPTIONS',
    'me',
    { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
    'method_not_allowed',
  ],
  ['a method override', 'GET', 'logout', { ...OURS, 'x-http-method-override': 'POST' }, 'method_not_allowed'],
];

/** Bodies of POST exchange that no page of ours sends. @type {[string, (good: any) => string, string][]} */
const BODIES = [
  ['empty', () => '', 'request_invalid'],
  ['no JSON', () => MARK, 'request_invalid'],
  ['a list', () => '[]', 'request_invalid'],
  ['null', () => 'null', 'request_invalid'],
  ['without url', ({ transaction }) => JSON.stringify({ transaction }), 'request_invalid'],
  ['without transaction', ({ url }) => JSON.stringify({ url }), 'request_invalid'],
  ['with a member more', (good) => JSON.stringify({ ...good, user: { sub: MARK } }), 'request_invalid'],
  ['with __proto__', (good) => JSON.stringify(good).replace('{', '{"__proto__":{},'), 'request_invalid'],
  ['with a url that is no text', (good) => JSON.stringify({ ...good, url: [good.url] }), 'request_invalid'],
  [
    'with a transaction member more',
    ({ url, transaction }) => JSON.stringify({ url, transaction: { ...transaction, client_secret: MARK } }),
    'request_invalid',
  ],
  [
    'with a transaction that is a list',
    ({ url }) => JSON.stringify({ url, transaction: [] }),
    'request_invalid',
  ],
  [
    'with created_at as text',
    ({ url, transaction }) => JSON.stringify({ url, transaction: { ...transaction, created_at: '1' } }),
    'request_invalid',
  ],
  [
    'with created_at 1e400',
    (good) => JSON.stringify(good).replace(/"created_at":\d+/, '"created_at":1e400'),
    'request_invalid',
  ],
  [
    'one byte over the limit',
    (good) => JSON.stringify(good).padEnd(LIMITS.request_body_bytes + 1),
    'request_too_large',
  ],
  [
    'of another client',
    ({ url, transaction }) => JSON.stringify({ url, transaction: { ...transaction, client_id: 'other' } }),
    'transaction_invalid',
  ],
  [
    'of another issuer',
    ({ url, transaction }) =>
      JSON.stringify({ url, transaction: { ...transaction, issuer: 'https://evil.example' } }),
    'transaction_invalid',
  ],
  [
    'with a foreign redirect_uri',
    ({ url, transaction }) =>
      JSON.stringify({ url, transaction: { ...transaction, redirect_uri: 'https://evil.example/page' } }),
    'transaction_invalid',
  ],
  [
    'with a short state',
    ({ url, transaction }) => JSON.stringify({ url, transaction: { ...transaction, state: 'a' } }),
    'transaction_invalid',
  ],
  [
    'with a short verifier',
    ({ url, transaction }) =>
      JSON.stringify({ url, transaction: { ...transaction, code_verifier: 'a'.repeat(42) } }),
    'transaction_invalid',
  ],
  [
    'with an empty nonce',
    ({ url, transaction }) => JSON.stringify({ url, transaction: { ...transaction, nonce: '' } }),
    'transaction_invalid',
  ],
  [
    'from the future',
    ({ url, transaction }) =>
      JSON.stringify({ url, transaction: { ...transaction, created_at: transaction.created_at + 3600 } }),
    'transaction_invalid',
  ],
  [
    'over ten minutes old',
    ({ url, transaction }) =>
      JSON.stringify({
        url,
        transaction: { ...transaction, created_at: transaction.created_at - LIMITS.transaction_seconds - 30 },
      }),
    'transaction_expired',
  ],
  [
    'with a state of another login',
    ({ url, transaction }) => JSON.stringify({ url, transaction: { ...transaction, state: 'A'.repeat(43) } }),
    'state_mismatch',
  ],
  [
    'whose url is a script',
    ({ transaction }) => JSON.stringify({ url: `javascript:${MARK}`, transaction }),
    'callback_url_invalid',
  ],
];

describe("a cross-site call (row: cross-site calls to the worker's routes)", () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  /** A visitor with a session. @type {import('../support/scene.js').Visitor} */
  let visitor;
  before(async () => {
    scene = await startScene();
    visitor = scene.visit();
    await visitor.enter();
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  /** @param {any} outcome @param {string} code */
  async function assertHarmless(outcome, code) {
    const { response } = outcome;
    assert.equal(outcome.code, code);
    assert.equal(response.status, ERRORS[/** @type {keyof typeof ERRORS} */ (code)].status);
    assert.deepEqual(response.headers.getSetCookie(), []);
    for (const [name] of response.headers) assert.doesNotMatch(name, /^access-control/);
    assert.deepEqual(scene.provider.requests, []);
    assertSilent(scene, outcome);
    assert.equal((await visitor.me()).sub, alice._id, 'the session lives on');
  }

  for (const [what, method, route, headers, code] of CALLS) {
    test(`${what}: ${code}`, async () => {
      const response = await visitor.send(`/auth/${route}`, { method, headers });
      await assertHarmless(await read(response), code);
    });
  }

  for (const [what, build, code] of BODIES) {
    test(`exchange with a body ${what}: ${code}`, async () => {
      const good = await startInPage();
      scene.provider.reset();
      const headers = {
        'content-type': 'application/json',
        origin: BASE_URL,
        'sec-fetch-site': 'same-origin',
      };
      await assertHarmless(await read(await visitor.post('/auth/exchange', headers, build(good))), code);
      const again = await scene.visit().post('/auth/exchange', headers, JSON.stringify(good));
      assert.equal(again.status, 200, 'nothing was spent');
    });
  }

  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
    '',
  ]) {
    test(`exchange of a good login as ${type || 'nothing'}, which needs no preflight: request_invalid`, async () => {
      const good = await startInPage();
      scene.provider.reset();
      const body = new TextEncoder().encode(JSON.stringify(good));
      const headers = type === '' ? {} : { 'content-type': type };
      await assertHarmless(
        await read(await visitor.post('/auth/exchange', headers, body)),
        'request_invalid',
      );
    });
  }

  test('exchange with each letter of its state changed: state_mismatch (row: timing)', async () => {
    // A test cannot see that the comparison takes constant time. It can see that every character counts.
    const good = await startInPage();
    const { state } = good.transaction;
    for (let at = 0; at < state.length - 1; at += 1) {
      const other = `${state.slice(0, at)}${state[at] === 'A' ? 'E' : 'A'}${state.slice(at + 1)}`;
      const body = JSON.stringify({ ...good, url: good.url.replace(state, other) });
      const outcome = await read(
        await visitor.post('/auth/exchange', { 'content-type': 'application/json' }, body),
      );
      assert.equal(outcome.code, 'state_mismatch', `letter ${at}`);
    }
    assert.equal(scene.provider.count('token'), 0);
  });

  test('of our own page is answered', async () => {
    const own = { origin: BASE_URL, 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' };
    assert.equal((await visitor.get('/auth/me', own)).status, 200);
    const other = scene.visit();
    await other.enter();
    assert.equal((await other.post('/auth/logout', own)).status, 204);
    assert.equal(await other.me(), null);
  });

  /** Begins a login as a page does. */
  async function startInPage() {
    const { createClient } = await import('tailchat-login');
    const { apiUrl, clientId, clientSecret } = scene.config;
    const client = createClient({ apiUrl, clientId, clientSecret, redirectUri: `${BASE_URL}/page` });
    const { url, transaction } = client.begin();
    const callback = await scene.person.follow(url, ({ origin }) => origin === BASE_URL);
    return { url: callback.url, transaction };
  }
});
