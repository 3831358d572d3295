/** Recorded answers of a real Tailchat that the other files of this folder do not check. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';

import { createBrowser } from '../../testing/browser.js';
import * as kit from './kit.js';
import { APP, NOT_FOUND, PKCE, REDIRECT_URI, USER } from './kit.js';

const BOB = { ...USER, _id: '62ad0a6be9a3a9c5d7d0f002', email: 'bob@example.com', nickname: 'Bob' };
const shared = await kit.share();

/** Sends one request without the headers that fetch adds. */
function send(method, url, headers = {}) {
  return new Promise((resolve, reject) => {
    request(url, { method, headers, agent: false }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode, type: response.headers['content-type'], text });
    })
      .on('error', reject)
      .end();
  });
}

const readText = (html) =>
  html
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const unrouted = (method, path) => ({
  error: 'invalid_request',
  error_description: `unrecognized route or not allowed method (${method} on ${path})`,
});

const JSON_404 = [
  ['OPTIONS', '/open/auth', {}, unrouted('OPTIONS', '/auth')],
  ['OPTIONS', '/open/auth/x', {}, unrouted('OPTIONS', '/auth/x')],
  ['OPTIONS', '/open/auth', { 'access-control-request-method': 'GET' }, unrouted('OPTIONS', '/auth')],
  ['OPTIONS', '/open/auth', { 'access-control-request-method': 'POST' }, NOT_FOUND],
  ['GET', '/open/auth/', {}, unrouted('GET', '/auth/')],
  ['GET', '/open/auth/?client_id=x', {}, unrouted('GET', '/auth/')],
  ['GET', '/open/jwks/', {}, unrouted('GET', '/jwks/')],
  ['GET', '/open/me/', {}, unrouted('GET', '/me/')],
  ['POST', '/open/token/', {}, unrouted('POST', '/token/')],
  ['POST', '/open/auth', {}, NOT_FOUND],
  ['POST', '/open/auth/', {}, NOT_FOUND],
  ['PUT', '/open/auth', {}, NOT_FOUND],
  ['OPTIONS', '/open/token', {}, NOT_FOUND],
  ['OPTIONS', '/open/nothing', {}, NOT_FOUND],
  ['GET', '/open/session/end', {}, NOT_FOUND],
  ['POST', '/open/token/revocation', {}, NOT_FOUND],
  ['POST', '/open/token/introspection', {}, NOT_FOUND],
  ['POST', '/open/request', {}, NOT_FOUND],
];
for (const [method, path, headers, body] of JSON_404) {
  test(`404 ${body.error ?? body.type}: ${method} ${path} ${Object.values(headers)}`, async () => {
    const answer = await send(method, shared.tailchat.url + path, headers);
    assert.deepEqual([answer.status, answer.type], [404, 'application/json; charset=utf-8']);
    assert.deepEqual(JSON.parse(answer.text), body);
  });
}

test('HEAD on auth is 404, as JSON without its text', async () => {
  const answer = await send('HEAD', kit.authorizeUrl(shared.tailchat));
  assert.deepEqual([answer.status, answer.type, answer.text], [404, 'application/json; charset=utf-8', '']);
});

const PAGES = {
  'unknown client_id': [
    { client_id: 'tc_x' },
    ['error : invalid_client', 'error_description : client is invalid', 'state : the state'],
  ],
  'no client_id, no state': [
    { client_id: undefined, state: undefined },
    ['error : invalid_request', "error_description : missing required parameter 'client_id'"],
  ],
  'no redirect_uri': [
    { redirect_uri: undefined, state: '<s>&"' },
    [
      'error : invalid_request',
      "error_description : missing required parameter 'redirect_uri'",
      'state : <s>&"',
    ],
  ],
  'redirect_uri not whitelisted': [
    { redirect_uri: 'https://evil.example/' },
    [
      'error : invalid_redirect_uri',
      "error_description : redirect_uri did not match any of the client's registered redirect_uris",
      'state : the state',
    ],
  ],
};
for (const [name, [changes, lines]] of Object.entries(PAGES)) {
  test(`the text of the 400 page has a line for each part that exists, and no other: ${name}`, async () => {
    const { tailchat } = shared;
    const response = await kit.authorize(tailchat, changes);
    assert.deepEqual([response.status, response.headers.get('location')], [400, null]);
    const text = readText(await response.text()).filter((line) => line.includes(' : '));
    assert.deepEqual(text, [...lines, `iss : ${tailchat.url}`]);
  });
}

test('an app that never had a whitelist is disabled as one with an empty one', async (t) => {
  const { redirectUrls, ...app } = APP;
  const tailchat = await kit.start(t, { apps: [app] });
  const text = readText(await (await kit.authorize(tailchat)).text());
  assert.ok(text.includes('error : invalid_redirect_uri'), text.join('\n'));
  assert.ok(text.includes('error_description : redirect_uris must contain members'), text.join('\n'));
  const answer = await kit.requestToken(tailchat, { code: 'x'.repeat(43) });
  assert.deepEqual([answer.status, (await answer.json()).error], [400, 'invalid_redirect_uri']);
  tailchat.apps[0].redirectUrls = redirectUrls;
  assert.equal((await kit.authorize(tailchat)).status, 303);
});

const { email, password } = USER;
const LOGINS = {
  'wrong password': [{ email, password: 'wrong' }, 'EntityError: Wrong password'],
  'empty password': [{ email, password: '' }, 'EntityError: Wrong password'],
  'unknown email': [
    { email: 'nobody@example.com', password },
    'EntityError: User does not exist, please check your email',
  ],
  'email in another case': [
    { email: email.toUpperCase(), password },
    'EntityError: User does not exist, please check your email',
  ],
  'no email': [{ password }, 'EntityError: Username or email is empty'],
  'empty email': [{ email: '', password }, 'ValidationError: Parameters validation error!'],
  'a user name': [{ email: 'alice', password }, 'ValidationError: Parameters validation error!'],
  'no password': [{ email }, 'ValidationError: Parameters validation error!'],
  'empty form': [{}, 'ValidationError: Parameters validation error!'],
};
for (const [name, [fields, text]] of Object.entries(LOGINS)) {
  test(`a failed password is 500 with the error as text: ${name}`, async () => {
    const browser = createBrowser();
    const { url } = await browser.follow(kit.authorizeUrl(shared.tailchat));
    const answer = await browser.post(`${url}/login`, fields);
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [500, null]);
    assert.ok(readText(await answer.text()).includes(text), text);
  });
}

test('a banned user: the password is judged first', async (t) => {
  const tailchat = await kit.start(t, { users: [{ ...USER, banned: true }] });
  const browser = createBrowser();
  const { url } = await browser.follow(kit.authorizeUrl(tailchat));
  const textOf = async (fields) => readText(await (await browser.post(`${url}/login`, fields)).text());
  assert.ok((await textOf({ email, password: 'wrong' })).includes('EntityError: Wrong password'));
  assert.ok((await textOf({ email, password })).includes('BannedError: User banned'));
});

test('an interaction that is gone, and the wrong step of one', async () => {
  const { tailchat } = shared;
  const gone = await createBrowser().get(`${tailchat.url}/open/interaction/x`);
  assert.equal(gone.status, 500);
  assert.ok(readText(await gone.text()).includes('SessionNotFound: invalid_request'));
  const browser = createBrowser();
  const { url } = await browser.follow(kit.authorizeUrl(tailchat));
  const wrong = await browser.post(`${url}/confirm`, {});
  assert.ok(readText(await wrong.text()).includes("AssertionError [ERR_ASSERTION]: 'login' == 'consent'"));
  assert.equal((await browser.get(`${url}/`)).status, 200, 'with a slash at the end it is the same page');
});

test('account switching: a form that posts to a 404; the next plain authorization is the old user', async (t) => {
  const tailchat = await kit.start(t, { users: [USER, BOB] });
  const browser = createBrowser();
  await kit.passLogin(tailchat, {}, browser);
  const { url } = await browser.follow(kit.authorizeUrl(tailchat, { prompt: 'login' }));
  const posted = await browser.post(`${url}/login`, { email: BOB.email, password });
  const page = await browser.get(posted.headers.get('location'));
  assert.equal(page.status, 200);
  const form = /<form method="post" action="([^"]+)"/.exec(await page.text());
  assert.equal(form?.[1], `${tailchat.url}/open/session/end/confirm`);
  const dead = await browser.post(form[1], { logout: 'yes' });
  assert.deepEqual([dead.status, await dead.json()], [404, NOT_FOUND]);
  const callback = new URL((await browser.get(kit.authorizeUrl(tailchat))).headers.get('location'));
  const { id_token } = await (
    await kit.requestToken(tailchat, { code: callback.searchParams.get('code') })
  ).json();
  assert.equal(kit.decodeIdToken(id_token).claims.sub, USER._id);
});

test('the login ends as the second user once the cookies of the login service are gone', async (t) => {
  const tailchat = await kit.start(t, { users: [USER, BOB] });
  const browser = createBrowser();
  await kit.passLogin(tailchat, {}, browser);
  const names = browser.cookies.list(`${tailchat.url}/open/auth/x`).map(({ name }) => name);
  assert.deepEqual(names.sort(), ['_session', '_session.legacy', '_session.legacy.sig', '_session.sig']);
  const { url } = await browser.follow(kit.authorizeUrl(tailchat, { prompt: 'login' }));
  const posted = await browser.post(`${url}/login`, { email: BOB.email, password });
  await browser.get(posted.headers.get('location'));
  browser.cookies.store(
    `${tailchat.url}/`,
    names.map((name) => `${name}=; Path=/; Max-Age=0`),
  );
  const resumed = await browser.follow(posted.headers.get('location'));
  const consent = await browser.post(`${resumed.url}/confirm`, {});
  const isCallback = ({ href }) => href.startsWith(REDIRECT_URI);
  const callback = new URL((await browser.follow(consent.headers.get('location'), isCallback)).url);
  const { id_token } = await (
    await kit.requestToken(tailchat, { code: callback.searchParams.get('code') })
  ).json();
  assert.equal(kit.decodeIdToken(id_token).claims.sub, BOB._id);
});

const ME = {
  'an unknown token, in another case of the scheme': [401, 'invalid_token', 'bEARER x'],
  'two spaces before the token': [400, 'invalid_request', 'Bearer  x'],
  'a scheme alone': [400, 'invalid_request', 'Bearer'],
  'another scheme': [400, 'invalid_request', 'DPoP x'],
};
for (const [name, [status, error, authorization]] of Object.entries(ME)) {
  test(`me with ${name}: ${status} ${error}`, async () => {
    const { tailchat } = shared;
    const response = await fetch(`${tailchat.url}/open/me`, { headers: { authorization } });
    assert.deepEqual([response.status, (await response.json()).error], [status, error]);
  });
}

test('an id_token has the claims and the key that were recorded, and no nickname', async (t) => {
  const tailchat = await kit.start(t);
  const code = await kit.getCode(tailchat, { ...PKCE, nonce: 'n'.repeat(43) });
  const { id_token, expires_in, token_type } = await (
    await kit.requestToken(tailchat, { code, code_verifier: kit.VERIFIER })
  ).json();
  assert.deepEqual([expires_in, token_type], [3600, 'Bearer']);
  const { header, claims } = kit.decodeIdToken(id_token);
  assert.deepEqual(header, { alg: 'RS256', typ: 'JWT', kid: 'keystore-CHANGE-ME' });
  const expected = ['sub', 'nonce', 'at_hash', 'aud', 'exp', 'iat', 'iss'];
  assert.deepEqual(Object.keys(claims).sort(), expected.sort());
});
