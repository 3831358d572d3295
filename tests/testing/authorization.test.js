import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createBrowser, logIn } from '../../testing/browser.js';
import * as kit from './kit.js';
import { APP, PKCE, REDIRECT_URI, USER } from './kit.js';

const shared = await kit.share();

/** The parameters of a redirect to the app. */
async function readError(response, separator = '?') {
  assert.equal(response.status, 303);
  const location = response.headers.get('location');
  assert.ok(location.startsWith(REDIRECT_URI + separator), location);
  return Object.fromEntries(new URLSearchParams(location.slice(REDIRECT_URI.length + 1)));
}

async function assertErrorPage(response) {
  assert.equal(response.status, 400);
  assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.equal(response.headers.get('location'), null);
  return response.text();
}

test('a login is seven requests, with the redirects of the wire', async (t) => {
  const tailchat = await kit.start(t);
  const browser = createBrowser();
  const first = await browser.get(kit.authorizeUrl(tailchat));
  assert.equal(first.status, 303);
  const page1 = first.headers.get('location');
  assert.match(page1, /^\/open\/interaction\/[\w-]+$/);

  const login = await browser.get(tailchat.url + page1);
  assert.deepEqual([login.status, login.headers.get('content-type')], [200, 'text/html']);
  const posted = await browser.post(`${tailchat.url + page1}/login`, {
    email: USER.email,
    password: USER.password,
  });
  assert.equal(posted.status, 303);
  const resumed = posted.headers.get('location');
  assert.equal(resumed, `${tailchat.url}/open/auth/${page1.split('/').at(-1)}`);

  const second = await browser.get(resumed);
  assert.equal(second.status, 303);
  const page2 = second.headers.get('location');
  assert.match(page2, /^\/open\/interaction\/[\w-]+$/);
  assert.notEqual(page2, page1);
  assert.equal((await browser.get(tailchat.url + page2)).status, 200);
  const confirmed = await browser.post(`${tailchat.url + page2}/confirm`, {});
  assert.equal(confirmed.status, 303);

  const last = await browser.get(confirmed.headers.get('location'));
  assert.equal(last.status, 303);
  const callback = new URL(last.headers.get('location'));
  assert.equal(callback.origin + callback.pathname, REDIRECT_URI);
  assert.deepEqual([...callback.searchParams.keys()], ['code', 'state', 'iss']);
  assert.match(callback.searchParams.get('code'), /^[\w-]{43}$/);
  assert.equal(callback.searchParams.get('state'), 'the state');
  assert.equal(callback.searchParams.get('iss'), tailchat.url);
  assert.equal(tailchat.requests.length, 7);
});

test('with a live session an authorization is one redirect with a code', async (t) => {
  const tailchat = await kit.start(t);
  const browser = createBrowser();
  await kit.passLogin(tailchat, {}, browser);
  const response = await browser.get(kit.authorizeUrl(tailchat));
  assert.equal(response.status, 303);
  assert.match(response.headers.get('location'), /\?code=[\w-]{43}&/);
});

test('a second app asks for consent only', async (t) => {
  const other = { ...APP, appId: 'tc_second', appName: 'Second' };
  const tailchat = await kit.start(t, { apps: [APP, other] });
  const browser = createBrowser();
  await kit.passLogin(tailchat, {}, browser);
  const { response } = await browser.follow(kit.authorizeUrl(tailchat, { client_id: other.appId }));
  const page = await response.text();
  assert.match(page, /Second wants to know who you are/);
  assert.match(page, /Alice#6244/);
  assert.ok(await logIn(browser, kit.authorizeUrl(tailchat, { client_id: other.appId })));
});

const ACCEPTED = {
  'S256 challenge': PKCE,
  'no challenge': {},
  nonce: { nonce: 'n'.repeat(43) },
  'unknown scope': { scope: 'openid profile email unknown' },
  'unknown parameter': { something: 'else', login_hint: 'a@b' },
};
for (const [name, changes] of Object.entries(ACCEPTED)) {
  test(`accepted: ${name}`, async () => {
    const { tailchat, browser } = shared;
    assert.match(await kit.getCode(tailchat, changes, browser), /^[\w-]{43}$/);
  });
}

const INVALID_REQUEST = {
  'plain challenge': { code_challenge: PKCE.code_challenge, code_challenge_method: 'plain' },
  'challenge without method': { code_challenge: PKCE.code_challenge },
  'challenge under 43 characters': { ...PKCE, code_challenge: 'x'.repeat(42) },
  'prompt=select_account': { prompt: 'select_account' },
  'prompt=create': { prompt: 'create' },
  'no response_type': { response_type: undefined },
};
for (const [name, changes] of Object.entries(INVALID_REQUEST)) {
  test(`invalid_request by redirect, with description, state and iss: ${name}`, async () => {
    const { tailchat } = shared;
    const answer = await readError(await kit.authorize(tailchat, changes));
    assert.deepEqual(Object.keys(answer), ['error', 'error_description', 'state', 'iss']);
    assert.equal(answer.error, 'invalid_request');
    assert.equal(answer.state, 'the state');
    assert.equal(answer.iss, tailchat.url);
  });
}

test('without state the callback has none', async (t) => {
  const tailchat = await kit.start(t);
  const { searchParams } = await kit.passLogin(tailchat, { state: undefined });
  assert.deepEqual([...searchParams.keys()], ['code', 'iss']);
});

const STATES = {
  unicode: '状态 🙂 é',
  'percent and plus': '%41 + %2B %',
  newline: 'a\r\nb\nc',
  '15,000 characters': 'x'.repeat(15000),
};
for (const [name, state] of Object.entries(STATES)) {
  test(`state makes an exact round trip: ${name}`, async () => {
    const { tailchat, browser } = shared;
    assert.equal((await kit.passLogin(tailchat, { state }, browser)).searchParams.get('state'), state);
  });
}

for (const apiUrl of ['https://chat.example', 'https://chat.example/', 'http://chat.example:8080/api']) {
  test(`iss is the API address byte for byte, on success and on error: ${apiUrl}`, async (t) => {
    const tailchat = await kit.start(t, { apiUrl });
    assert.equal((await kit.passLogin(tailchat)).searchParams.get('iss'), apiUrl);
    const refused = await readError(await kit.authorize(tailchat, { prompt: 'none' }));
    assert.equal(refused.iss, apiUrl);
    const { claims } = kit.decodeIdToken((await kit.getTokens(tailchat)).id_token);
    assert.equal(claims.iss, apiUrl);
  });
}

const UNTRUSTED = {
  'unknown client_id': { client_id: 'tc_unknown' },
  'no client_id': { client_id: undefined },
  'no redirect_uri': { redirect_uri: undefined },
  'redirect_uri not whitelisted': { redirect_uri: 'https://evil.example/' },
  'redirect_uri with a trailing slash': { redirect_uri: `${REDIRECT_URI}/` },
  'redirect_uri with a query': { redirect_uri: `${REDIRECT_URI}?a=b` },
  'redirect_uri on another loopback port': { redirect_uri: REDIRECT_URI.replace(':1/', ':2/') },
};
for (const [name, changes] of Object.entries(UNTRUSTED)) {
  test(`400 page and no redirect, whatever Accept says: ${name}`, async () => {
    const { tailchat } = shared;
    for (const accept of ['text/html', 'application/json', '*/*']) {
      const response = await createBrowser().get(kit.authorizeUrl(tailchat, changes), { accept });
      await assertErrorPage(response);
    }
  });
}

const DISABLED = {
  'without the oauth capability': { capability: ['bot', 'webpage'] },
  'empty whitelist': { redirectUrls: [] },
  'custom scheme in the whitelist': { redirectUrls: [REDIRECT_URI, 'myapp://cb'] },
  'fragment in the whitelist': { redirectUrls: [REDIRECT_URI, 'https://a.example/#x'] },
  'empty entry in the whitelist': { redirectUrls: [REDIRECT_URI, ''] },
  'no URL in the whitelist': { redirectUrls: [REDIRECT_URI, 'nonsense'] },
  'icon that is no http URL': { appIcon: 'data:image/png,x' },
};
for (const [name, changes] of Object.entries(DISABLED)) {
  test(`the whole app is disabled: ${name}`, async (t) => {
    const tailchat = await kit.start(t, { apps: [{ ...APP, ...changes }] });
    await assertErrorPage(await kit.authorize(tailchat));
  });
}

test('an icon with {BACKEND} or on https is fine', async (t) => {
  for (const appIcon of ['{BACKEND}/static/icon.png', 'https://cdn.example/i.png', '']) {
    const tailchat = await kit.start(t, { apps: [{ ...APP, appIcon }] });
    assert.equal((await kit.authorize(tailchat)).status, 303);
  }
});

for (const response_type of ['token', 'id_token', 'code id_token']) {
  test(`response_type ${response_type}: the error is in the fragment`, async (t) => {
    const tailchat = await kit.start(t);
    const answer = await readError(await kit.authorize(tailchat, { response_type, nonce: 'n' }), '#');
    assert.match(answer.error, /^(unsupported_response_type|unauthorized_client)$/);
    assert.equal(answer.iss, tailchat.url);
  });
}

test('an unknown response_type is an error in the query', async (t) => {
  const tailchat = await kit.start(t);
  const answer = await readError(await kit.authorize(tailchat, { response_type: 'unknown' }));
  assert.equal(answer.error, 'unsupported_response_type');
});

test('without scope the login is shown, then access_denied comes without a description', async (t) => {
  const tailchat = await kit.start(t);
  const { searchParams } = await kit.passLogin(tailchat, { scope: undefined });
  assert.deepEqual(Object.fromEntries(searchParams), {
    error: 'access_denied',
    state: 'the state',
    iss: tailchat.url,
  });
  assert.ok(tailchat.requests.some(({ path }) => path.endsWith('/login')));
});

test('prompt=none: login_required without a session, a code with one', async (t) => {
  const tailchat = await kit.start(t);
  const browser = createBrowser();
  const silent = kit.authorizeUrl(tailchat, { prompt: 'none' });
  assert.equal((await readError(await browser.get(silent))).error, 'login_required');
  await kit.passLogin(tailchat, {}, browser);
  assert.ok((await readError(await browser.get(silent))).code);
});

test('response_mode form_post and fragment work', async (t) => {
  const tailchat = await kit.start(t);
  const browser = createBrowser();
  await kit.passLogin(tailchat, {}, browser);
  const posted = await browser.get(kit.authorizeUrl(tailchat, { response_mode: 'form_post' }));
  assert.equal(posted.status, 200);
  const page = await posted.text();
  assert.match(page, /<form method="post" action="http:\/\/127\.0\.0\.1:1\/auth\/callback">/);
  assert.match(page, /name="code"/);
  const fragment = await browser.get(kit.authorizeUrl(tailchat, { response_mode: 'fragment' }));
  assert.ok((await readError(fragment, '#')).code);
});

test('prompt=login as another user posts to a dead end, and the first user stays', async (t) => {
  const bob = { ...USER, _id: '62ad0a6be9a3a9c5d7d0f002', email: 'bob@example.com', nickname: 'Bob' };
  const tailchat = await kit.start(t, { users: [USER, bob] });
  const browser = createBrowser();
  await kit.passLogin(tailchat, {}, browser);
  const { url } = await browser.follow(kit.authorizeUrl(tailchat, { prompt: 'login' }));
  const posted = await browser.post(`${url}/login`, { email: bob.email, password: bob.password });
  const page = await (await browser.get(posted.headers.get('location'))).text();
  const action = /action="([^"]+)"/.exec(page)[1];
  assert.equal((await browser.post(action, { logout: 'yes' })).status, 404);
  const { claims } = kit.decodeIdToken((await kit.getTokens(tailchat, {}, browser)).id_token);
  assert.equal(claims.sub, USER._id);
});

test('Back after the end is a 400 page: the request has expired', async (t) => {
  const tailchat = await kit.start(t);
  const browser = createBrowser();
  await kit.passLogin(tailchat, {}, browser);
  const { path } = tailchat.requests.findLast(({ path: each }) => each.startsWith('/open/auth/'));
  const page = await assertErrorPage(await browser.get(tailchat.url + path));
  assert.match(page, /authorization request has expired/);
});

const LOCAL = [
  'http://localhost:4711/auth/callback',
  'http://localhost/',
  'https://127.0.0.1:1/x?a=b',
  'http://[::1]:5000/callback',
];
const NOT_LOCAL = [
  'http://localhost.evil.example/',
  'http://localhost:1@evil.example/',
  'http://user@localhost:1/',
  'http://localhost:1/#x',
  'myapp://localhost/',
  'https://site.example/auth/callback',
];

test('anyLocalhostCallback allows every http(s) address of localhost, and no other', async (t) => {
  const app = { ...kit.APP, anyLocalhostCallback: true };
  const tailchat = await kit.start(t, { apps: [app, { ...kit.APP, appId: 'tc_other' }] });
  const statusOf = async (changes) => (await kit.authorize(tailchat, changes)).status;
  for (const redirect_uri of [...LOCAL, kit.REDIRECT_URI])
    assert.equal(await statusOf({ redirect_uri }), 303, redirect_uri);
  for (const redirect_uri of NOT_LOCAL) assert.equal(await statusOf({ redirect_uri }), 400, redirect_uri);
  for (const redirect_uri of LOCAL)
    assert.equal(await statusOf({ client_id: 'tc_other', redirect_uri }), 400, 'it is for its own app alone');
  const [redirect_uri] = LOCAL;
  const code = await kit.getCode(tailchat, { redirect_uri });
  assert.equal((await kit.requestToken(tailchat, { code, redirect_uri })).status, 200);
});

test('logIn is a person in a browser of its own: gives the callback and does not request it', async (t) => {
  const tailchat = await kit.start(t);
  const url = kit.authorizeUrl(tailchat);
  const callback = new URL(await tailchat.logIn(url, kit.USER));
  assert.equal(`${callback.origin}${callback.pathname}`, kit.REDIRECT_URI);
  assert.equal(callback.searchParams.get('state'), 'the state');
  const code = callback.searchParams.get('code');
  assert.equal((await kit.requestToken(tailchat, { code })).status, 200);
  await assert.rejects(tailchat.logIn(url), /asks for a password/, 'the first one was another browser');
  await assert.rejects(tailchat.logIn(url, { ...kit.USER, password: 'wrong' }), /status 500/);
});
