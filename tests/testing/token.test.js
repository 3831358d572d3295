import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createBrowser } from '../../testing/browser.js';
import * as kit from './kit.js';
import { APP, PKCE, USER, VERIFIER } from './kit.js';

const OTHER = { ...APP, appId: 'tc_other', appName: 'Other' };

const shared = await kit.share({ apps: [APP, OTHER] });
const getCode = (changes) => kit.getCode(shared.tailchat, changes, shared.browser);

const INVALID_GRANT = { error: 'invalid_grant', error_description: 'grant request is invalid' };

async function assertError(response, status, error, description) {
  const body = await response.json();
  assert.deepEqual([response.status, body.error], [status, error]);
  if (description !== undefined) assert.equal(body.error_description, description);
}

async function assertInvalidGrant(response) {
  assert.deepEqual([response.status, await response.json()], [400, INVALID_GRANT]);
}

test('a good answer has the headers and members of the wire', async (t) => {
  const tailchat = await kit.start(t);
  const response = await kit.requestToken(tailchat, { code: await kit.getCode(tailchat, { nonce: 'n-1' }) });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const { access_token, id_token, ...rest } = await response.json();
  assert.match(access_token, /^[\w-]{43}$/);
  assert.deepEqual(rest, { expires_in: 3600, scope: 'openid profile', token_type: 'Bearer' });

  const { header, claims } = kit.decodeIdToken(id_token);
  assert.deepEqual(header, { alg: 'RS256', typ: 'JWT', kid: 'keystore-CHANGE-ME' });
  assert.deepEqual(Object.keys(claims), ['sub', 'nonce', 'at_hash', 'aud', 'exp', 'iat', 'iss']);
  assert.equal(claims.sub, USER._id);
  assert.equal(claims.nonce, 'n-1');
  assert.equal(claims.at_hash, kit.halfHash(access_token));
  assert.equal(claims.aud, APP.appId);
  assert.equal(claims.exp, claims.iat + 3600);
  assert.equal(claims.iss, tailchat.url);
});

test('an id_token has no nonce that was not sent, and auth_time with max_age', async (t) => {
  const tailchat = await kit.start(t);
  const { claims: plain } = kit.decodeIdToken((await kit.getTokens(tailchat)).id_token);
  assert.ok(!('nonce' in plain) && !('auth_time' in plain));
  const { claims: aged } = kit.decodeIdToken((await kit.getTokens(tailchat, { max_age: '600' })).id_token);
  assert.equal(typeof aged.auth_time, 'number');
});

test('scope profile alone gives no id_token', async (t) => {
  const tailchat = await kit.start(t);
  const tokens = await kit.getTokens(tailchat, { scope: 'profile' });
  assert.deepEqual([tokens.id_token, tokens.scope], [undefined, 'profile']);
});

const NO_POST = { client_id: undefined, client_secret: undefined };
const AUTHENTICATED = {
  client_secret_post: [{}, {}],
  client_secret_basic: [NO_POST, kit.basic(APP.appId, APP.appSecret)],
  'client_secret_basic with client_id in the body': [
    { client_secret: undefined },
    kit.basic(APP.appId, APP.appSecret),
  ],
};
for (const [name, [changes, headers]] of Object.entries(AUTHENTICATED)) {
  test(`200 for ${name}`, async () => {
    const { tailchat } = shared;
    const code = await getCode();
    assert.equal((await kit.requestToken(tailchat, { code, ...changes }, headers)).status, 200);
  });
}

const REFUSED_CLIENTS = {
  'basic and post together': [
    400,
    'invalid_request',
    {},
    kit.basic(APP.appId, APP.appSecret),
    'client authentication must only be provided using one mechanism',
  ],
  'form text without content-type': [
    400,
    'invalid_request',
    {},
    { 'content-type': '' },
    'no client authentication mechanism provided',
  ],
  'wrong secret': [401, 'invalid_client', { client_secret: 'wrong' }],
  'no secret': [401, 'invalid_client', { client_secret: undefined }],
  'unknown client': [401, 'invalid_client', { client_id: 'tc_unknown' }],
};
for (const [name, [status, error, changes, headers, description]] of Object.entries(REFUSED_CLIENTS)) {
  test(`${status} ${error} and the code is not burnt: ${name}`, async () => {
    const { tailchat } = shared;
    const code = await getCode();
    await assertError(
      await kit.requestToken(tailchat, { code, ...changes }, headers),
      status,
      error,
      description,
    );
    assert.equal((await kit.requestToken(tailchat, { code })).status, 200);
  });
}

test('a JSON body is refused and does not burn the code', async (t) => {
  const tailchat = await kit.start(t);
  const code = await kit.getCode(tailchat);
  const response = await fetch(`${tailchat.url}/open/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: 'authorization_code', code, client_id: APP.appId }),
  });
  const description =
    'only application/x-www-form-urlencoded content-type bodies are supported on POST /token';
  await assertError(response, 400, 'invalid_request', description);
  assert.equal((await kit.requestToken(tailchat, { code })).status, 200);
});

test('an app that lost the oauth capability is invalid_client', async (t) => {
  const tailchat = await kit.start(t);
  const code = await kit.getCode(tailchat);
  tailchat.apps[0].capability = ['bot'];
  await assertError(await kit.requestToken(tailchat, { code }), 401, 'invalid_client');
  tailchat.apps[0].capability = ['oauth'];
  assert.equal((await kit.requestToken(tailchat, { code })).status, 200);
});

test('a bad whitelist entry makes it 400 invalid_redirect_uri', async (t) => {
  const tailchat = await kit.start(t);
  const code = await kit.getCode(tailchat);
  tailchat.apps[0].redirectUrls.push('myapp://cb');
  await assertError(await kit.requestToken(tailchat, { code }), 400, 'invalid_redirect_uri');
});

const SAFE_MISTAKES = {
  'wrong redirect_uri': [{}, { redirect_uri: 'http://127.0.0.1:1/other' }],
  'missing verifier': [PKCE, {}],
  'wrong verifier': [PKCE, { code_verifier: 'x'.repeat(43) }],
  'unexpected verifier': [{}, { code_verifier: VERIFIER }],
  "another app's code": [{}, { client_id: OTHER.appId }],
};
for (const [name, [request, changes]] of Object.entries(SAFE_MISTAKES)) {
  test(`invalid_grant that does not consume the code: ${name}`, async () => {
    const { tailchat } = shared;
    const code = await getCode(request);
    await assertInvalidGrant(await kit.requestToken(tailchat, { code, ...changes }));
    const code_verifier = request === PKCE ? VERIFIER : undefined;
    assert.equal((await kit.requestToken(tailchat, { code, code_verifier })).status, 200);
  });
}

test('a code that never was is invalid_grant', async (t) => {
  const tailchat = await kit.start(t);
  await assertInvalidGrant(await kit.requestToken(tailchat, { code: 'x'.repeat(43) }));
});

const INVALID_REQUEST = {
  'short verifier': { code_verifier: 'x'.repeat(42) },
  'no redirect_uri': { redirect_uri: undefined },
  'no code': { code: undefined },
  'no grant_type': { grant_type: undefined },
};
for (const [name, changes] of Object.entries(INVALID_REQUEST)) {
  test(`invalid_request: ${name}`, async () => {
    const { tailchat } = shared;
    const code = await getCode(PKCE);
    const response = await kit.requestToken(tailchat, { code, code_verifier: VERIFIER, ...changes });
    await assertError(response, 400, 'invalid_request');
  });
}

test('invalid_request: a parameter twice', async (t) => {
  const tailchat = await kit.start(t);
  const code = await kit.getCode(tailchat);
  const { appId: client_id, appSecret: client_secret } = APP;
  const fields = { grant_type: 'authorization_code', client_id, client_secret };
  const body = new URLSearchParams({ ...fields, redirect_uri: kit.REDIRECT_URI, code });
  body.append('code', code);
  const response = await fetch(`${tailchat.url}/open/token`, { method: 'POST', body });
  await assertError(response, 400, 'invalid_request');
});

test('a code used twice revokes the grant: its tokens die and consent is asked again', async (t) => {
  const tailchat = await kit.start(t);
  const browser = createBrowser();
  const code = await kit.getCode(tailchat, {}, browser);
  const { access_token } = await (await kit.requestToken(tailchat, { code })).json();
  const me = () => kit.post(`${tailchat.url}/open/me`, { access_token });
  assert.equal((await me()).status, 200);
  await assertInvalidGrant(await kit.requestToken(tailchat, { code }));
  assert.equal((await me()).status, 401);
  const { response } = await browser.follow(kit.authorizeUrl(tailchat));
  assert.match(await response.text(), /\/confirm"/);
});

test('a code used five times at once gives some 200 and otherwise invalid_grant', async (t) => {
  const tailchat = await kit.start(t);
  const code = await kit.getCode(tailchat);
  const answers = await Promise.all(Array.from({ length: 5 }, () => kit.requestToken(tailchat, { code })));
  assert.ok(answers.some(({ status }) => status === 200));
  for (const answer of answers.filter(({ status }) => status !== 200)) await assertInvalidGrant(answer);
});

test('offline_access gives a refresh_token with prompt=consent only', async (t) => {
  const tailchat = await kit.start(t);
  const scope = 'openid profile offline_access';
  const dropped = await kit.getTokens(tailchat, { scope });
  assert.deepEqual([dropped.refresh_token, dropped.scope], [undefined, 'openid profile']);
  const granted = await kit.getTokens(tailchat, { scope, prompt: 'consent' });
  assert.match(granted.refresh_token, /^[\w-]{43}$/);
  assert.equal(granted.scope, scope);
});

test('a refresh gives new tokens and keeps the refresh_token; another app cannot use it', async (t) => {
  const tailchat = await kit.start(t, { apps: [APP, OTHER] });
  const scope = 'openid profile offline_access';
  const { access_token, refresh_token, id_token } = await kit.getTokens(tailchat, {
    scope,
    prompt: 'consent',
  });
  const refresh = (changes = {}) => {
    const fields = { grant_type: 'refresh_token', refresh_token, redirect_uri: undefined, ...changes };
    return kit.requestToken(tailchat, fields);
  };
  for (const round of [1, 2]) {
    const response = await refresh();
    assert.equal(response.status, 200, `round ${round}`);
    const tokens = await response.json();
    assert.equal(tokens.refresh_token, refresh_token);
    assert.notEqual(tokens.access_token, access_token);
    assert.equal(kit.decodeIdToken(tokens.id_token).claims.sub, kit.decodeIdToken(id_token).claims.sub);
  }
  await assertInvalidGrant(await refresh({ client_id: OTHER.appId }));
  await assertInvalidGrant(await refresh({ refresh_token: 'x'.repeat(43) }));
});

test('a deleted user is a server_error', async (t) => {
  const tailchat = await kit.start(t);
  const code = await kit.getCode(tailchat);
  tailchat.users.length = 0;
  await assertError(await kit.requestToken(tailchat, { code }), 500, 'server_error');
});

test('a code lives 600 seconds, an access token 3600', async (t) => {
  const tailchat = await kit.start(t);
  const [early, late] = [await kit.getCode(tailchat), await kit.getCode(tailchat)];
  const advance = kit.holdClock(t);
  advance(598_000);
  const response = await kit.requestToken(tailchat, { code: early });
  assert.equal(response.status, 200);
  advance(3_000);
  await assertInvalidGrant(await kit.requestToken(tailchat, { code: late }));

  const { access_token } = await response.json();
  const me = () => kit.post(`${tailchat.url}/open/me`, { access_token });
  advance(3_594_000);
  assert.equal((await me()).status, 200);
  advance(4_000);
  assert.equal((await me()).status, 401);
});

test('an interaction lives one hour, a session fourteen days', async (t) => {
  const tailchat = await kit.start(t);
  const browser = createBrowser();
  const { url } = await browser.follow(kit.authorizeUrl(tailchat));
  // The browser drops the cookie after an hour, so the test sends the cookie itself.
  const cookie = browser.cookies.header(url);
  const fetchPage = () => fetch(url, { headers: { cookie } });
  const advance = kit.holdClock(t);
  advance(3_590_000);
  assert.equal((await fetchPage()).status, 200);
  advance(20_000);
  assert.equal((await fetchPage()).status, 500);

  await kit.passLogin(tailchat, {}, browser);
  const session = browser.cookies.header(`${tailchat.url}/open/auth`);
  const silent = kit.authorizeUrl(tailchat, { prompt: 'none' });
  const ask = () => fetch(silent, { headers: { cookie: session }, redirect: 'manual' });
  advance(14 * 86_400_000 + 2_000);
  assert.match((await ask()).headers.get('location'), /error=login_required/);
});
