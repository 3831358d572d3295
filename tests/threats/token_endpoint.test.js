// The possible answers of /open/token. Rows of the threat table: "redirect from the token endpoint", "5xx, reset,
// hang, slow drip", "endless or huge body, gzip bomb", "malformed, deep, duplicate-key JSON", "CRLF and control
// characters in ... token, error text".
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { LIMITS } from '../../bindings/vocabulary.js';
import {
  drip,
  endless,
  gzipBomb,
  hang,
  hangUp,
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
import { alice, assertRefused, PATIENCE, read, startScene } from '../support/scene.js';

/** @typedef {import('../support/provider.js').Script} Script */

/** The deadline for answers that never end, long enough for a slow machine. */
const SHORT = 400;

const LATE = 'deadline_exceeded';
const BROKEN = 'upstream_unreachable';
const REDIRECTED = 'upstream_redirected';
const STATUS = 'token_status_invalid';
const TYPE = 'token_content_type_invalid';
const INVALID = 'token_response_invalid';
const LARGE = 'token_response_too_large';

const HEAD = `HTTP/1.1 200 OK\r\ncontent-type: ${JSON_TYPE}\r\n`;
const BOMB_IN_GZIP = gzipSync(gzipSync(Buffer.alloc(20_000_000, ' ')));

/** Row "5xx, reset, hang, slow drip" and "endless or huge body". @type {[string, Script, string][]} */
const SOCKETS = [
  ['resets the connection', reset, BROKEN],
  ['hangs up without a word', hangUp, BROKEN],
  ['breaks off before its content-length', truncate('{"access_token":'), BROKEN],
  ['breaks off between two chunks', truncate('{"access_token":', {}), BROKEN],
  ['is no HTTP', rawBytes(`${MARK}\r\n\r\n`), BROKEN],
  ['is a mail server', rawBytes('220 mail.example ESMTP\r\n'), BROKEN],
  ['is TLS', rawBytes(Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46])), BROKEN],
  ['is HTTP/0.9', rawBytes('{"access_token":"x"}'), BROKEN],
  ['is half a head', rawBytes('HTTP/1.1 200 OK\r\ncontent-'), BROKEN],
  ['has a status of five digits', rawBytes('HTTP/1.1 20000 OK\r\n\r\n{}'), BROKEN],
  [
    'has a chunk size that is no number',
    rawBytes(`${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n`),
    BROKEN,
  ],
  [
    'has a chunk size beyond all numbers',
    rawBytes(`${HEAD}transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n`),
    BROKEN,
  ],
  ['has a negative content-length', rawBytes(`${HEAD}content-length: -1\r\n\r\n{}`), BROKEN],
  ['has two content-lengths', rawBytes(`${HEAD}content-length: 2\r\ncontent-length: 3\r\n\r\n{} `), BROKEN],
  ['has a NUL in a header', rawBytes(`${HEAD}x: a\0b\r\n\r\n{}`), BROKEN],
  ['has a header of 100 KB', rawBytes(`${HEAD}x: ${'a'.repeat(100_000)}\r\n\r\n{}`), BROKEN],
  [
    'switches protocols',
    rawBytes('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    BROKEN,
  ],
  ['hangs', hang, LATE],
  ['stalls after its head', stall, LATE],
  ['drips', drip, LATE],
  ['never ends', endless, LARGE],
  ['is small and unpacks to 50 MB', gzipBomb, LARGE],
  ['is packed twice', reply(200, JSON_TYPE, BOMB_IN_GZIP, { 'content-encoding': 'gzip, gzip' }), LARGE],
  ['is one byte too large', withBody((body) => pad(body, LIMITS.response_bytes + 1)), LARGE],
  [
    'is one byte too large when unpacked',
    withBody((body) => gzipSync(pad(body, LIMITS.response_bytes + 1)), { 'content-encoding': 'gzip' }),
    LARGE,
  ],
  ['says gzip and is none', withBody((body) => body, { 'content-encoding': 'gzip' }), BROKEN],
  [
    'is half a gzip',
    withBody((body) => gzipSync(body).subarray(0, 40), { 'content-encoding': 'gzip' }),
    INVALID,
  ],
  [
    'is cut by its own content-length',
    rawBytes(`${HEAD}content-length: 2\r\n\r\n{"access_token":"x"}`),
    INVALID,
  ],
  [
    'brings a second answer along',
    rawBytes(`${HEAD}content-length: 2\r\n\r\n{}${HEAD}content-length: 2\r\n\r\n{}`),
    INVALID,
  ],
];

/** Row "redirect from the token endpoint". @type {[string, Script, string][]} */
const REDIRECTS = [
  ...[300, 301, 302, 303, 304, 305, 306, 307, 308, 399].map(
    (status) =>
      /** @type {[string, Script, string]} */ ([
        `is a ${status}`,
        json({}, status, { location: '/open/steal' }),
        REDIRECTED,
      ]),
  ),
  ['leads to itself', json({}, 307, { location: '/open/token' }), REDIRECTED],
  ['leads to another scheme', json({}, 307, { location: 'data:application/json,{}' }), REDIRECTED],
  ['leads nowhere', json({}, 307), REDIRECTED],
  ['leads to userinfo and a text', json({}, 308, { location: `https://${MARK}@evil.example/` }), REDIRECTED],
  [
    'leads away and has the tokens too',
    withHeaders((headers) => ({ ...headers, location: '/open/steal' }), 302),
    REDIRECTED,
  ],
];

/** Row "5xx" and the OAuth errors (RFC 6749 5.2). @type {[string, Script, string][]} */
const STATUSES = [
  ...[201, 202, 203, 206, 226, 299].map(
    (status) =>
      /** @type {[string, Script, string]} */ ([
        `has the tokens and status ${status}`,
        withHeaders((headers) => headers, status),
        STATUS,
      ]),
  ),
  ['has no content', reply(204, undefined, ''), STATUS],
  ['has the tokens and status 400', withHeaders((headers) => headers, 400), STATUS],
  ['has the tokens and status 500', withHeaders((headers) => headers, 500), STATUS],
  ...[403, 404, 405, 429, 500, 502, 503, 504, 599].map(
    (status) =>
      /** @type {[string, Script, string]} */ ([
        `is a ${status} page`,
        reply(status, 'text/html', `<h1>${MARK}</h1>`),
        STATUS,
      ]),
  ),
  ['is a 404 of the gateway', json({ name: 'NotFoundError', message: MARK, code: 404 }, 404), STATUS],
  ['is an invalid_grant', json({ error: 'invalid_grant', error_description: MARK }, 400), 'invalid_grant'],
  ['is an invalid_client', json({ error: 'invalid_client', error_description: MARK }, 401), 'invalid_client'],
  ['is an invalid_request', json({ error: 'invalid_request' }, 400), 'token_error'],
  ['is a server_error', json({ error: 'server_error' }, 500), 'token_error'],
  [
    'is an error nobody knows',
    json({ error: MARK, error_description: `<script>${MARK}</script>` }, 400),
    'token_error',
  ],
  ['is an error with line ends', json({ error: `a\r\nset-cookie: ${MARK}=1` }, 400), 'token_error'],
  ['is an error that is no text', json({ error: ['invalid_grant'] }, 400), STATUS],
  ['is an invalid_grant in HTML', reply(400, 'text/html', '{"error":"invalid_grant"}'), STATUS],
  ['says error twice', reply(400, JSON_TYPE, '{"error":"invalid_grant","error":"invalid_client"}'), STATUS],
  ['is an error with status 200', json({ error: 'invalid_grant' }), INVALID],
];

/** Row "malformed, deep, duplicate-key JSON; wrong type; BOM; UTF-16". @type {[string, Script, string][]} */
const BODIES = [
  ['is an HTML page', reply(200, 'text/html', '<!doctype html><div id="root"></div>'), TYPE],
  ['is typed text/plain', withHeaders((headers) => ({ ...headers, 'content-type': 'text/plain' })), TYPE],
  [
    'is typed as a form',
    reply(200, 'application/x-www-form-urlencoded', 'access_token=a&token_type=Bearer'),
    TYPE,
  ],
  ['has no type', withHeaders(({ 'content-type': _, ...headers }) => headers), TYPE],
  [
    'is typed +json',
    withHeaders((headers) => ({ ...headers, 'content-type': 'application/jwt+json' })),
    TYPE,
  ],
  ['is typed jsonp', withHeaders((headers) => ({ ...headers, 'content-type': 'application/jsonp' })), TYPE],
  [
    'has two types',
    withHeaders((headers) => ({ ...headers, 'content-type': 'application/json, text/html' })),
    TYPE,
  ],
  ['is empty', reply(200, JSON_TYPE, ''), INVALID],
  ['is white space', reply(200, JSON_TYPE, ' \r\n\t'), INVALID],
  ['has a byte order mark', withText((text) => `\ufeff${text}`), INVALID],
  ['is UTF-16LE', withBody((body) => Buffer.from(`\ufeff${body}`, 'utf16le')), INVALID],
  ['is UTF-16LE without a mark', withBody((body) => Buffer.from(String(body), 'utf16le')), INVALID],
  ['is UTF-16BE', withBody((body) => Buffer.from(`\ufeff${body}`, 'utf16le').swap16()), INVALID],
  ['has an overlong slash', withBody((body) => insert(body, [0xc0, 0xaf])), INVALID],
  ['has Latin-1 in a text', withBody((body) => insert(body, [0xe9])), INVALID],
  ['has an encoded surrogate', withBody((body) => insert(body, [0xed, 0xa0, 0x80])), INVALID],
  ['has a raw NUL in a text', withBody((body) => insert(body, [0])), INVALID],
  ['has a raw line end in a text', withBody((body) => insert(body, [0x0a])), INVALID],
  ['ends in a NUL', withText((text) => `${text}\0`), INVALID],
  ['lacks its last byte', withText((text) => text.slice(0, -1)), INVALID],
  ['is two objects', withText((text) => text + text), INVALID],
  ['has a comma too many', withText((text) => text.replace('}', ',}')), INVALID],
  ['has single quotes', withText((text) => text.replaceAll('"', "'")), INVALID],
  ['has a comment', withText((text) => `/* ${MARK} */${text}`), INVALID],
  ['begins as a protected JSON', withText((text) => `)]}',\n${text}`), INVALID],
  ['is JSONP', withText((text) => `callback(${text})`), INVALID],
  ['has NaN', withText((text) => text.replace('3600', 'NaN')), INVALID],
  ['has a number that no double holds', withText((text) => text.replace('3600', '1e400')), INVALID],
  ['has a number with a leading zero', withText((text) => text.replace('3600', '03600')), INVALID],
  ['has a lone surrogate escape', withText((text) => text.replace('{', '{"x":"\\ud800",')), INVALID],
  ['says access_token twice', withText((text) => text.replace('{', '{"access_token":"other",')), INVALID],
  [
    'says id_token twice, by an escape',
    withText((text) => text.replace('{', '{"\\u0069d_token":"x",')),
    INVALID,
  ],
  [
    'says a key twice far inside',
    withText((text) => text.replace('{', '{"x":{"y":{"a":1,"a":1}},')),
    INVALID,
  ],
  [
    'is nested one too deep',
    withText((text) => text.replace('{', `{"x":${nest(LIMITS.json_depth)},`)),
    INVALID,
  ],
  ['is nested 30,000 deep', reply(200, JSON_TYPE, nest(30_000)), INVALID],
  ['opens 60,000 objects', reply(200, JSON_TYPE, '{"a":'.repeat(12_000)), INVALID],
  ['has a member too many', withJson((answer) => addMembers(answer, LIMITS.json_members + 1)), INVALID],
  [
    'has a list with an entry too many',
    withJson((answer) => ({ ...answer, x: Array(LIMITS.json_members + 1).fill(0) })),
    INVALID,
  ],
  ['is a list', withText((text) => `[${text}]`), INVALID],
  ['is null', json(null), INVALID],
  ['is a text', json(MARK), INVALID],
  ['is an object without members', json({}), INVALID],
  ['has no access_token', withJson(({ access_token, ...answer }) => answer), INVALID],
  ['has an empty access_token', withJson((answer) => ({ ...answer, access_token: '' })), INVALID],
  [
    'has an access_token that is no text',
    withJson((answer) => ({ ...answer, access_token: [answer.access_token] })),
    INVALID,
  ],
  [
    'has line ends in its access_token',
    withJson((answer) => ({ ...answer, access_token: `a\r\nx: ${MARK}` })),
    INVALID,
  ],
  [
    'has an access_token that is not ASCII',
    withJson((answer) => ({ ...answer, access_token: 'tok\u00e9n' })),
    INVALID,
  ],
  [
    'has an access_token over the limit',
    withJson((answer) => ({ ...answer, access_token: 'a'.repeat(LIMITS.token_bytes + 1) })),
    INVALID,
  ],
  ['has no token_type', withJson(({ token_type, ...answer }) => answer), 'token_type_invalid'],
  ['has token_type mac', withJson((answer) => ({ ...answer, token_type: 'mac' })), 'token_type_invalid'],
  ['has token_type DPoP', withJson((answer) => ({ ...answer, token_type: 'DPoP' })), 'token_type_invalid'],
  [
    'has token_type Bearer and a space',
    withJson((answer) => ({ ...answer, token_type: 'Bearer ' })),
    'token_type_invalid',
  ],
  [
    'has a list as token_type',
    withJson((answer) => ({ ...answer, token_type: ['Bearer'] })),
    'token_type_invalid',
  ],
  ['has expires_in as text', withJson((answer) => ({ ...answer, expires_in: '3600' })), INVALID],
  ['has a negative expires_in', withJson((answer) => ({ ...answer, expires_in: -1 })), INVALID],
  ['has a scope that is no text', withJson((answer) => ({ ...answer, scope: ['openid'] })), INVALID],
  ['has line ends in its scope', withJson((answer) => ({ ...answer, scope: 'openid\nprofile' })), INVALID],
  [
    'has a refresh_token that is no text',
    withJson((answer) => ({ ...answer, refresh_token: true })),
    INVALID,
  ],
  [
    'has its members in __proto__',
    withJson((answer) => Object.fromEntries([['__proto__', answer]])),
    INVALID,
  ],
];

/** @type {[string, Script][]} */
const ACCEPTED = [
  ['is as large as may be', withBody((body) => pad(body, LIMITS.response_bytes))],
  ['is packed by gzip', withBody((body) => gzipSync(body), { 'content-encoding': 'gzip' })],
  ['is packed by brotli', withBody((body) => brotliCompressSync(body), { 'content-encoding': 'br' })],
  ['is packed by deflate', withBody((body) => deflateSync(body), { 'content-encoding': 'deflate' })],
  ['is typed in capitals', withHeaders((headers) => ({ ...headers, 'content-type': 'APPLICATION/JSON' }))],
  ['has a Location with status 200', withHeaders((headers) => ({ ...headers, location: '/open/steal' }))],
  [
    'has __proto__ and other members nobody asked for',
    withText((text) => text.replace('{', '{"__proto__":{"sub":"x"},"constructor":1,')),
  ],
  [
    'is nested as deep as may be',
    withText((text) => text.replace('{', `{"x":${nest(LIMITS.json_depth - 1)},`)),
  ],
  ['has as many members as may be', withJson((answer) => addMembers(answer, LIMITS.json_members))],
];

describe('an answer of /open/token', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene();
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  /** @type {[string, [string, Script, string][]][]} */
  const tables = [
    ['rows: reset, hang, drip; endless body, gzip bomb', SOCKETS],
    ['row: redirect from the token endpoint', REDIRECTS],
    ['rows: 5xx; control characters in error text', STATUSES],
    ['row: malformed, deep, duplicate-key JSON', BODIES],
  ];
  for (const [row, table] of tables) {
    describe(row, () => {
      for (const [what, script, code] of table) {
        test(`that ${what} is refused with ${code}`, { timeout: PATIENCE }, async () => {
          const login = code === LATE ? scene.makeLogin({ deadline: SHORT }) : scene.login;
          const visitor = scene.visit(login);
          const callback = await visitor.begin();
          scene.provider.script('token', script);
          const outcome = await read(await visitor.send(callback));
          // The worker does not retry, follow the redirect, or ask /open/me.
          assert.ok(scene.provider.requests.every(({ path }) => /^\/open\/(token|auth)/.test(path)));
          await assertRefused(scene, visitor, outcome, { code, token: 1, me: 0 });
        });
      }
    });
  }

  for (const [what, script] of ACCEPTED) {
    test(`that ${what} is taken`, async () => {
      const visitor = scene.visit();
      scene.provider.script('token', script);
      await visitor.enter();
      assert.equal((await visitor.me())?.sub, alice._id);
      assert.ok(scene.provider.requests.every(({ path }) => !path.includes('steal')));
    });
  }
});

/** @param {Buffer} body @param {number} bytes */
function pad(body, bytes) {
  return Buffer.concat([body, Buffer.alloc(bytes - body.length, ' ')]);
}

/** Adds bytes at the start of a text value. @param {Buffer} body @param {number[]} bytes */
function insert(body, bytes) {
  return Buffer.concat([Buffer.from('{"x":"'), Buffer.from(bytes), Buffer.from('",'), body.subarray(1)]);
}

/** @param {number} depth */
function nest(depth) {
  return '['.repeat(depth) + ']'.repeat(depth);
}

/** @param {any} answer @param {number} count */
function addMembers(answer, count) {
  for (let i = Object.keys(answer).length; i < count; i += 1) answer[`m${i}`] = 0;
  return answer;
}
