import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEntry, openPage } from './page.js';

const alice = { sub: '64b1f0c2a5d3e97b4c8f1a20', nickname: 'Alice' };
const transaction = { state: 's1', created_at: 1000, return_to: '/inbox' };
const success = () => Response.json({ user: alice, return_to: '/inbox' });

/** A callback page whose tab holds the transaction of s1. @param {string} address @param {() => Response} [answer] */
function openCallback(address, answer = success) {
  const page = openPage(`https://app.example${address}`, answer);
  page.sessionStorage.setItem('tailchat-login:s1', JSON.stringify(transaction));
  return page;
}

test('finish sends the callback and its transaction to the worker, once', async () => {
  const { finish } = await loadEntry();
  const page = openCallback('/done?tenant=7&code=c1&state=s1&iss=https%3A%2F%2Fchat.example#top');
  assert.deepEqual(await finish({ basePath: '/api/auth' }), { user: alice, returnTo: '/inbox' });
  assert.equal(page.requests.length, 1);
  const [{ url, init }] = page.requests;
  assert.equal(url, '/api/auth/exchange');
  assert.equal(init.method, 'POST');
  assert.deepEqual(init.headers, { 'x-tailchat-login': '1', 'Content-Type': 'application/json' });
  assert.deepEqual(JSON.parse(init.body), {
    url: 'https://app.example/done?tenant=7&code=c1&state=s1&iss=https%3A%2F%2Fchat.example',
    transaction,
  });
});

test('the callback leaves the address bar before anything else happens; the rest of it stays', async () => {
  const { finish } = await loadEntry();
  const page = openCallback(
    '/done?a=%2F+x&code=c1&state=s1&iss=https://chat.example&codex=1&error_description=d&b#top',
  );
  const result = finish();
  assert.equal(page.location.href, 'https://app.example/done?a=%2F+x&codex=1&b#top');
  assert.deepEqual(page.history.state, { router: 1 });
  await result;
});

test('a path that looks like another host stays a path', async () => {
  const { finish } = await loadEntry();
  const page = openCallback('//evil.example/?code=c1&state=s1');
  await finish();
  assert.equal(page.location.href, 'https://app.example//evil.example/');
});

test('a second finish gives the same promise, whatever the address bar holds then', async () => {
  const { finish } = await loadEntry();
  const page = openCallback('/done?code=c1&state=s1');
  const first = finish();
  assert.equal(finish(), first);
  await first;
  assert.equal(finish(), first);
  page.location.search = '?code=c1&state=s1';
  assert.equal(finish(), first);
  assert.equal(page.location.search, '');
  assert.equal(page.requests.length, 1);
});

test('a logout ends that memory', async () => {
  const { finish, logout } = await loadEntry();
  openCallback('/done?code=c1&state=s1');
  await finish();
  await logout();
  assert.equal(await finish(), null);
});

test('the transaction is gone before the request, also if that fails', async () => {
  const { finish } = await loadEntry();
  const page = openCallback('/done?code=c1&state=s1', () => {
    assert.equal(sessionStorage.getItem('tailchat-login:s1'), null);
    return Response.json({ error: 'invalid_grant' }, { status: 400 });
  });
  await assert.rejects(finish(), { code: 'invalid_grant' });
  assert.equal(page.requests.length, 1);
});

test('an error callback goes to the worker too, which checks it and names the code', async () => {
  const { finish } = await loadEntry();
  const page = openCallback('/done?error=access_denied&state=s1&iss=https://chat.example', () =>
    Response.json({ error: 'access_denied' }, { status: 400 }),
  );
  await assert.rejects(finish(), { code: 'access_denied' });
  assert.equal(page.location.search, '');
});

test('a page that is no callback has nothing to finish and keeps its address', async () => {
  const { finish } = await loadEntry();
  for (const address of ['/', '/?q=1', '/?code=SUMMER', '/?state=open', '/?error=404', '/?iss=x&state=s1']) {
    const page = openCallback(address);
    assert.equal(await finish(), null, address);
    assert.equal(page.location.href, `https://app.example${address}`);
    assert.equal(page.requests.length, 0);
  }
});

test('a callback whose login this tab does not hold asks the worker nothing', async () => {
  for (const [query, code] of [
    ['?code=c1&state=s2', 'transaction_missing'],
    ['?code=c1&iss=https://chat.example', 'state_missing'],
    ['?code=c1&state=&iss=https://chat.example', 'state_missing'],
  ]) {
    const { finish } = await loadEntry();
    const page = openCallback(`/done${query}`);
    await assert.rejects(finish(), { name: 'TailchatLoginError', code });
    assert.equal(page.location.search, '');
    assert.equal(page.requests.length, 0);
  }
});
