// Sessions in a store: what the cookie and the store hold, revocation, and how long a session lives.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { LIMITS } from '../../../bindings/vocabulary.js';
import { readConfig } from '../../../worker/config/config.js';
import { createHosts, prepareHosts } from '../../../worker/context.js';
import { open } from '../../../worker/sealed/seal.js';
import { alice, bob, createVisitor, KEY, SECOND_KEY } from '../../support/kit.js';
import { outcomeOf, startSite } from './kit.js';

/** @type {import('./kit.js').Site} */
let site;
before(async () => {
  site = await startSite();
});
beforeEach(() => site.reset());
after(() => site.close());

const REVOKED = { status: 403, error: 'session_revoked', location: null };

/** The value under a key. @param {string} key */
const kind = (key) => key.split(':')[0];

/** The content of a session's cookie. @param {ReturnType<typeof createVisitor>} visitor */
async function openCookie(visitor) {
  const { config, store } = site;
  const [{ seals, cookieNames }] = await createHosts(prepareHosts(readConfig({ ...config, store })));
  const value = visitor.header().split(`${cookieNames.session}=`)[1].split(';')[0];
  return open(seals, 'session_id', value, 0);
}

/** @param {ReturnType<typeof createVisitor>} visitor */
const requestOf = (visitor) => new Request('https://app.example/', { headers: { cookie: visitor.header() } });

describe('with a store the cookie', () => {
  test('holds a random id alone, and what the store holds makes no cookie', async () => {
    const login = site.isolate();
    const visitor = createVisitor(login);
    await visitor.enter();
    const opened = await openCookie(visitor);
    assert.ok(typeof opened !== 'string');
    const { id, ...others } = opened.claims;
    assert.deepEqual(Object.keys(others).sort(), ['aud', 'exp', 'iat', 'purpose']);
    assert.match(String(id), /^[\w-]{43}$/);

    const stored = site.calls.filter(([operation]) => operation !== 'get').flat();
    assert.ok(stored.length > 3);
    for (const text of stored.map(String))
      for (const secret of [String(id), alice._id, alice.nickname])
        assert.ok(!text.includes(secret), 'the id or the user stands in the store');
    const name = visitor.header().split('=')[0];
    for (const text of stored.map(String)) {
      const cookie = `${name}=${text.split(':').at(-1)}`;
      const request = new Request('https://app.example/', { headers: { cookie } });
      assert.equal(await login.user(request), null);
    }
  });

  test('is another one at each login, and the session before it is deleted', async () => {
    const login = site.isolate();
    const visitor = createVisitor(login);
    await visitor.enter();
    const first = requestOf(visitor);
    assert.equal((await login.user(first))?.sub, alice._id);
    await visitor.enter('return_to=/', bob);
    assert.equal(await login.user(first), null);
    assert.ok(await visitor.me());
  });

  test('of a worker without a store is no session of one with a store, nor the other way round', async () => {
    const [stored, sealed] = [site.isolate(), site.makeLogin()];
    const one = createVisitor(stored);
    const two = createVisitor(sealed);
    await one.enter();
    await two.enter();
    assert.equal(await sealed.user(requestOf(one)), null);
    assert.equal(await stored.user(requestOf(two)), null);
    assert.ok((await stored.user(requestOf(one))) && (await sealed.user(requestOf(two))));
  });

  test('that was sent twice is none', async () => {
    const visitor = createVisitor(site.isolate());
    await visitor.enter();
    const cookie = `${visitor.header()}; ${visitor.header()}`;
    const request = new Request('https://app.example/', { headers: { cookie } });
    assert.equal(await site.isolate().user(request), null);
  });
});

describe('a session in a store', () => {
  test('is the same to user(), session() and /auth/me, in every isolate', async () => {
    const visitor = createVisitor(site.isolate());
    await visitor.enter();
    const other = site.isolate();
    const user = await other.user(requestOf(visitor));
    assert.deepEqual(user, { sub: alice._id, nickname: alice.nickname, discriminator: alice.discriminator });
    assert.deepEqual((await other.session(requestOf(visitor))).user, user);
    assert.deepEqual(await visitor.me(), user);
  });

  test('is ended by logout: a copy of its cookie is nobody', async () => {
    const visitor = createVisitor(site.isolate());
    await visitor.enter();
    const copy = requestOf(visitor);
    assert.equal((await visitor.post('/auth/logout')).status, 204);
    assert.equal(await site.isolate().user(copy), null);
    assert.equal((await visitor.post('/auth/logout')).status, 204);
  });

  test('that is revoked is nobody at the next request of every isolate, and the others live', async () => {
    const [one, two] = [site.isolate(), site.isolate()];
    const [phone, laptop] = [createVisitor(one), createVisitor(two)];
    await phone.enter();
    await laptop.enter();
    const { sid } = await one.session(requestOf(phone));
    assert.ok(sid && (await two.user(requestOf(phone))));
    await two.revokeSession(sid);
    assert.equal(await one.user(requestOf(phone)), null);
    assert.equal(await two.user(requestOf(phone)), null);
    assert.equal((await phone.send('/auth/me')).status, 401);
    assert.ok(await laptop.me());
    await two.revokeSession(sid);
  });

  test('of a user who is revoked is nobody everywhere; other users and the next login are not concerned', async () => {
    const time = Date.now();
    const clock = { ahead: 0 };
    const now = () => time + clock.ahead; // the next login happens in the same second
    const [one, two] = [site.isolate({ now }), site.isolate({ now })];
    const visitors = [createVisitor(one), createVisitor(two)];
    const other = createVisitor(two);
    for (const visitor of visitors) await visitor.enter();
    await other.enter('return_to=/', bob);
    await one.revokeUser(alice._id);
    for (const visitor of visitors)
      for (const login of [one, two]) assert.equal(await login.user(requestOf(visitor)), null);
    assert.equal((await other.me()).sub, bob._id);
    clock.ahead += 1;
    await visitors[0].enter();
    assert.equal((await visitors[0].me()).sub, alice._id);
    assert.equal(await two.user(requestOf(visitors[1])), null);
  });

  test('is not got by a login that was under way when its user was revoked', async () => {
    /** @type {ReturnType<typeof site.isolate>} */
    let login;
    const fetch = async (/** @type {any} */ url, /** @type {any} */ init) => {
      const answer = await globalThis.fetch(url, init);
      if (!String(url).endsWith('/me')) return answer;
      await login.revokeUser(alice._id);
      site.clock.ahead += 2000; // everything made from now on is later than the revocation
      return answer;
    };
    login = site.isolate({ fetch });
    const visitor = createVisitor(login);
    const answer = await visitor.send(await visitor.begin(), { headers: { accept: 'application/json' } });
    assert.deepEqual(await outcomeOf(answer), REVOKED);
    assert.equal(await visitor.me(), null);
  });

  test('is not brought back by a renewal that meets its revocation: it is written once', async () => {
    const login = site.isolate();
    const visitor = createVisitor(login);
    await visitor.enter();
    const { sid = '' } = await login.session(requestOf(visitor));
    site.reset();
    for (let hour = 3; hour < 72; hour += 20) {
      site.clock.ahead = hour * 3_600_000;
      const response = await visitor.send('/auth/me');
      assert.equal(response.status, 200);
      assert.match(response.headers.getSetCookie().join(), /; Max-Age=86400;/);
    }
    const written = site.calls.filter(([name, key]) => name !== 'get' && !key.startsWith('sessions:'));
    assert.deepEqual(written, []);
    await login.revokeSession(sid);
    assert.equal(await visitor.me(), null);
  });

  test('ends without use, and at its absolute end, as one without a store does', async () => {
    const login = site.isolate({ sessionSeconds: 3600, sessionAbsoluteSeconds: 5400 });
    const visitor = createVisitor(login);
    await visitor.enter();
    const idle = requestOf(visitor);
    site.clock.ahead = 3_500_000;
    assert.ok(await visitor.me());
    site.clock.ahead = 3_602_000;
    assert.equal(await login.user(idle), null);
    assert.ok(await visitor.me());
    site.clock.ahead = 5_402_000;
    assert.equal(await visitor.me(), null);
  });

  test('is ended by a life that the configuration has shortened meanwhile, and by no cookie kept longer', async () => {
    const visitor = createVisitor(site.isolate());
    await visitor.enter();
    const request = requestOf(visitor);
    const idle = site.isolate({ sessionSeconds: 60 });
    const absolute = site.isolate({ sessionAbsoluteSeconds: 90 });
    for (const [seconds, login, live] of /** @type {[number, any, boolean][]} */ ([
      [58, idle, true],
      [61, idle, false],
      [88, absolute, true],
      [91, absolute, false],
      [91, site.isolate(), true],
      [86_402, site.isolate(), false],
    ])) {
      site.clock.ahead = seconds * 1000;
      assert.equal((await login.user(request)) !== null, live, `${seconds}`);
    }
  });

  test('of a clock that gives no number is nobody', async () => {
    const visitor = createVisitor(site.isolate());
    await visitor.enter();
    assert.equal(await site.isolate({ now: () => NaN }).user(requestOf(visitor)), null);
  });

  test('is put for as long as it may live in all, and a revoked user for longer than any session', async () => {
    const time = Date.now();
    const login = site.isolate({ sessionAbsoluteSeconds: 5400, now: () => time });
    await createVisitor(login).enter();
    await login.revokeUser(bob._id);
    const puts = site.calls.filter(([operation]) => operation === 'put').map(([, key, , ttl]) => [key, ttl]);
    const steps = site.calls.filter(([operation]) => operation === 'claim' || operation === 'swap');
    const lives = [...puts, ...steps.map(([, key, ttl]) => [key, ttl])].map(([key, ttl]) => [kind(key), ttl]);
    assert.deepEqual(Object.fromEntries(lives), {
      session: 5400,
      transaction: LIMITS.taken_seconds,
      user: 800 * 86400,
      sessions: 5400,
    });
    assert.ok(lives.every(([name, ttl]) => name !== 'user' || ttl === 800 * 86400));
  });

  test('is sealed: what another has put in its place is nobody', async () => {
    const login = site.isolate();
    const visitor = createVisitor(login);
    await visitor.enter();
    const [, mine] =
      site.calls.find(([operation, key]) => operation === 'put' && key.startsWith('session:')) ?? [];
    site.reset();
    const other = createVisitor(login);
    await other.enter('return_to=/', bob);
    const [, , theirs] =
      site.calls.find(([operation, key]) => operation === 'put' && key.startsWith('session:')) ?? [];
    for (const text of [theirs, '', '{"sub":"admin"}', theirs?.slice(0, -1)]) {
      await site.store.put(mine, text, 600);
      assert.equal(await login.user(requestOf(visitor)), null);
    }
    assert.ok(await other.me());
  });

  test('opens by an old key as long as that is in the list, and asks for no other cookie', async () => {
    const visitor = createVisitor(site.isolate());
    await visitor.enter();
    const login = site.isolate({ sessionKeys: [SECOND_KEY, KEY] });
    const { user, headers } = await login.session(requestOf(visitor));
    assert.equal(user?.sub, alice._id);
    assert.deepEqual(headers.getSetCookie(), [], 'what lies in the store keeps its key');
    assert.equal(await site.isolate({ sessionKeys: SECOND_KEY }).user(requestOf(visitor)), null);
  });
});

describe('revocation', () => {
  test('without a store is a configuration error that names it', async () => {
    const login = site.makeLogin();
    for (const revoke of [() => login.revokeUser('a'), () => login.revokeSession('s'.repeat(43))])
      await assert.rejects(revoke, { code: 'configuration_invalid', option: 'store' });
    const visitor = createVisitor(login);
    await visitor.enter();
    assert.ok(!('sid' in (await login.session(requestOf(visitor)))));
  });

  test('takes a sub and a sid, and nothing else', async () => {
    const login = site.isolate();
    for (const sub of [undefined, null, '', 1, {}, 'x'.repeat(256)])
      await assert.rejects(login.revokeUser(/** @type {any} */ (sub)), {
        code: 'request_invalid',
        message: /^sub/,
      });
    for (const sid of [undefined, null, '', 1, 'x'.repeat(42), `${'x'.repeat(42)}:`])
      await assert.rejects(login.revokeSession(/** @type {any} */ (sid)), {
        code: 'request_invalid',
        message: /^sid/,
      });
    assert.deepEqual(site.calls, []);
  });
});
