import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as kit from './kit.js';
import { USER } from './kit.js';

const PROFILE = {
  sub: USER._id,
  nickname: USER.nickname,
  discriminator: USER.discriminator,
  avatar: USER.avatar,
};

const FORM = 'application/x-www-form-urlencoded';

async function logIn(t, options, changes) {
  const tailchat = await kit.start(t, options);
  const { access_token: token } = await kit.getTokens(tailchat, changes);
  const me = (init = {}, query = '') => fetch(`${tailchat.url}/open/me${query}`, init);
  return { tailchat, token, me };
}

/** For the requests that change nothing: one login. */
const shared = await kit.share();
const { access_token: bearer } = await kit.getTokens(shared.tailchat, {}, shared.browser);
const askShared = (init, query = '') => fetch(`${shared.tailchat.url}/open/me${query}`, init);

const ACCEPTED = {
  'POST form': (token) => [{ method: 'POST', body: new URLSearchParams({ access_token: token }) }],
  'GET with Bearer': (token) => [{ headers: { authorization: `Bearer ${token}` } }],
  'GET with bearer': (token) => [{ headers: { authorization: `bearer ${token}` } }],
  'GET with BEARER': (token) => [{ headers: { authorization: `BEARER ${token}` } }],
  'POST with Bearer': (token) => [{ method: 'POST', headers: { authorization: `Bearer ${token}` } }],
  'GET with a query': (token) => [{}, `?access_token=${token}`],
};
for (const [name, build] of Object.entries(ACCEPTED)) {
  test(`200 for ${name}`, async () => {
    const response = await askShared(...build(bearer));
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8');
    assert.deepEqual(await response.json(), PROFILE);
  });
}

const REFUSED = {
  'POST with JSON': (token) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ access_token: token }),
  }),
  'header and body together': (token) => ({
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams({ access_token: token }),
  }),
  'no content-type': (token) => ({
    method: 'POST',
    headers: { 'content-type': '' },
    body: `access_token=${token}`,
  }),
  'no token': () => ({}),
  'no token in a form': () => ({ method: 'POST', headers: { 'content-type': FORM }, body: '' }),
  'another scheme': (token) => ({ headers: { authorization: `Basic ${token}` } }),
};
for (const [name, build] of Object.entries(REFUSED)) {
  test(`400 for ${name}`, async () => {
    const response = await askShared(build(bearer));
    assert.deepEqual([response.status, (await response.json()).error], [400, 'invalid_request']);
  });
}

async function assertInvalidToken(response) {
  assert.equal(response.status, 401);
  assert.equal((await response.json()).error, 'invalid_token');
  assert.match(response.headers.get('www-authenticate'), /^Bearer realm=".*", error="invalid_token"/);
}

test('401 invalid_token with WWW-Authenticate for a token that never was', async () => {
  await assertInvalidToken(await askShared({ headers: { authorization: `Bearer ${'x'.repeat(43)}` } }));
});

test('401 invalid_token when the app lost the oauth capability', async (t) => {
  const { me, tailchat, token } = await logIn(t);
  tailchat.apps[0].capability = [];
  await assertInvalidToken(await me({ headers: { authorization: `Bearer ${token}` } }));
});

test('403 insufficient_scope with scope profile alone', async (t) => {
  const { me, token } = await logIn(t, {}, { scope: 'profile' });
  const response = await me({ headers: { authorization: `Bearer ${token}` } });
  assert.deepEqual([response.status, (await response.json()).error], [403, 'insufficient_scope']);
});

test('scope openid alone gives sub alone', async (t) => {
  const { me, token } = await logIn(t, {}, { scope: 'openid' });
  const response = await me({ headers: { authorization: `Bearer ${token}` } });
  assert.deepEqual(await response.json(), { sub: USER._id });
});

test('a deleted user is a server_error', async (t) => {
  const { me, tailchat, token } = await logIn(t);
  tailchat.users.splice(0, 1);
  const response = await me({ headers: { authorization: `Bearer ${token}` } });
  assert.deepEqual([response.status, (await response.json()).error], [500, 'server_error']);
});

test('nickname and avatar are handed out as they are stored', async (t) => {
  const nickname = '<b>&" 昵称';
  const { me, tailchat, token } = await logIn(t, { users: [{ ...USER, nickname }] });
  const headers = { authorization: `Bearer ${token}` };
  for (const avatar of ['{BACKEND}/a.png', '{BACKEND}@evil', 'https://cdn.example/a.png', '', null]) {
    tailchat.users[0].avatar = avatar;
    assert.deepEqual(await (await me({ headers })).json(), { ...PROFILE, nickname, avatar });
  }
  delete tailchat.users[0].avatar;
  const { avatar, ...rest } = PROFILE;
  assert.deepEqual(await (await me({ headers })).json(), { ...rest, nickname });
});
