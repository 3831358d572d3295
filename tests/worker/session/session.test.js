// Checks which session cookies open, for how long, and which never do.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { CompactEncrypt } from 'jose';
import { alice, BASE_URL, createVisitor, KEY, SECOND_KEY, startWorld } from '../../support/kit.js';

const SESSION = /(__Host-)?tailchat_[0-9a-f]{8}$/;

describe('a session', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {import('../../support/kit.js').Visitor} */
  let visitor;
  /** Name and value of the session cookie. @type {{ name: string, value: string }} */
  let cookie;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(async () => {
    world.clock.ahead = 0;
    visitor = createVisitor(world.makeLogin());
    await visitor.enter();
    cookie = sessionOf(visitor);
  });
  after(() => world.close());

  /** @param {string} header @param {object} [changes] */
  async function ask(header, changes = {}) {
    const login = world.makeLogin(changes);
    const response = await login.fetch(request(header));
    const user = await login.user(request(header));
    assert.equal(response.status === 200, user !== null, 'user() and /me agree');
    return response;
  }
  const asCookie = (value = cookie.value, name = cookie.name) => `${name}=${value}`;

  test('opens in another instance with the same configuration', async () => {
    assert.equal((await (await ask(asCookie())).json()).sub, alice._id);
  });

  test('holds no token, and nothing that is readable', () => {
    const header = JSON.parse(Buffer.from(cookie.value.split('.')[0], 'base64url').toString());
    assert.deepEqual(Object.keys(header).sort(), ['alg', 'enc', 'kid', 'purpose', 'v']);
    assert.equal(header.alg, 'dir');
    assert.equal(header.enc, 'A256GCM');
    assert.equal(header.purpose, 'session');
  });

  test('is over after its life without use, and not a second before', async () => {
    world.clock.ahead = 86_399_000 - 5_000;
    assert.equal((await ask(asCookie())).status, 200);
    world.clock.ahead = 86_401_000;
    assert.equal((await ask(asCookie())).status, 401);
  });

  test('slides on /me once a tenth of its life is gone, and is left alone before', async () => {
    world.clock.ahead = 8_600_000;
    assert.deepEqual((await ask(asCookie())).headers.getSetCookie(), []);
    world.clock.ahead = 8_641_000;
    const lines = (await ask(asCookie())).headers.getSetCookie();
    assert.equal(lines.length, 1);
    assert.match(lines[0], /; Max-Age=86400;/);
  });

  test('ends at its absolute end, however often it slides', async () => {
    for (let day = 0; day < 8; day += 1) {
      world.clock.ahead = day * 80_000_000;
      await visitor.me();
    }
    world.clock.ahead = 604_801_000;
    assert.equal((await ask(visitor.header())).status, 401);
  });

  test('that is about to end absolutely is not sealed anew for nothing', async () => {
    const life = { sessionSeconds: 1000, sessionAbsoluteSeconds: 1000 };
    const short = createVisitor(world.makeLogin(life));
    await short.enter();
    world.clock.ahead = 500_000;
    const response = await short.get('/auth/me');
    assert.equal(response.status, 200);
    assert.deepEqual(response.headers.getSetCookie(), []);
  });

  test('is shorter once the configuration says so', async () => {
    world.clock.ahead = 100_000;
    assert.equal((await ask(asCookie(), { sessionSeconds: 60 })).status, 401);
    assert.equal((await ask(asCookie(), { sessionAbsoluteSeconds: 60 })).status, 401);
  });

  test('sealed with an old key opens, and is copied with the first', async () => {
    const response = await ask(asCookie(), { sessionKeys: [SECOND_KEY, KEY] });
    assert.equal(response.status, 200);
    const [line] = response.headers.getSetCookie();
    const renewed = `${asCookie()}; ${line.split(';')[0]}`;
    assert.equal((await ask(renewed, { sessionKeys: SECOND_KEY })).status, 200);
    assert.equal(
      (await ask(asCookie(), { sessionKeys: SECOND_KEY })).status,
      401,
      'a dropped key opens nothing',
    );
  });

  test('of another client, issuer, origin or base path does not open under the same keys', async () => {
    for (const changes of [
      { clientId: 'tc_000000000000000000000000' },
      { issuer: 'https://other.example' },
      { baseUrl: 'https://other.example' },
      { basePath: '/staff' },
    ]) {
      const login = world.makeLogin(changes);
      const other = createVisitor(login, changes.baseUrl ?? BASE_URL);
      const names = (await other.get(`${changes.basePath ?? '/auth'}/login`)).headers.getSetCookie()[0];
      const name = names.split('=')[0].replace('_tx_', '_').slice(0, '__Host-tailchat_12345678'.length);
      assert.equal(await login.user(request(asCookie(cookie.value, name))), null);
    }
  });

  test('differs in its name from the one of another client, base URL or base path', async () => {
    for (const [changes, route] of /** @type {[object, string][]} */ ([
      [{ clientId: 'tc_000000000000000000000000' }, '/auth/login'],
      [{ baseUrl: 'https://other.example' }, '/auth/login?moved=1'],
      [{ basePath: '/staff' }, '/staff/login'],
    ])) {
      const line = (await createVisitor(world.makeLogin(changes)).get(route)).headers.getSetCookie()[0];
      assert.ok(!line.includes(cookie.name.slice(-8)));
    }
  });

  test('with any character of it changed does not open', async () => {
    const login = world.makeLogin();
    for (let index = 0; index < cookie.value.length; index += 1) {
      for (const other of ['A', 'B', '.', '=']) {
        if (cookie.value[index] === other) continue;
        const value = cookie.value.slice(0, index) + other + cookie.value.slice(index + 1);
        assert.equal(await login.user(request(asCookie(value))), null, `${other} at ${index}`);
      }
    }
  });

  test('cut off anywhere does not open', async () => {
    const login = world.makeLogin();
    for (let length = 0; length < cookie.value.length; length += 1) {
      assert.equal(await login.user(request(asCookie(cookie.value.slice(0, length)))), null, `${length}`);
    }
  });

  test('has one spelling: padding, other unused bits, percent-encoding, quotes and more parts are refused', async () => {
    const parts = cookie.value.split('.');
    const login = world.makeLogin();
    const spellings = [
      `${cookie.value}=`,
      `${cookie.value}==`,
      `${cookie.value}.`,
      `"${cookie.value}"`,
      cookie.value.replace('e', '%65'),
      cookie.value.replaceAll('-', '+').replaceAll('_', '/').replace(/$/, '+'),
      [parts[0], 'AA', ...parts.slice(2)].join('.'),
      ...otherLastCharacters(cookie.value),
    ];
    for (const value of spellings)
      assert.equal(await login.user(request(asCookie(value))), null, value.slice(-8));
  });

  test('is not what a transaction or a done-marker under its name would be', async () => {
    await visitor.begin();
    const login = world.makeLogin();
    const others = visitor.cookies.list(BASE_URL).filter(({ name }) => name.includes('_tx_'));
    assert.equal(others.length, 2);
    for (const { value } of others) assert.equal(await login.user(request(asCookie(value))), null);
  });

  test('cannot stand in for a transaction', async () => {
    const callback = await visitor.begin();
    const started = visitor.cookies.list(BASE_URL).at(-1);
    const header = `${asCookie()}; ${started?.name}=${cookie.value}`;
    const response = await world.makeLogin().fetch(new Request(callback, { headers: { cookie: header } }));
    assert.match(await response.text(), /transaction_invalid/);
  });

  test('needs its purpose in the claims as well as in the header', async () => {
    const header = JSON.parse(Buffer.from(cookie.value.split('.')[0], 'base64url').toString());
    for (const changed of [{}, { purpose: 'transaction' }, { v: 2 }, { kid: 'unknown' }]) {
      const claims = { sub: 'eve', purpose: 'transaction', began_at: 1, iat: 1, exp: 9_999_999_999 };
      const forged = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(claims)))
        .setProtectedHeader({ ...header, ...changed })
        .encrypt(Buffer.from(KEY, 'base64url'));
      assert.equal(await world.makeLogin().user(request(asCookie(forged))), null);
    }
  });

  test('whose name comes twice is refused', async () => {
    for (const second of [asCookie(), asCookie('other'), `${cookie.name} =x`]) {
      const header = `${asCookie()}; ${second}`;
      const response = await world.makeLogin().fetch(request(header));
      assert.equal(response.status, 400);
      assert.deepEqual(await response.json(), { error: 'cookie_repeated' });
      assert.equal(await world.makeLogin().user(request(header)), null);
    }
  });

  test('that does not open is left to the browser: /me clears nothing', async () => {
    const response = await ask(asCookie('broken'));
    assert.equal(response.status, 401);
    assert.deepEqual(response.headers.getSetCookie(), []);
  });

  test('comes from session() with the headers to append, and from user() without', async () => {
    const login = world.makeLogin();
    const early = await login.session(request(asCookie()));
    assert.equal(early.user?.sub, alice._id);
    assert.deepEqual(early.headers.getSetCookie(), []);
    world.clock.ahead = 8_641_000;
    const late = await login.session(request(asCookie()));
    assert.match(late.headers.getSetCookie()[0], RENEWAL_LINE);
    assert.deepEqual((await login.session(request(''))).user, null);
  });
});

const RENEWAL_LINE =
  /^__Host-tailchat_renewal_[0-9a-f]{8}=[^;]+; Max-Age=86400; Path=\/; HttpOnly; Secure; SameSite=Lax$/;

/** @param {import('../../support/kit.js').Visitor} visitor */
function sessionOf(visitor) {
  const found = visitor.cookies.list(BASE_URL).find(({ name }) => SESSION.test(name));
  assert.ok(found);
  return found;
}

/** @param {string} cookie */
function request(cookie) {
  return new Request(`${BASE_URL}/auth/me`, { headers: cookie === '' ? {} : { cookie } });
}

/** The same bytes in other spellings, by the unused bits of ciphertext and tag. @param {string} token */
function otherLastCharacters(token) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const parts = token.split('.');
  return [3, 4].flatMap((index) =>
    [...alphabet].flatMap((character) => {
      const part = parts[index].slice(0, -1) + character;
      const same = Buffer.from(part, 'base64url').equals(Buffer.from(parts[index], 'base64url'));
      return same && part !== parts[index] ? [parts.with(index, part).join('.')] : [];
    }),
  );
}
