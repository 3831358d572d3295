// Rows of the threat table about panels: "clickjacking, framing", "CSRF from another panel", "login CSRF by a foreign frame",
// "message forgery", "a popup that tells its opener something".
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createPanels } from 'tailchat-login/panels';
import { beginOf, createFrame } from '../worker/panels/kit.js';
import { alice, assertSilent, BASE_URL, createVisitor, read, startScene } from '../support/scene.js';

const CHAT = 'https://chat.example';
const NAVIGATED = { 'sec-fetch-mode': 'navigate', accept: 'text/html' };
const FRAMED = { ...NAVIGATED, 'sec-fetch-dest': 'iframe' };
const OURS = { ...FRAMED, 'sec-fetch-site': 'same-origin' };
const FOREIGN = { ...FRAMED, 'sec-fetch-site': 'cross-site' };
const FETCHED = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };

describe('a panel', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene({ panels: createPanels({ embeddedIn: [CHAT] }) });
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  /** The cookies of a user who is logged in in a panel on another site. */
  async function enter() {
    const frame = createFrame(scene.login, { tailchat: scene.person });
    await frame.enter();
    return frame.header();
  }

  /** @param {string} path @param {Record<string, string>} headers */
  const ask = (path, headers, method = 'GET') =>
    scene.login.fetch(new Request(new URL(path, BASE_URL), { method, headers }));

  for (const [path, headers] of /** @type {[string, Record<string, string>][]} */ ([
    ['/auth/login?return_to=/', FOREIGN],
    ['/auth/login?return_to=/', OURS],
    ['/auth/login?asked=1', FOREIGN],
    ['/auth/login?prompt=none', FOREIGN],
    ['/auth/callback?code=x&state=y&iss=z', FOREIGN],
    ['/auth/none', FOREIGN],
    ['/auth/panels', FETCHED],
  ]))
    test(`can be framed by its Tailchat alone: ${path} ${headers['sec-fetch-site']} (row: clickjacking)`, async () => {
      const outcome = await read(await ask(path, headers));
      const policy = outcome.response.headers.get('content-security-policy') ?? '';
      assert.match(policy, /; frame-ancestors 'self' https:\/\/chat\.example$/);
      assert.equal(outcome.response.headers.get('location'), null);
      assertSilent(scene, outcome);
    });

  test('shows its end page in no frame at all (row: clickjacking)', async () => {
    const response = await ask('/auth/login?popup=end', { ...NAVIGATED, 'sec-fetch-dest': 'document' });
    assert.match(response.headers.get('content-security-policy') ?? '', /; frame-ancestors /);
    const framed = await read(await ask('/auth/login?popup=end', FOREIGN));
    assert.doesNotMatch(framed.text, /postMessage\('tailchat-login-ended', location/);
  });

  for (const [what, method, headers] of /** @type {[string, string, Record<string, string>][]} */ ([
    [
      'a fetch',
      'GET',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
    ],
    ['a fetch with POST', 'POST', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'empty' }],
    ['a form', 'POST', FOREIGN],
    ['a form of a sister domain', 'POST', { ...FRAMED, 'sec-fetch-site': 'same-site' }],
    [
      'a picture',
      'GET',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
    ],
    [
      'a WebSocket',
      'GET',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'websocket', upgrade: 'websocket' },
    ],
    [
      'a WebSocket that says only its origin',
      'GET',
      { origin: 'https://evil.example', upgrade: 'websocket' },
    ],
    ['a form of a sandboxed frame', 'POST', { origin: 'null' }],
    ['a request that says nothing', 'POST', {}],
  ]))
    test(`is nobody for ${what} of another panel (row: CSRF from another panel)`, async () => {
      const cookie = await enter();
      const own = new Request(BASE_URL, { headers: { ...FETCHED, cookie } });
      assert.equal((await scene.login.user(own))?.sub, alice._id);
      const request = new Request(BASE_URL, { method, headers: { ...headers, cookie } });
      assert.equal(await scene.login.user(request), null);
      assert.equal((await scene.login.require(request)).response?.ok, false);
    });

  test('is not logged out by another panel (row: CSRF from another panel)', async () => {
    const cookie = await enter();
    const headers = { ...FETCHED, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example', cookie };
    for (const more of [{}, { 'x-tailchat-login': '1' }]) {
      const response = await ask('/auth/logout', { ...headers, ...more }, 'POST');
      assert.equal(response.status, 403);
      assert.deepEqual(response.headers.getSetCookie(), []);
    }
  });

  for (const [
    what,
    change,
  ] of /** @type {[string, (begin: string) => [string, Record<string, string>]][]} */ ([
    ['without the secret', (begin) => [begin.replace(/&panel=[^&]+/, ''), OURS]],
    ['with a guessed secret', (begin) => [begin.replace(/panel=[^&]+/, `panel=${'A'.repeat(22)}`), OURS]],
    ['with the secret, but from a foreign page', (begin) => [begin, FOREIGN]],
    [
      'with the secret, but from a sister domain',
      (begin) => [begin, { ...FRAMED, 'sec-fetch-site': 'same-site' }],
    ],
  ]))
    test(`starts no login in a frame ${what} (row: login CSRF by a foreign frame)`, async () => {
      const visitor = scene.visit();
      const begin = beginOf(await (await visitor.get('/auth/login?return_to=/', OURS)).text());
      const outcome = await read(await visitor.get(...change(begin)));
      assert.equal(outcome.response.headers.get('location'), null);
      for (const line of outcome.response.headers.getSetCookie()) assert.doesNotMatch(line, /_tx_/);
      assert.deepEqual(scene.provider.requests, []);
    });

  test('takes the callback of nobody else in a frame (row: login CSRF by a foreign frame)', async () => {
    const attacker = createVisitor(scene.login, BASE_URL, scene.person);
    const callback = await attacker.begin('');
    scene.provider.reset();
    const outcome = await read(await ask(String(callback), FOREIGN));
    assert.equal(outcome.code, 'transaction_missing');
    assert.deepEqual(outcome.response.headers.getSetCookie(), []);
    assert.deepEqual(scene.provider.requests, []);
  });

  test('believes no message: it asks the worker, whatever was said (row: message forgery)', async () => {
    const visitor = scene.visit();
    const html = await (await visitor.get('/auth/login?asked=1', FOREIGN)).text();
    const listener = /onmessage = (.*);/.exec(html)?.[1] ?? '';
    assert.match(
      listener,
      /^\(\{ origin, data \}\) => \{ if \(origin === location\.origin && data === '[\w-]+'\) ask\(\); \}$/,
    );
    assert.match(html, /const ask = \(\) => location\.replace\(/);
    assert.equal(beginOf(html).split('?')[0], '/auth/login', 'a path of our own');
  });

  test('tells its opener nothing but that it has ended, at our own origin alone (row: popup)', async () => {
    const visitor = scene.visit();
    const end = await visitor.enter('popup=1&return_to=/private');
    assert.equal(end.headers.get('location'), '/auth/login?popup=end');
    const headers = { ...NAVIGATED, 'sec-fetch-dest': 'document' };
    const outcome = await read(await visitor.get('/auth/login?popup=end', headers));
    assertSilent(scene, outcome);
    const said = [...outcome.text.matchAll(/postMessage\(([^)]*)\)/g)].map(([, given]) => given);
    assert.deepEqual(said, ["'tailchat-login-ended', location.origin", "'tailchat-login-ended'"]);
    assert.deepEqual(outcome.response.headers.getSetCookie(), []);
    const stranger = await read(await ask('/auth/login?popup=end', headers));
    assert.equal(stranger.text, outcome.text, 'the same for everybody');
  });
});
