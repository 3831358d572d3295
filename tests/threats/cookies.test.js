// Rows of the threat table: "cookie tossing, overflow", "forging, tampering, truncation, swapping tx and
// session cookie, expiry, key rotation", "session fixation".
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { base64url, calculateJwkThumbprint, EncryptJWT } from 'jose';
import { LIMITS } from '../../bindings/vocabulary.js';
import { createBrowser, logIn } from '../../testing/browser.js';
import {
  alice,
  assertGood,
  assertSilent,
  BASE_URL,
  bob,
  createVisitor,
  KEY,
  read,
  sessionOf,
  startScene,
} from '../support/scene.js';
import { SECOND_KEY } from '../support/kit.js';

/** @typedef {{ name: string, value: string }} Cookie */

describe('a cookie', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  /** A live session, and the transaction of a login under way. @type {{ session: Cookie, tx: Cookie, done: Cookie, callback: string }} */
  let held;
  before(async () => {
    scene = await startScene();
  });
  beforeEach(async () => {
    scene.reset();
    const visitor = scene.visit();
    await visitor.enter();
    const [session, done] = jar(visitor);
    const callback = await visitor.begin();
    const tx = jar(visitor).find((cookie) => cookie.name !== session.name && cookie.name !== done.name);
    assert.ok(tx);
    held = { session, tx, done, callback };
    scene.provider.reset();
  });
  after(() => scene.close());

  /** @param {import('../support/scene.js').Visitor} visitor @returns {Cookie[]} the session first */
  const jar = (visitor) =>
    visitor.cookies
      .list(BASE_URL)
      .sort((a, b) => Number(a.name.includes('_tx_')) - Number(b.name.includes('_tx_')));

  /** @param {string} cookie @param {string | URL} path */
  const get = async (cookie, path = '/auth/me', login = scene.login) =>
    read(await login.fetch(new Request(new URL(path, BASE_URL), { headers: { cookie } })));

  /** Replaces a character of base64url, which always changes the bytes or makes the spelling invalid. @param {string} text @param {number} at */
  const change = (text, at) => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;

  /** @param {string} token @param {number} at @param {string} part */
  const splice = (token, at, part) => token.split('.').with(at, part).join('.');

  /** The sealed header with other members. @param {string} token @param {object} changes */
  const reheader = (token, changes) => {
    const header = JSON.parse(new TextDecoder().decode(base64url.decode(token.split('.')[0])));
    return splice(token, 0, base64url.encode(JSON.stringify({ ...header, ...changes })));
  };

  /** Cookies sent to /auth/me, and the code of its answer. @type {[string, (held: { session: Cookie, tx: Cookie, done: Cookie }) => string, string][]} */
  const SESSIONS = [
    ['of a stranger', () => '', 'unauthenticated'],
    ['sent twice', ({ session: { name, value } }) => `${name}=${value}; ${name}=${value}`, 'cookie_repeated'],
    [
      'tossed before ours',
      ({ session: { name, value } }) => `${name}=evil; ${name}=${value}`,
      'cookie_repeated',
    ],
    [
      'tossed behind ours',
      ({ session: { name, value } }) => `${name}=${value}; ${name}=evil`,
      'cookie_repeated',
    ],
    ['tossed empty', ({ session: { name, value } }) => `${name}=; ${name}=${value}`, 'cookie_repeated'],
    [
      'tossed without a value',
      ({ session: { name, value } }) => `${name}; ${name}=${value}`,
      'cookie_repeated',
    ],
    [
      'tossed with a tab',
      ({ session: { name, value } }) => `\t${name}=evil;\t${name}=${value}`,
      'cookie_repeated',
    ],
    [
      'without __Host-',
      ({ session: { name, value } }) => `${name.replace('__Host-', '')}=${value}`,
      'unauthenticated',
    ],
    [
      'with __Secure-',
      ({ session: { name, value } }) => `${name.replace('__Host-', '__Secure-')}=${value}`,
      'unauthenticated',
    ],
    [
      'with its name in other case',
      ({ session: { name, value } }) => `${name.toUpperCase()}=${value}`,
      'unauthenticated',
    ],
    ['that is a transaction', ({ session: { name }, tx }) => `${name}=${tx.value}`, 'unauthenticated'],
    ['that is a done-marker', ({ session: { name }, done }) => `${name}=${done.value}`, 'unauthenticated'],
    [
      'with its dots escaped',
      ({ session: { name, value } }) => `${name}=${value.replaceAll('.', '%2E')}`,
      'unauthenticated',
    ],
    ['in quotes', ({ session: { name, value } }) => `${name}="${value}"`, 'unauthenticated'],
    ['with padding', ({ session: { name, value } }) => `${name}=${value}=`, 'unauthenticated'],
    ['with a part more', ({ session: { name, value } }) => `${name}=${value}.AAAA`, 'unauthenticated'],
    [
      'with an encrypted key',
      ({ session: { name, value } }) => `${name}=${splice(value, 1, 'AAAA')}`,
      'unauthenticated',
    ],
    ['without a tag', ({ session: { name, value } }) => `${name}=${splice(value, 4, '')}`, 'unauthenticated'],
    [
      'with the tag of another',
      ({ session: { name, value }, tx }) => `${name}=${splice(value, 4, tx.value.split('.')[4])}`,
      'unauthenticated',
    ],
    [
      'with the header of another',
      ({ session: { name, value }, tx }) => `${name}=${splice(value, 0, tx.value.split('.')[0])}`,
      'unauthenticated',
    ],
    [
      'under another alg',
      ({ session: { name, value } }) =>
        `${name}=${reheader(value, { alg: 'PBES2-HS256+A128KW', p2c: 2147483647, p2s: 'AAAA' })}`,
      'unauthenticated',
    ],
    [
      'under another enc',
      ({ session: { name, value } }) => `${name}=${reheader(value, { enc: 'A128CBC-HS256' })}`,
      'unauthenticated',
    ],
    [
      'that says it is compressed',
      ({ session: { name, value } }) => `${name}=${reheader(value, { zip: 'DEF' })}`,
      'unauthenticated',
    ],
    [
      'with a critical header',
      ({ session: { name, value } }) => `${name}=${reheader(value, { crit: ['exp'], exp: 9 })}`,
      'unauthenticated',
    ],
    [
      'of a key that is not ours',
      ({ session: { name, value } }) => `${name}=${reheader(value, { kid: '__proto__' })}`,
      'unauthenticated',
    ],
    [
      'of an unsigned JWT',
      ({ session: { name } }) => `${name}=eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.`,
      'unauthenticated',
    ],
    [
      'of 100 KB',
      ({ session: { name, value } }) => `${name}=${value}${'A'.repeat(100_000)}`,
      'unauthenticated',
    ],
    ['of plain JSON', ({ session: { name } }) => `${name}={"sub":"${alice._id}"}`, 'unauthenticated'],
  ];
  for (const [what, build, code] of SESSIONS) {
    test(`${what} is no session: ${code} (rows: cookie tossing; forging)`, async () => {
      const outcome = await get(build(held));
      assert.equal(outcome.code, code);
      assert.deepEqual(outcome.response.headers.getSetCookie(), [], 'it is left as it is');
      assertSilent(scene, outcome);
      const { session } = held;
      assert.equal((await get(`other=1; ${session.name}=${session.value}; x=y`)).response.status, 200);
    });
  }

  /** Cookies sent to /auth/callback with a good URL, and the code of its answer. @type {[string, (held: { session: Cookie, tx: Cookie, done: Cookie }) => string, string][]} */
  const TRANSACTIONS = [
    ['of nobody', () => '', 'transaction_missing'],
    ['sent twice', ({ tx: { name, value } }) => `${name}=${value}; ${name}=${value}`, 'cookie_repeated'],
    [
      'tossed with another time in its name',
      ({ tx: { name, value } }) => `${name}=${value}; ${name.replace(/_[0-9a-z]{9}_/, '_000000000_')}=evil`,
      'cookie_repeated',
    ],
    ['that is a session', ({ tx: { name }, session }) => `${name}=${session.value}`, 'transaction_invalid'],
    [
      "that is another login's done-marker",
      ({ tx: { name }, done }) => `${name}=${done.value}`,
      'transaction_invalid',
    ],
    ['that is empty', ({ tx: { name } }) => `${name}=`, 'transaction_invalid'],
    [
      'that is cut short',
      ({ tx: { name, value } }) => `${name}=${value.slice(0, -1)}`,
      'transaction_invalid',
    ],
    [
      'with one letter changed',
      ({ tx: { name, value } }) => `${name}=${change(value, value.length - 30)}`,
      'transaction_invalid',
    ],
    [
      'whose purpose was rewritten',
      ({ tx: { name, value } }) => `${name}=${reheader(value, { purpose: 'done' })}`,
      'transaction_invalid',
    ],
    [
      'without __Host-',
      ({ tx: { name, value } }) => `${name.replace('__Host-', '')}=${value}`,
      'transaction_missing',
    ],
  ];
  for (const [what, build, code] of TRANSACTIONS) {
    test(`${what} is no transaction: ${code} (rows: cookie tossing; swapping tx and session cookie)`, async () => {
      const outcome = await get(build(held), held.callback);
      assert.equal(outcome.code, code);
      assert.equal(sessionOf(outcome.response), undefined);
      assert.equal(scene.provider.count('token'), 0);
      assertSilent(scene, outcome);
      const { tx } = held;
      assert.equal((await get(`${tx.name}=${tx.value}`, held.callback)).response.status, 302);
    });
  }

  test("of one login under another login's name fails by the state inside (row: swapping)", async () => {
    const visitor = scene.visit();
    await visitor.begin();
    const [other] = jar(visitor);
    const outcome = await get(`${held.tx.name}=${other.value}`, held.callback);
    assert.equal(outcome.code, 'state_mismatch');
    assert.equal(scene.provider.count('token'), 0);
  });

  test('changed in any one letter is no session (row: tampering)', async () => {
    const { name, value } = held.session;
    for (let at = 0; at < value.length; at += 1) {
      assert.equal((await get(`${name}=${change(value, at)}`)).response.status, 401, `letter ${at}`);
    }
  });

  test('cut at any place is no session (row: truncation)', async () => {
    const { name, value } = held.session;
    for (let length = 0; length < value.length; length += 1) {
      assert.equal(
        (await get(`${name}=${value.slice(0, length)}`)).response.status,
        401,
        `${length} letters`,
      );
    }
  });

  test('of another app, issuer or origin under the same keys is not taken (row: forging)', async () => {
    const { name, value } = held.session;
    for (const changes of [
      { clientId: 'tc_64b1f0c2a5d3e97b4c8f1a22' },
      { baseUrl: 'https://other.example' },
      { issuer: 'https://other.example' },
      { basePath: '/staff' },
    ]) {
      const login = scene.makeLogin(changes);
      const { basePath = '/auth' } = /** @type {any} */ (changes);
      // The cookie gets the name that the other worker looks for.
      const started = await login.fetch(new Request(`https://other.example${basePath}/login?moved=1`));
      const theirs = started.headers.getSetCookie()[0].split('_tx_')[1].slice(0, 8);
      const header = `${name.slice(0, -8)}${theirs}=${value}`;
      assert.equal(
        (await get(header, `${basePath}/me`, login)).code,
        'unauthenticated',
        Object.keys(changes)[0],
      );
    }
    assert.equal((await get(`${name}=${value}`)).response.status, 200);
  });

  test('sealed with our key, but not for this purpose, origin, version or time, is not taken (row: forging)', async () => {
    const { name } = held.session;
    const key = base64url.decode(KEY);
    const kid = (await calculateJwkThumbprint({ kty: 'oct', k: KEY })).slice(0, 8);
    const now = Math.floor(Date.now() / 1000);
    const { createHash } = await import('node:crypto');
    const { clientId } = scene.config;
    const aud = createHash('sha256')
      .update(JSON.stringify([scene.provider.url, clientId, BASE_URL, '/auth']))
      .digest('base64url');
    const good = {
      header: { v: 1, purpose: 'session', kid },
      claims: { sub: 'x', began_at: now, iat: now, exp: now + 60, purpose: 'session', aud },
    };
    /** @param {object} header @param {object} claims */
    const ask = async (header, claims) => {
      const sealed = new EncryptJWT({ ...good.claims, ...claims });
      sealed.setProtectedHeader({ alg: 'dir', enc: 'A256GCM', ...good.header, ...header });
      return (await get(`${name}=${await sealed.encrypt(key)}`)).response.status;
    };
    assert.equal(await ask({}, {}), 200, 'the forger has everything right');
    assert.equal(await ask({ purpose: 'transaction' }, {}), 401);
    assert.equal(await ask({ purpose: undefined }, {}), 401);
    assert.equal(await ask({}, { purpose: 'transaction' }), 401);
    assert.equal(await ask({}, { purpose: undefined }), 401);
    assert.equal(await ask({}, { aud: 'other' }), 401);
    assert.equal(await ask({}, { aud: undefined }), 401);
    assert.equal(await ask({ v: 2 }, {}), 401);
    assert.equal(await ask({ more: 1 }, {}), 401);
    assert.equal(await ask({}, { exp: now - 1 }), 401);
    assert.equal(await ask({}, { exp: undefined }), 401);
    assert.equal(await ask({}, { iat: undefined }), 401);
    assert.equal(await ask({}, { began_at: undefined }), 401);
  });

  test('of an old key still opens and is copied; of a dropped key it does not (row: key rotation)', async () => {
    const { name, value } = held.session;
    const rotated = scene.makeLogin({ sessionKeys: [SECOND_KEY, KEY] });
    const { response } = await get(`${name}=${value}`, '/auth/me', rotated);
    assert.equal(response.status, 200);
    const renewed = `${name}=${value}; ${response.headers.getSetCookie()[0].split(';')[0]}`;
    const dropped = scene.makeLogin({ sessionKeys: SECOND_KEY });
    assert.equal((await get(renewed, '/auth/me', dropped)).response.status, 200);
    assert.equal((await get(`${name}=${value}`, '/auth/me', dropped)).code, 'unauthenticated');
  });

  test('expires by what is sealed in it, whatever the browser keeps (row: expiry)', async () => {
    const { session, tx } = held;
    scene.clock.ahead = (LIMITS.session_seconds - 30) * 1000;
    assert.equal((await get(`${session.name}=${session.value}`)).response.status, 200);
    scene.clock.ahead = (LIMITS.session_seconds + 1) * 1000;
    assert.equal((await get(`${session.name}=${session.value}`)).code, 'unauthenticated');
    assert.equal((await get(`${tx.name}=${tx.value}`, held.callback)).code, 'transaction_expired');
  });

  test('of a renewed session ends at its absolute end (row: expiry)', async () => {
    const { session } = held;
    let renewal = '';
    const cookie = () => `${session.name}=${session.value}${renewal}`;
    const step = LIMITS.session_seconds / 2;
    for (let ahead = 0; ahead < LIMITS.session_absolute_seconds; ahead += step) {
      scene.clock.ahead = ahead * 1000;
      const { response } = await get(cookie());
      assert.equal(response.status, 200, `after ${ahead} s`);
      const [line] = response.headers.getSetCookie();
      if (line !== undefined) renewal = `; ${line.split(';')[0]}`;
    }
    scene.clock.ahead = (LIMITS.session_absolute_seconds + 1) * 1000;
    assert.equal((await get(cookie())).code, 'unauthenticated');
  });

  test('that was planted is replaced as a whole by the login (row: session fixation, account mixing)', async () => {
    const person = createBrowser();
    const visitor = createVisitor(scene.login, BASE_URL, person);
    visitor.cookies.store(BASE_URL, [`${held.session.name}=${held.session.value}; Path=/; Secure`]);
    assert.equal((await visitor.me()).sub, alice._id);
    const location = (await visitor.get('/auth/login')).headers.get('location') ?? '';
    await visitor.send(await logIn(person, location, bob));
    assert.deepEqual(await visitor.me(), {
      sub: bob._id,
      nickname: bob.nickname,
      discriminator: bob.discriminator,
    });
    const now = jar(visitor)[0];
    assert.equal(now.name, held.session.name);
    assert.notEqual(now.value, held.session.value);
  });

  test('is a fresh one at each login of the same person (row: session fixation)', async () => {
    const visitor = scene.visit();
    const values = new Set();
    for (let i = 0; i < 5; i += 1) values.add(sessionOf(await visitor.enter()));
    assert.equal(values.size, 5);
  });
});
