// Row "open redirect" of the threat table: the values of /auth/login?return_to=, and the Location of the finished
// login. RFC 9700 4.11.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createLogin } from '../../worker/index.js';
import { LIMITS } from '../../bindings/vocabulary.js';
import { BASE_URL, startScene } from '../support/scene.js';

/** A path of the given length. @param {number} bytes */
const long = (bytes) => `/${'a'.repeat(bytes - 1)}`;

/** Texts that must all lead to `/`. */
const HOSTILE = [
  // Another origin, plainly.
  'https://evil.example',
  'https://evil.example/',
  'HTTPS://EVIL.EXAMPLE',
  'http:evil.example',
  'https:evil.example',
  'https:/evil.example',
  'https:///evil.example',
  'https:\\\\evil.example',
  '//evil.example',
  '///evil.example',
  '////evil.example',
  '//evil.example/..',
  '//evil.example\\@app.example',
  '//app.example@evil.example',
  '//app.example:443@evil.example/',
  'https://app.example@evil.example/',
  'https://app.example.evil.example/',
  // Our own origin without a path, or in another spelling.
  'https://app.example',
  'https://app.example//evil.example',
  'https://app.example/.//evil.example',
  'https://app.example/\\evil.example',
  'https://app.example:443/inbox',
  'https://app.example@evil.example/inbox',
  'https://APP.example/inbox',
  'http://app.example/inbox',
  'https://app.example/https://app.example/..//',
  '//app.example/inbox',
  // Other schemes.
  'javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://app.example/1',
  'vbscript:x',
  'file:///etc/passwd',
  'about:blank',
  'mailto:a@evil.example',
  'intent://evil#Intent;end',
  // A browser reads backslashes as slashes.
  '\\evil.example',
  '\\\\evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\\/evil.example',
  '/a\\..\\..\\evil.example',
  '/.\\evil.example',
  '/./\\evil.example',
  // Characters that a browser removes before it parses the address.
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r/evil.example',
  '/\r\n/evil.example',
  '\t//evil.example',
  '\n//evil.example',
  ' //evil.example',
  '\u0000//evil.example',
  '\u001f//evil.example',
  '/a\r\nSet-Cookie: a=b',
  '/a\r\n\r\n<script>',
  '/a\u0000b',
  '/a\u007f',
  ' /a',
  '/a\u0085',
  // Dot segments: the result is on our origin, but its path, resolved again, may not be.
  '/.//evil.example',
  '/..//evil.example',
  '/a/..//evil.example',
  '/a/../..//evil.example',
  '/%2e//evil.example',
  '/%2e%2e//evil.example',
  '/%2E%2E//evil.example',
  '/.%2e//evil.example',
  '/%2e.//evil.example',
  '/a/%2e%2e//evil.example',
  '/a/./b',
  '/a/../b',
  '/..',
  '/.',
  '/%2e',
  '/a/.',
  '/a/%2E%2e',
  // Escapes that a second reader decodes.
  '/%2fevil.example',
  '/%2Fevil.example',
  '/%5cevil.example',
  '/%5Cevil.example',
  '/%09/evil.example',
  '/%0a/evil.example',
  '/%0d%0aLocation:%20https://evil.example',
  '/%00',
  '/a/%2e%2e%2f%2fevil.example',
  '/a%2f..%2f..%2f%2fevil.example',
  '/%7f',
  // A login must not lead to its own routes.
  '/auth',
  '/auth/',
  '/auth/login',
  '/auth/login?return_to=/a',
  '/auth/callback?code=x',
  '/auth#a',
  '/auth?a',
  'https://app.example/auth/login',
  // An escaped separator in the first segment, or a dot segment behind one.
  '/a%5cb',
  '/a%2fb',
  '/a/..%5c..%5c%5cevil.example',
  // Slashes and dots of other scripts.
  '\u2215\u2215evil.example',
  '\uff0f\uff0fevil.example',
  '\ufeff//evil.example',
  '\u00a0//evil.example',
  '\u3000//evil.example',
  // Not a path.
  '',
  'inbox',
  './inbox',
  '../inbox',
  '?a=b',
  '#a',
  '@evil.example',
  '.evil.example',
  ':443',
  '*',
  'null',
  'undefined',
  // Too long.
  long(LIMITS.return_to_bytes + 1),
  long(20_000),
  `/${'/evil'.repeat(2000)}`,
  `/${'%2e%2e/'.repeat(3000)}`,
];

/** Query bytes that no text can express. @type {string[]} */
const HOSTILE_BYTES = ['%ED%A0%80//evil.example'];

/** Query bytes that are not UTF-8: each ill-formed part becomes one U+FFFD, as in every URL. */
const ILL_FORMED = [
  '/%ED%A0%80',
  '/%C0%AFevil.example',
  '/%C0%AE%C0%AE//evil.example',
  '/%FF',
  '/%F8%88%80%80%AF',
];

/** The requested address, and the address in the Location header. @type {[asked: string, emitted: string][]} */
const ESCAPED = [
  ['https://app.example/inbox', '/inbox'],
  ['https://app.example/', '/'],
  ['https://app.example/a b?c#d', '/a%20b?c#d'],
  ['/文档', '/%E6%96%87%E6%A1%A3'],
  ['/文档?q=文 档#文', '/%E6%96%87%E6%A1%A3?q=%E6%96%87%20%E6%A1%A3#%E6%96%87'],
  ['/a b', '/a%20b'],
  ['/a ', '/a%20'],
  ['/a?\\', '/a?%5C'],
  ['/a#\\', '/a#%5C'],
  ['/a"b?"#"', '/a%22b?%22#%22'],
  ['/%', '/%25'],
  ['/%2', '/%252'],
  ['/%zz', '/%25zz'],
  ['/%u002fevil.example', '/%25u002fevil.example'],
  ['/a?100%', '/a?100%25'],
  ['/\u2215evil.example', '/%E2%88%95evil.example'],
  ['/\uff0fevil.example', '/%EF%BC%8Fevil.example'],
  ['/\uff3cevil.example', '/%EF%BC%BCevil.example'],
  ['/\uff0e\uff0e//evil.example', '/%EF%BC%8E%EF%BC%8E//evil.example'],
  ['/\u202eelpmaxe.live//', '/%E2%80%AEelpmaxe.live//'],
  ['/caf\u00e9', '/caf%C3%A9'],
];

/** Addresses that must stay the same, byte for byte. */
const HARMLESS = [
  '/',
  '/inbox',
  '/inbox/',
  '/inbox?a=1&b=2',
  '/inbox#part',
  '/inbox?next=//evil.example',
  '/inbox?next=https://evil.example/#x',
  '/inbox#//evil.example',
  '/a//b',
  '/a//evil.example',
  '/.well-known/x',
  '/...',
  '/a..b',
  '/..;/a',
  '/a/..b',
  '/%41',
  '/caf%C3%A9',
  '/@evil.example',
  '/:443',
  '/;a=b',
  "/a'b(c)*!$,",
  '/a?%00',
  '/<script>',
  '/a/b%5Cc%2Fd',
  '/authors',
  '/auth.html',
  '/authorize?client_id=x',
  '/a?b=/auth/login',
  long(LIMITS.return_to_bytes),
];

/**
 * Checks that a browser resolves the address on our origin, and also its path, however often it is resolved again.
 *
 * @param {string} location
 */
function assertOwn(location) {
  let here = new URL(location, `${BASE_URL}/auth/callback?code=x`);
  for (let again = 0; again < 3; again += 1) {
    assert.equal(here.origin, BASE_URL);
    assert.equal(here.username + here.password, '');
    here = new URL(here.pathname, BASE_URL);
  }
  assert.match(location, /^\/(?![/\\])[\x21-\x7e]*$/);
}

describe('return_to (row: open redirect)', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene();
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  /** @param {string} query */
  async function finish(query) {
    const response = await scene.visit().enter(query);
    assert.equal(response.status, 302);
    const location = response.headers.get('location') ?? '';
    assertOwn(location);
    return location;
  }

  for (const text of HOSTILE) {
    test(`leads to / for ${JSON.stringify(text.slice(0, 60))}`, async () => {
      assert.equal(await finish(`return_to=${encodeURIComponent(text)}`), '/');
    });
  }

  for (const bytes of HOSTILE_BYTES) {
    test(`leads to / for the bytes ${bytes}`, async () => {
      assert.equal(await finish(`return_to=${bytes}`), '/');
    });
  }

  for (const text of HARMLESS) {
    test(`keeps ${JSON.stringify(text.slice(0, 60))}`, async () => {
      assert.equal(await finish(`return_to=${encodeURIComponent(text)}`), text);
    });
  }

  for (const bytes of ILL_FORMED) {
    test(`keeps our origin for the bytes ${bytes}`, async () => {
      assert.match(await finish(`return_to=${bytes}`), /^\/(%EF%BF%BD)+(\/\/)?(evil\.example)?$/);
    });
  }

  for (const [asked, emitted] of ESCAPED) {
    test(`leads to ${emitted} for ${JSON.stringify(asked)}`, async () => {
      assert.equal(await finish(`return_to=${encodeURIComponent(asked)}`), emitted);
    });
  }

  test('that is refused is told by code in the log and to onEvent, without its text', async () => {
    const secret = '/secret-place\\x';
    for (const [text, isRefused] of /** @type {[string, boolean][]} */ ([
      ...[secret, '//evil.example', long(LIMITS.return_to_bytes + 1), '/auth/me', 'inbox'].map((text) => [
        text,
        true,
      ]),
      ...['', '/', '/a', 'https://app.example/', 'https://app.example/a'].map((text) => [text, false]),
    ])) {
      /** @type {any[]} */
      const events = [];
      /** @type {string[]} */
      const lines = [];
      const login = createLogin({
        ...scene.config,
        onEvent: (event) => void events.push(event),
        log: (line) => void lines.push(line),
      });
      const url = `${BASE_URL}/auth/login?${new URLSearchParams({ return_to: text })}`;
      assert.equal((await login.fetch(new Request(url))).status, 302);
      assert.deepEqual(lines, isRefused ? ['tailchat-login: login: return_to_refused'] : []);
      const code = isRefused ? { code: 'return_to_refused' } : {};
      assert.deepEqual(events, [{ type: 'login_started', silent: false, ...code }]);
    }
  });

  test('given twice starts no login', async () => {
    const response = await scene.visit().get('/auth/login?return_to=/a&return_to=//evil.example');
    assert.equal(response.status, 400);
    assert.match(await response.text(), /<code>request_invalid<\/code>/);
    assert.deepEqual(response.headers.getSetCookie(), []);
  });

  for (const text of ['//evil.example', '/.//evil.example', '/\\evil.example', '/a\r\nb', '"><script>']) {
    test(`of a failed login, ${JSON.stringify(text)}, is not in "try again"`, async () => {
      const visitor = scene.visit();
      const callback = new URL(await visitor.begin(`return_to=${encodeURIComponent(text)}`));
      callback.searchParams.set('iss', 'https://other.example');
      const page = await (await visitor.send(callback)).text();
      assert.match(page, /<a class="again" href="\/auth\/login\?return_to=%2F" target="_top">/);
    });
  }

  for (const [text, emitted] of [
    ['https://app.example/a b', '/a%20b'],
    ['/文', '/%E6%96%87'],
    ['/100%', '/100%25'],
  ]) {
    test(`of a page-started login, ${JSON.stringify(text)}, comes back as ${emitted}`, async () => {
      const visitor = scene.visit();
      const { body } = await startInPage(scene, text);
      const response = await visitor.post('/auth/exchange', { 'content-type': 'application/json' }, body);
      assert.equal((await response.json()).return_to, emitted);
    });
  }

  for (const text of [
    '//evil.example',
    '/.//evil.example',
    'https://evil.example',
    '/%5cevil',
    '/auth/login',
  ]) {
    test(`of a page-started login, ${JSON.stringify(text)}, comes back as /`, async () => {
      const visitor = scene.visit();
      const { body } = await startInPage(scene, text);
      const response = await visitor.post('/auth/exchange', { 'content-type': 'application/json' }, body);
      assert.equal(response.status, 200);
      assert.equal((await response.json()).return_to, '/');
    });
  }
});

/**
 * Begins a login as a page does, with a return_to that nothing has checked.
 *
 * @param {import('../support/scene.js').Scene} scene
 * @param {string} return_to
 */
async function startInPage({ config, person }, return_to) {
  const { createClient } = await import('tailchat-login');
  const { apiUrl, clientId, clientSecret } = config;
  const client = createClient({ apiUrl, clientId, clientSecret, redirectUri: `${BASE_URL}/page` });
  const { url, transaction } = client.begin();
  const callback = await person.follow(url, ({ origin }) => origin === BASE_URL);
  return { body: JSON.stringify({ url: callback.url, transaction: { ...transaction, return_to } }) };
}
