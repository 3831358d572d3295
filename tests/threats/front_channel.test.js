// The parameters that a browser may send to /auth/callback. Rows of the threat table: "login CSRF, state fixation",
// "mix-up", "duplicated parameters", "CRLF and control characters in code", "code injection".
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { LIMITS } from '../../bindings/vocabulary.js';
import { MARK } from '../support/answers.js';
import { assertRefused, assertSilent, BASE_URL, read, startScene } from '../support/scene.js';

/** @typedef {(url: URL) => unknown} Forge may give a text, for what no URL object can say */

/** @param {string} name @param {string | ((old: string) => string)} value @returns {Forge} */
const set = (name, value) => (url) =>
  url.searchParams.set(name, typeof value === 'string' ? value : value(url.searchParams.get(name) ?? ''));
/** @param {string} name @returns {Forge} */
const drop = (name) => (url) => url.searchParams.delete(name);
/** @param {string} name @param {string} value @returns {Forge} */
const append = (name, value) => (url) => url.searchParams.append(name, value);
/** Appends a text to the query. @param {string} text @returns {Forge} */
const raw = (text) => (url) => `${url.href}${text}`;
/** @param {string} from @param {string} to @returns {Forge} */
const spell = (from, to) => (url) => url.href.replace(from, to);

const NONE = 'transaction_missing';
/** The name of the cookie contains the beginning of the state. */
const OTHER = 'state_mismatch';
const TWICE = 'parameter_repeated';
const ISS = 'issuer_mismatch';
const CODE = 'code_invalid';

/** Row "login CSRF, state fixation". @type {[string, Forge, string][]} */
const STATES = [
  ['without state', drop('state'), 'state_missing'],
  ['with an empty state', set('state', ''), 'state_missing'],
  ['with STATE in capitals', spell('state=', 'STATE='), 'state_missing'],
  ['with state[]', spell('state=', 'state[]='), 'state_missing'],
  ['with a state behind a semicolon', spell('&state=', ';state='), 'state_missing'],
  ['with its state in the fragment alone', (url) => url.href.replace('&state=', '#state='), 'state_missing'],
  ['with a state that nobody made', set('state', 'A'.repeat(43)), NONE],
  [
    'with the first letter of state changed',
    set('state', (old) => (old[0] === 'A' ? 'B' : 'A') + old.slice(1)),
    NONE,
  ],
  [
    'with the last letter of state changed',
    set('state', (old) => old.slice(0, -1) + (old.at(-1) === 'A' ? 'E' : 'A')),
    OTHER,
  ],
  [
    'with a second spelling of the state',
    set('state', (old) => old.slice(0, -1) + String.fromCharCode(old.charCodeAt(42) + 1)),
    OTHER,
  ],
  ['with the state in other case', set('state', (old) => old.toLowerCase()), NONE],
  ['with the beginning of the state', set('state', (old) => old.slice(0, -1)), OTHER],
  ['with the state and more', set('state', (old) => `${old}A`), OTHER],
  ['with the state and a NUL', set('state', (old) => `${old}\0`), OTHER],
  ['with the state and a space', set('state', (old) => `${old} `), OTHER],
  ['with the state in quotes', set('state', (old) => `"${old}"`), NONE],
  ['with a state of 4 KB', set('state', MARK.repeat(300)), NONE],
];

/** Row "mix-up". @type {[string, Forge, string][]} */
const ISSUERS = [
  ['without iss', drop('iss'), 'issuer_missing'],
  ['with ISS in capitals', spell('iss=', 'ISS='), 'issuer_missing'],
  ['with an empty iss', set('iss', ''), ISS],
  ['of another Tailchat', set('iss', 'https://evil.example'), ISS],
  ['with a slash behind its iss', set('iss', (old) => `${old}/`), ISS],
  ['with a path behind its iss', set('iss', (old) => `${old}/open`), ISS],
  ['with its iss in capitals', set('iss', (old) => old.toUpperCase()), ISS],
  ['with another scheme in its iss', set('iss', (old) => old.replace('http:', 'https:')), ISS],
  ['with userinfo in its iss', set('iss', (old) => old.replace('//', '//user@')), ISS],
  ['with another name of the same host', set('iss', (old) => old.replace('127.0.0.1', 'localhost')), ISS],
  ['with a space behind its iss', set('iss', (old) => `${old} `), ISS],
  ['with a NUL behind its iss', set('iss', (old) => `${old}\0`), ISS],
  ['with a line end behind its iss', set('iss', (old) => `${old}\r\n${MARK}`), ISS],
  ['with its iss escaped twice', set('iss', (old) => encodeURIComponent(old)), ISS],
  ['with a script as iss', set('iss', `javascript:${MARK}`), ISS],
  [
    'with an error and without iss',
    (url) => (drop('iss')(url), drop('code')(url), set('error', 'access_denied')(url), undefined),
    'issuer_missing',
  ],
  [
    'with an error and another iss',
    (url) => (
      set('iss', 'https://evil.example')(url),
      drop('code')(url),
      set('error', 'access_denied')(url),
      undefined
    ),
    ISS,
  ],
];

/** Row "duplicated parameters". @type {[string, Forge, string][]} */
const REPEATED = [
  ['with two codes', append('code', MARK), TWICE],
  ['with the same code twice', (url) => append('code', url.searchParams.get('code') ?? '')(url), TWICE],
  ['with a second code by an escape', raw(`&c%6fde=${MARK}`), TWICE],
  ['with an empty second code', raw('&code'), TWICE],
  ['with two states', append('state', MARK), TWICE],
  ['with the same state twice', (url) => append('state', url.searchParams.get('state') ?? '')(url), TWICE],
  ['with a foreign state first', (url) => url.href.replace('?', `?state=${MARK}&`), TWICE],
  ['with two isses', append('iss', MARK), TWICE],
  ['with the same iss twice', (url) => append('iss', url.searchParams.get('iss') ?? '')(url), TWICE],
  [
    'with two errors',
    (url) => (append('error', 'access_denied')(url), append('error', 'x')(url), undefined),
    TWICE,
  ],
];

/** Row "CRLF and control characters", "code injection". @type {[string, Forge, string][]} */
const CODES = [
  ['without a code', drop('code'), 'code_missing'],
  ['with an empty code', set('code', ''), CODE],
  ['with line ends in its code', set('code', `a\r\nx: ${MARK}`), CODE],
  ['with a tab in its code', set('code', 'a\tb'), CODE],
  ['with a NUL in its code', set('code', 'a\0'), CODE],
  ['with a DEL in its code', set('code', 'a\u007f'), CODE],
  ['with a code that is not ASCII', set('code', 'c\u00f6de'), CODE],
  ['with a code that is not UTF-8', (url) => url.href.replace(/code=[^&]*/, 'code=%ff%fe'), CODE],
  ['with a code over the limit', set('code', 'a'.repeat(LIMITS.code_bytes + 1)), CODE],
  [
    'with an id_token in the place of a code',
    (url) => (drop('code')(url), set('id_token', `e30.e30.${MARK}`)(url), undefined),
    'code_missing',
  ],
  [
    'with an access_token in the place of a code',
    (url) => (drop('code')(url), set('access_token', MARK)(url), undefined),
    'code_missing',
  ],
  [
    'with a JWT response in the place of a code',
    (url) => (drop('code')(url), set('response', `e30.${MARK}.x`)(url), undefined),
    'code_missing',
  ],
  ['with its code in the fragment', (url) => (drop('code')(url), `${url.href}#code=${MARK}`), 'code_missing'],
  ['with an escape that is none', raw('&x=%zz'), 'callback_url_invalid'],
  ['with half an escape at its end', raw('&x=%4'), 'callback_url_invalid'],
  [
    'with a query over the limit',
    raw(`&x=${MARK}${'a'.repeat(LIMITS.callback_url_bytes)}`),
    'callback_url_invalid',
  ],
];

/** The errors that Tailchat itself may send. They end the login. RFC 6749 4.1.2.1. @type {[string, string][]} */
const ERRORS = [
  ['access_denied', 'access_denied'],
  ['invalid_request', 'invalid_request'],
  ['unauthorized_client', 'unauthorized_client'],
  ['unsupported_response_type', 'unsupported_response_type'],
  ['invalid_scope', 'invalid_scope'],
  ['server_error', 'server_error'],
  ['temporarily_unavailable', 'temporarily_unavailable'],
  ['login_required', 'login_required'],
  ['consent_required', 'consent_required'],
  ['', 'authorization_error'],
  [MARK, 'authorization_error'],
  ['ACCESS_DENIED', 'authorization_error'],
  ['internal_error', 'authorization_error'],
  ['__proto__', 'authorization_error'],
  [`<script>${MARK}</script>`, 'authorization_error'],
  [`a\r\nset-cookie: ${MARK}=1`, 'authorization_error'],
  ['\u0000', 'authorization_error'],
];

describe('a callback', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene();
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  /** @type {[string, [string, Forge, string][]][]} */
  const tables = [
    ['row: login CSRF, state fixation', STATES],
    ['row: mix-up', ISSUERS],
    ['row: duplicated parameters', REPEATED],
    ['rows: control characters; code injection', CODES],
  ];
  for (const [row, table] of tables) {
    describe(row, () => {
      for (const [what, forge, code] of table) {
        test(`${what} is refused with ${code}; nothing is spent, and the true one still works`, async () => {
          const visitor = scene.visit();
          const callback = await visitor.begin();
          const cookies = visitor.header();
          const url = new URL(callback);
          const text = forge(url);
          const outcome = await read(await visitor.send(typeof text === 'string' ? text : url.href));
          assert.deepEqual(outcome.response.headers.getSetCookie(), []);
          await assertRefused(scene, visitor, outcome, { code, token: 0, me: 0 });
          assert.equal(visitor.header(), cookies);
          assert.equal((await visitor.send(callback)).headers.get('location'), '/inbox');
        });
      }
    });
  }

  for (const [error, code] of ERRORS) {
    test(`with error=${JSON.stringify(error)} ends that login with ${code} and says nothing of the description (row: control characters in error text)`, async () => {
      const visitor = scene.visit();
      const url = new URL(await visitor.begin());
      url.searchParams.set('error', error);
      url.searchParams.set('error_description', `<img src=x onerror=${MARK}>\r\n${MARK}`);
      url.searchParams.set('error_uri', `javascript:${MARK}`);
      // A code beside the error does not change the answer.
      const outcome = await read(await visitor.send(url.href));
      await assertRefused(scene, visitor, outcome, { code, token: 0, me: 0 });
      url.searchParams.delete('error');
      const again = await read(await visitor.send(url.href));
      assert.equal(again.code, 'transaction_finished');
    });
  }

  test('of another browser is refused: the URL alone is worth nothing (row: login CSRF)', async () => {
    const owner = scene.visit();
    const callback = await owner.begin();
    const thief = scene.visit();
    const outcome = await read(await thief.send(callback));
    await assertRefused(scene, thief, outcome, { code: NONE, token: 0, me: 0 });
    assert.equal((await owner.send(callback)).headers.get('location'), '/inbox');
  });

  test("with another login's code is refused by the verifier (row: code injection, PKCE downgrade)", async () => {
    const thief = scene.visit();
    const stolen = new URL(await scene.visit().begin()).searchParams.get('code') ?? '';
    const url = new URL(await thief.begin());
    url.searchParams.set('code', stolen);
    const outcome = await read(await thief.send(url.href));
    await assertRefused(scene, thief, outcome, { code: 'invalid_grant', token: 1, me: 0 });
  });

  for (const [method, status] of /** @type {[string, number][]} */ ([
    ['POST', 405],
    ['HEAD', 405],
    ['PUT', 405],
    ['DELETE', 405],
    ['OPTIONS', 405],
    ['PROPFIND', 405],
  ])) {
    test(`by ${method} is a ${status} and burns nothing (row: replay, HEAD)`, async () => {
      const visitor = scene.visit();
      const callback = await visitor.begin();
      const outcome = await read(await visitor.send(callback, { method }));
      assert.equal(outcome.response.status, status);
      assert.equal(outcome.response.headers.get('allow'), 'GET');
      assert.deepEqual(outcome.response.headers.getSetCookie(), []);
      assertSilent(scene, outcome);
      assert.equal(scene.provider.count('token'), 0);
      assert.equal((await visitor.send(callback)).headers.get('location'), '/inbox');
    });
  }

  test('named by a foreign Host is judged as one of ours, with our redirect_uri (row: mix-up)', async () => {
    const visitor = scene.visit();
    const url = new URL(await visitor.begin());
    const request = new Request(`https://evil.example${url.pathname}${url.search}`, {
      headers: {
        cookie: visitor.header(),
        'x-forwarded-host': 'evil.example',
        forwarded: 'host=evil.example',
      },
    });
    const response = await scene.login.fetch(request);
    assert.equal(response.headers.get('location'), '/inbox');
    const asked = scene.provider.requests.find(({ endpoint }) => endpoint === 'token');
    assert.equal(new URLSearchParams(asked?.body).get('redirect_uri'), `${BASE_URL}/auth/callback`);
  });
});
