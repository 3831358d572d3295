// Checks how a page names the worker, and the address that a login leads back to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSession } from '../../web/session.js';
import { loadEntry, openPage } from './page.js';

const PAGE = 'https://app.example/docs/page?q=1#part';
const OTHER = 'https://auth.site.example/auth';
const alice = { sub: '64b1f0c2a5d3e97b4c8f1a20' };

/** Spellings of one address, and the address of the session request. @type {[string, (string | undefined)[], string][]} */
const SAME = [
  [
    PAGE,
    [
      undefined,
      '',
      '/auth',
      '/auth/',
      '/auth//',
      '/x/../auth',
      'https://app.example/auth',
      'https://app.example/auth/',
      'https://APP.example:443/auth',
      '//app.example/auth',
    ],
    '/auth/session',
  ],
  [PAGE, ['/docs/auth', '/docs/auth/', 'auth', './auth'], '/docs/auth/session'],
  [PAGE, ['/', 'https://app.example'], '/session'],
  [PAGE, ['/.//evil.example/auth'], '/evil.example/auth/session'],
  [PAGE, [OTHER, `${OTHER}/`, 'HTTPS://auth.site.example:443/auth'], `${OTHER}/session`],
  [
    'http://localhost:5173/',
    ['http://localhost:8787/auth', 'http://localhost:8787/auth/'],
    'http://localhost:8787/auth/session',
  ],
  ['http://192.168.1.5:3000/', ['http://192.168.1.5:8787/auth'], 'http://192.168.1.5:8787/auth/session'],
];

for (const [page, spellings, asked] of SAME) {
  test(`one address: ${spellings.join(' ')} on ${page}`, async () => {
    const { requests, visited } = openPage(page, () => Response.json(alice));
    const { user, login } = await loadEntry();
    const [first, ...others] = spellings.map((basePath) => openSession(basePath));
    for (const other of others) assert.equal(other, first);
    for (const basePath of spellings) {
      await user({ basePath });
      login({ basePath, returnTo: '/' });
    }
    assert.deepEqual([...new Set(requests.map(({ url }) => url))], [asked]);
    assert.deepEqual(
      [...new Set(visited.map((url) => url.split('/login?')[0]))],
      [asked.slice(0, -'/session'.length)],
    );
  });
}

test('two addresses are two sessions', () => {
  openPage(PAGE);
  const all = [undefined, '/staff', '/auth/staff', OTHER].map((basePath) => openSession(basePath));
  assert.equal(new Set(all).size, all.length);
});

const REFUSED = [
  'javascript:alert(1)',
  'JavaScript:alert(1)//',
  ' javascript:alert(1)',
  '\tjava\tscript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'javascript://app.example/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'blob:https://app.example/auth',
  'file:///auth',
  'ftp://app.example/auth',
  'about:blank',
  'http://app.example/auth',
  'http://auth.site.example/auth',
  'http://localhost:8787/auth',
  'http:/auth',
  'https://user@app.example/auth',
  'https://user:secret@auth.site.example/auth',
  '/auth?x=',
  '/auth#x',
  'https://',
  'https://a b/',
];

for (const basePath of REFUSED) {
  test(`refused, and nothing is asked or opened: ${JSON.stringify(basePath)}`, async () => {
    const { requests, visited } = openPage(PAGE, () => Response.json(alice));
    const { login, user, logout } = await loadEntry();
    const refused = { name: 'TailchatLoginError', code: 'base_path_invalid', message: /base_path_invalid$/ };
    assert.throws(() => login({ basePath }), refused);
    await assert.rejects(user({ basePath }), refused);
    await assert.rejects(logout({ basePath }), refused);
    Reflect.set(globalThis, 'document', { visibilityState: 'visible', addEventListener() {} });
    const session = openSession(basePath);
    await new Promise((resolve) => {
      session.subscribe(() => session.isSettled() && resolve(undefined));
    });
    assert.equal(session.read().error?.code, 'base_path_invalid');
    Reflect.deleteProperty(globalThis, 'document');
    assert.deepEqual([requests, visited], [[], []]);
  });
}

test('finish with a wrong basePath sends the code nowhere', async () => {
  const state = 's'.repeat(43);
  const { requests, sessionStorage } = openPage(`https://app.example/?code=x&state=${state}`);
  sessionStorage.setItem(`tailchat-login:${state}`, JSON.stringify({ state, created_at: 1 }));
  const { finish } = await loadEntry();
  await assert.rejects(finish({ basePath: 'data:,' }), { code: 'base_path_invalid' });
  assert.deepEqual(requests, []);
});

test('on a page over http another host is https alone', async () => {
  openPage('http://localhost:5173/');
  const { login } = await loadEntry();
  for (const basePath of ['http://127.0.0.1:8787/auth', 'http://auth.site.example/auth'])
    assert.throws(() => login({ basePath }), { code: 'base_path_invalid' });
  login({ basePath: OTHER });
});

/** @type {[basePath: string | undefined, returnTo: string | undefined, expected: string][]} */
const RETURNS = [
  [undefined, undefined, '/docs/page?q=1#part'],
  [undefined, '/welcome', '/welcome'],
  [undefined, '/welcome?a=b#/c', '/welcome?a=b#/c'],
  [undefined, '#/inbox', '/docs/page?q=1#/inbox'],
  [undefined, '?tab=2', '/docs/page?tab=2'],
  [undefined, 'next', '/docs/next'],
  ['https://app.example/auth', '/welcome', '/welcome'],
  [undefined, 'https://www.site.example/x', 'https://www.site.example/x'],
  [OTHER, undefined, 'https://app.example/docs/page?q=1#part'],
  [OTHER, '/welcome', 'https://app.example/welcome'],
  [OTHER, '/welcome?a=b#/c', 'https://app.example/welcome?a=b#/c'],
  [OTHER, '#/inbox', 'https://app.example/docs/page?q=1#/inbox'],
  [OTHER, 'next', 'https://app.example/docs/next'],
  [OTHER, '.evil.example/', 'https://app.example/docs/.evil.example/'],
  [OTHER, 'https://auth.site.example/welcome', 'https://auth.site.example/welcome'],
  [OTHER, '//evil.example/', '//evil.example/'],
  [OTHER, '/\\evil.example/', '/\\evil.example/'],
  [OTHER, 'javascript:alert(1)', 'javascript:alert(1)'],
];

for (const [basePath, returnTo, expected] of RETURNS) {
  test(`a login at ${basePath} leads back to ${expected} for ${returnTo}`, async () => {
    const { visited } = openPage(PAGE);
    const { login } = await loadEntry();
    login({ basePath, returnTo });
    const { searchParams } = new URL(visited[0], PAGE);
    assert.equal(searchParams.get('return_to'), expected);
  });
}

test('a logout goes where the worker says, and only there; what the page does next waits for it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { logout } = await loadEntry();
  /** @type {[Response, string[]][]} */
  const answers = [
    [new Response(null, { status: 204 }), []],
    [Response.json({ logout_url: 'https://chat.example/open/logout' }), ['https://chat.example/open/logout']],
    [Response.json({ logout_url: 'javascript:alert(1)' }), []],
    [Response.json({ logout_url: null }), []],
    [Response.json({}), []],
    [Response.json([]), []],
  ];
  for (const [answer, expected] of answers) {
    const { visited } = openPage(PAGE, () => answer);
    let over = false;
    const left = logout().then(() => (over = true));
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    assert.deepEqual([visited, over], [expected, expected.length === 0]);
    t.mock.timers.tick(10_000);
    await left;
  }
  const { visited } = openPage(PAGE, () => Response.json({ error: 'store_unavailable' }, { status: 503 }));
  await assert.rejects(logout(), { code: 'store_unavailable' });
  assert.deepEqual(visited, []);
});
