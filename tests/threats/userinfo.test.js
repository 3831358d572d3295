// The possible answers of /open/me. Rows of the threat table: "userinfo of another user", "`__proto__`, extra
// fields", "hostile nickname or avatar", and those about answers in general.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { LIMITS } from '../../bindings/vocabulary.js';
import {
  drip,
  endless,
  gzipBomb,
  hang,
  json,
  JSON_TYPE,
  MARK,
  rawBytes,
  reply,
  reset,
  stall,
  truncate,
  withBody,
  withHeaders,
  withJson,
  withText,
} from '../support/answers.js';
import { alice, assertRefused, bob, PATIENCE, read, sessionOf, startScene } from '../support/scene.js';

/** @typedef {import('../support/provider.js').Script} Script */

const SHORT = 400;
const LATE = 'deadline_exceeded';
const OTHER = 'userinfo_sub_mismatch';
const INVALID = 'userinfo_response_invalid';
const STATUS = 'userinfo_status_invalid';
const TYPE = 'userinfo_content_type_invalid';
const LARGE = 'userinfo_response_too_large';

/** @param {object} changes */
const user = (changes) => withJson((answer) => ({ ...answer, ...changes }));

/** @type {[string, Script, string][]} */
const REFUSED = [
  ['is about another user', user({ sub: bob._id }), OTHER],
  ['has the sub in capitals', user({ sub: alice._id.toUpperCase() }), OTHER],
  ['has the sub and a space', user({ sub: `${alice._id} ` }), OTHER],
  ['has the sub and a NUL', user({ sub: `${alice._id}\0` }), OTHER],
  ['has the beginning of the sub', user({ sub: alice._id.slice(0, -1) }), OTHER],
  ['has a sub that only looks the same', user({ sub: alice._id.replace('a', '\u0430') }), OTHER],
  ['has an empty sub', user({ sub: '' }), OTHER],
  ['has no sub', withJson(({ sub, ...answer }) => answer), INVALID],
  ['has a list as sub', user({ sub: [alice._id] }), INVALID],
  ['has an object as sub', user({ sub: { toString: alice._id } }), INVALID],
  ['has null as sub', user({ sub: null }), INVALID],
  [
    'says sub twice, the right one last',
    withText((text) => text.replace('{', `{"sub":"${bob._id}",`)),
    INVALID,
  ],
  [
    'says sub twice, the right one first',
    withText((text) => text.replace('}', `,"sub":"${bob._id}"}`)),
    INVALID,
  ],
  ['says sub twice, by an escape', withText((text) => text.replace('{', '{"s\\u0075b":"x",')), INVALID],
  ['has its sub in __proto__', json(Object.fromEntries([['__proto__', { sub: alice._id }]])), INVALID],
  ['has a number as nickname', user({ nickname: 7 }), INVALID],
  ['has an object as nickname', user({ nickname: { html: MARK } }), INVALID],
  ['has a list as avatar', user({ avatar: [MARK] }), INVALID],
  ['has true as discriminator', user({ discriminator: true }), INVALID],
  ['is a list', withText((text) => `[${text}]`), INVALID],
  ['is null', json(null), INVALID],
  ['is empty', reply(200, JSON_TYPE, ''), INVALID],
  ['has a byte order mark', withText((text) => `\ufeff${text}`), INVALID],
  ['is UTF-16', withBody((body) => Buffer.from(`\ufeff${body}`, 'utf16le')), INVALID],
  [
    'is not UTF-8',
    withBody((body) => Buffer.from(String(body).replace('Alice', 'Al\u00efce'), 'latin1')),
    INVALID,
  ],
  ['is too deep', withText((text) => text.replace('{', `{"x":${'['.repeat(9)}${']'.repeat(9)},`)), INVALID],
  ['is a signed JWT', reply(200, 'application/jwt', 'e30.e30.AAAA'), TYPE],
  ['is an HTML page', reply(200, 'text/html', `<h1>${MARK}</h1>`), TYPE],
  ['has no type', withHeaders(({ 'content-type': _, ...headers }) => headers), TYPE],
  [
    'is a 401',
    json({ error: 'invalid_token', error_description: MARK }, 401, { 'www-authenticate': 'Bearer' }),
    STATUS,
  ],
  ['is a 403', json({ error: 'insufficient_scope' }, 403), STATUS],
  ['is a 500', json({ error: 'server_error' }, 500), STATUS],
  ['is a 503 page', reply(503, 'text/html', MARK), STATUS],
  ['has the user and status 201', withHeaders((headers) => headers, 201), STATUS],
  ['has no content', reply(204, undefined, ''), STATUS],
  ...[301, 302, 303, 304, 307, 308].map(
    (status) =>
      /** @type {[string, Script, string]} */ ([
        `is a ${status}`,
        json({}, status, { location: '/open/steal' }),
        'upstream_redirected',
      ]),
  ),
  ['resets the connection', reset, 'upstream_unreachable'],
  ['breaks off', truncate('{"sub":'), 'upstream_unreachable'],
  ['is no HTTP', rawBytes(MARK), 'upstream_unreachable'],
  ['hangs', hang, LATE],
  ['stalls', stall, LATE],
  ['drips', drip, LATE],
  ['never ends', endless, LARGE],
  ['unpacks to 50 MB', gzipBomb, LARGE],
  [
    'is one byte too large',
    withBody((body) => Buffer.concat([body, Buffer.alloc(LIMITS.response_bytes + 1 - body.length, ' ')])),
    LARGE,
  ],
  [
    'is too large once unpacked',
    withBody((body) => gzipSync(Buffer.concat([body, Buffer.alloc(LIMITS.response_bytes, ' ')])), {
      'content-encoding': 'gzip',
    }),
    LARGE,
  ],
];

/** Nicknames are only data: /auth/me must return them unchanged. */
const NICKNAMES = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</script><!--',
  '{{constructor.constructor("alert(1)")()}}',
  '\r\nSet-Cookie: a=b',
  '\u202eecilA',
  '\ufeffAlice',
  '\u0000',
  '\u2028',
  "'; DROP TABLE users; --",
  '__proto__',
  '%0d%0a',
  '\ud83d\ude00'.repeat(50),
  '',
];

/** Avatars, and the addresses that remain of them (row "hostile nickname or avatar"). @type {[string, string | undefined][]} */
const AVATARS = [
  ['{BACKEND}/a.png', 'API/a.png'],
  ['%7BBACKEND%7D/a.png', 'API/a.png'],
  ['https://cdn.example/a.png?b#c', 'https://cdn.example/a.png?b#c'],
  ['http://localhost/a.png', 'http://localhost/a.png'],
  ['{BACKEND}@evil.example/', undefined],
  ['{BACKEND}.evil.example/', undefined],
  ['{BACKEND}:1/', undefined],
  ['{BACKEND}', undefined],
  ['{BACKEND}/../open/me', undefined],
  ['{BACKEND}/%2e%2e/', undefined],
  ['{BACKEND}\\evil', undefined],
  ['{backend}/a.png', undefined],
  ['x{BACKEND}/a.png', undefined],
  ['https://{BACKEND}/', undefined],
  ['http://cdn.example/a.png', undefined],
  ['//cdn.example/a.png', undefined],
  ['javascript:alert(1)', undefined],
  ['JaVaScRiPt:alert(1)', undefined],
  ['data:text/html,<script>', undefined],
  ['blob:https://app.example/x', undefined],
  ['vbscript:x', undefined],
  ['https:evil', undefined],
  ['https://user@cdn.example/', undefined],
  ['https://cdn.example\\@evil', undefined],
  ['https://cdn.example/\u0000', undefined],
  ['https://cdn.example/\r\nx', undefined],
  ['https://cdn.example/ ', undefined],
  ['https://cdn.example/"onerror="x', undefined],
  ['https://cdn.example/<script>', undefined],
  ['https://\u0435xample.org/', undefined],
  ['https://0x7f.1/', undefined],
  [' https://cdn.example/', undefined],
  [`https://cdn.example/${'a'.repeat(LIMITS.avatar_bytes)}`, undefined],
  ['', undefined],
];

describe('an answer of /open/me', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene();
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  for (const [what, script, code] of REFUSED) {
    test(
      `that ${what} is refused with ${code} (row: userinfo of another user)`,
      { timeout: PATIENCE },
      async () => {
        const login = code === LATE ? scene.makeLogin({ deadline: SHORT }) : scene.login;
        const visitor = scene.visit(login);
        const callback = await visitor.begin();
        scene.provider.script('me', script);
        const outcome = await read(await visitor.send(callback));
        assert.ok(scene.provider.requests.every(({ path }) => !path.includes('steal')));
        await assertRefused(scene, visitor, outcome, { code, token: 1, me: 1 });
      },
    );
  }

  test('gives sub, nickname, discriminator and avatar to the session, and nothing else (row: __proto__, extra fields)', async () => {
    scene.provider.script(
      'me',
      withText((text) =>
        text.replace(
          '{',
          '{"__proto__":{"admin":true},"constructor":{"prototype":{}},"email":"a@b","admin":true,"began_at":1,"exp":9,"aud":"x","purpose":"done",',
        ),
      ),
    );
    const visitor = scene.visit();
    await visitor.enter();
    const me = await visitor.me();
    assert.deepEqual(Object.keys(me).sort(), ['discriminator', 'nickname', 'sub']);
    assert.equal(me.admin, undefined);
    assert.equal(/** @type {any} */ ({}).admin, undefined);
  });

  for (const nickname of NICKNAMES) {
    test(`keeps the nickname ${JSON.stringify(nickname.slice(0, 40))} as data, in JSON alone (row: hostile nickname)`, async () => {
      scene.provider.script('me', user({ nickname }));
      const visitor = scene.visit();
      const response = await visitor.enter();
      assert.equal(await response.text(), '');
      const me = await visitor.get('/auth/me');
      assert.equal(me.headers.get('content-type'), 'application/json');
      assert.equal(me.headers.get('x-content-type-options'), 'nosniff');
      assert.equal((await me.json()).nickname, nickname);
    });
  }

  for (const [avatar, expected] of AVATARS) {
    const what = expected === undefined ? 'drops' : 'keeps';
    test(`${what} the avatar ${JSON.stringify(avatar.slice(0, 60))} (row: hostile avatar)`, async () => {
      scene.provider.script('me', user({ avatar }));
      const visitor = scene.visit();
      await visitor.enter();
      const me = await visitor.me();
      assert.equal(me.avatar, expected?.replace('API', scene.provider.url));
      assert.equal(me.sub, alice._id);
    });
  }

  test('that would make a session too large for a cookie loses the avatar first (row: cookie overflow)', async () => {
    const avatar = `https://a.example/${'a'.repeat(2000)}`;
    scene.provider.script('me', user({ avatar }));
    const visitor = scene.visit(scene.makeLogin({ onLogin: () => ({ text: 'c'.repeat(900) }) }));
    const response = await visitor.enter();
    assert.equal(response.status, 302);
    const line = sessionOf(response) ?? '';
    assert.ok(line.length > 0 && line.length <= LIMITS.cookie_bytes, `${line.length}`);
    const me = await visitor.me();
    assert.deepEqual([me.sub, me.nickname, me.avatar], [alice._id, alice.nickname, undefined]);
    assert.deepEqual(scene.log, ['tailchat-login: session without avatar: account_bytes']);
  });
});
