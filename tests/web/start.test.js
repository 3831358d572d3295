import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEntry, openPage } from './page.js';

const options = {
  apiUrl: 'https://chat.example',
  clientId: 'tc_64b1f0c2a5d3e97b4c8f1a21',
  redirectUri: 'https://app.example/done',
};

test('start keeps a transaction and goes to Tailchat', async () => {
  const { start } = await loadEntry();
  const page = openPage('https://app.example/inbox?folder=1#top');
  await start(options);
  assert.equal(page.visited.length, 1);
  const url = new URL(page.visited[0]);
  assert.equal(url.origin + url.pathname, 'https://chat.example/open/auth');
  const { state, nonce, code_challenge, ...rest } = Object.fromEntries(url.searchParams);
  assert.deepEqual(rest, {
    client_id: options.clientId,
    redirect_uri: options.redirectUri,
    scope: 'openid profile',
    response_type: 'code',
    code_challenge_method: 'S256',
  });

  const transaction = JSON.parse(page.sessionStorage.getItem(`tailchat-login:${state}`));
  assert.ok(Math.abs(Date.now() / 1000 - transaction.created_at) < 60);
  assert.equal(transaction.return_to, '/inbox?folder=1#top');
  assert.equal(transaction.nonce, nonce);
  const verifier = new TextEncoder().encode(transaction.code_verifier);
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', verifier)).toString('base64url');
  assert.equal(digest, code_challenge);
});

test('every option has its place in the request', async () => {
  const { start } = await loadEntry();
  const page = openPage('https://app.example/');
  await start({
    ...options,
    returnTo: '/there',
    scope: 'openid',
    issuer: 'https://other.example',
    prompt: 'none',
    loginHint: 'alice',
    extraParameters: { ui_locales: 'zh' },
  });
  const { searchParams } = new URL(page.visited[0]);
  for (const [name, value] of [
    ['scope', 'openid'],
    ['prompt', 'none'],
    ['login_hint', 'alice'],
    ['ui_locales', 'zh'],
  ])
    assert.equal(searchParams.get(name), value);
  const transaction = JSON.parse(page.sessionStorage.getItem(`tailchat-login:${searchParams.get('state')}`));
  assert.equal(transaction.return_to, '/there');
  assert.equal(transaction.issuer, 'https://other.example');
});

test('each start is a login of its own, and a tab keeps sixteen', async () => {
  const { start } = await loadEntry();
  const page = openPage('https://app.example/');
  for (let count = 0; count < 20; count += 1) await start(options);
  assert.equal(new Set(page.visited).size, 20);
  assert.equal(Object.keys(page.sessionStorage).length, 16);
});

test('what cannot work fails at once: nothing is kept and the page stays', async () => {
  const { start } = await loadEntry();
  for (const [wrong, code] of /** @type {[object, string][]} */ ([
    [{ apiUrl: 'http://chat.example' }, 'api_url_invalid'],
    [{ clientId: '' }, 'client_id_invalid'],
    [{ redirectUri: '/done' }, 'redirect_uri_invalid'],
    [{ redirectUri: 'https://elsewhere.example/done' }, 'redirect_uri_invalid'],
    [{ scope: 'profile' }, 'scope_invalid'],
    [{ extraParameters: { state: 'mine' } }, 'extra_parameters_invalid'],
  ])) {
    const page = openPage('https://app.example/');
    await assert.rejects(start({ ...options, ...wrong }), { name: 'TailchatLoginError', code });
    assert.deepEqual(page.visited, []);
    assert.deepEqual(Object.keys(page.sessionStorage), []);
  }
});

test('a login whose transaction cannot be kept does not start', async () => {
  const { start } = await loadEntry();
  const page = openPage('https://app.example/');
  Object.assign(globalThis, { sessionStorage: undefined });
  await assert.rejects(start(options), { code: 'storage_unavailable' });
  assert.deepEqual(page.visited, []);
});
