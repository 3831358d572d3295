// A revoked user stays revoked, whatever the store has lost, whoever logs in meanwhile, and whichever clock is
// ahead.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createClient } from 'tailchat-login';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { logIn } from '../../../testing/browser.js';
import { readConfig } from '../../../worker/config/config.js';
import { createHosts, prepareHosts } from '../../../worker/context.js';
import { revokeUser } from '../../../worker/store/sessions/revocation.js';
import { findSession, putSession } from '../../../worker/store/sessions/stored.js';
import { alice, bob, createVisitor } from '../../support/kit.js';
import { copyRequest, outcomeOf, startSite } from './kit.js';
import { testUnderWay } from './under_way.js';

/** @type {import('./kit.js').Site} */
let site;
before(async () => {
  site = await startSite();
});
beforeEach(() => site.reset());
after(() => site.close());

const DAY = 86_400_000;
const REVOKED = { status: 403, error: 'session_revoked', location: null };
const json = { headers: { accept: 'application/json' } };

/** @param {object} [changes] of the configuration @param {any} [user] */
async function enter(changes = {}, user = alice) {
  const login = site.isolate(changes);
  const visitor = createVisitor(login);
  await visitor.enter('return_to=/inbox', user);
  return { login, visitor };
}

/** A separate store, without the users of other cases. */
function freshStore() {
  const store = createMemoryStore({ now: site.config.now });
  /** @type {Map<string, string>} */
  const keys = new Map();
  /** @type {typeof store} */
  const noting = {
    ...store,
    async put(key, value, ttl) {
      keys.set(key, value);
      return store.put(key, value, ttl);
    },
    async claim(key, ttl, value) {
      const got = /** @type {boolean} */ (await store.claim?.(key, ttl, value));
      if (got) keys.set(key, value);
      return got;
    },
  };
  const users = () => [...keys.keys()].filter((key) => key.startsWith('user:'));
  return {
    store: noting,
    users,
    /** Deletes a key, as Redis does without memory, or a person by hand. */
    async evictUsers() {
      for (const key of users()) await store.delete(key);
    },
  };
}

/**
 * Holds the reads of a key until `many` callers have read it.
 *
 * @param {import('../../../types/store.js').Store} store
 * @param {number} many
 */
function meetAtFirst(store, many) {
  /** @type {Map<string, { count: number, met: Promise<void>, meet: () => void }>} */
  const readers = new Map();
  return {
    ...store,
    async get(/** @type {string} */ key) {
      const value = await store.get(key);
      let meet = () => {};
      const met = new Promise((resolve) => (meet = () => resolve(undefined)));
      const reader = readers.get(key) ?? { count: 0, met, meet };
      readers.set(key, reader);
      reader.count += 1;
      if (reader.count >= many) reader.meet();
      await reader.met;
      return value;
    },
  };
}

describe('a store that has lost the key of a user', () => {
  test('brings nobody back: neither who was revoked nor who was not', async () => {
    const { store, evictUsers } = freshStore();
    const revoked = await enter({ store });
    const other = await enter({ store }, bob);
    await revoked.login.revokeUser(alice._id);
    await evictUsers();
    assert.equal(await revoked.visitor.me(), null);
    assert.equal(await other.visitor.me(), null);
  });

  test('has the next login make another key, which ends all that is older', async () => {
    const { store, evictUsers } = freshStore();
    const { login, visitor } = await enter({ store });
    const second = await enter({ store });
    await login.revokeUser(alice._id);
    await evictUsers();
    const later = await enter({ store });
    assert.equal((await later.visitor.me()).sub, alice._id);
    for (const old of [visitor, second.visitor]) assert.equal(await old.me(), null);
  });

  test('lets two logins that make the key at the same moment both live', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { store } = freshStore();
      const visitors = [site.isolate({ store }), site.isolate({ store })].map((login) =>
        createVisitor(login),
      );
      const callbacks = await Promise.all(visitors.map((visitor) => visitor.begin()));
      await Promise.all(visitors.map((visitor, index) => visitor.send(callbacks[index])));
      for (const visitor of visitors) assert.equal((await visitor.me())?.sub, alice._id);
    }
  });

  test('is down where a claimed key is not there either', async () => {
    const { store } = freshStore();
    const visitor = createVisitor(site.isolate({ store: { ...store, claim: async () => false } }));
    const callback = await visitor.begin();
    const login = site.isolate({
      store: {
        ...store,
        claim: async (/** @type {string} */ key) => key.startsWith('transaction:'),
      },
    });
    const answer = await login.fetch(copyRequest(visitor, callback)());
    assert.deepEqual(await outcomeOf(answer), { status: 503, error: 'store_unavailable', location: null });
  });
});

describe('the store in memory', () => {
  const store = createMemoryStore({ now: () => site.config.now() });
  testUnderWay(() => ({ store }));
});

describe('a revocation', () => {
  test('ends the sessions that there are, even by a clock that is behind', async () => {
    const { store } = freshStore();
    const { visitor } = await enter({ store });
    const behind = site.isolate({ store, now: () => Date.now() - 60_000 });
    await behind.revokeUser(alice._id);
    assert.equal(await visitor.me(), null);
  });

  test('is not lowered by a later one whose clock is behind', async () => {
    for (const swap of [true, false]) {
      const fresh = freshStore();
      const store = swap ? fresh.store : { ...fresh.store, swap: undefined };
      await site.isolate({ store, now: () => Date.now() + 50_000 }).revokeUser(alice._id);
      await site.isolate({ store }).revokeUser(alice._id);
      const visitor = createVisitor(site.isolate({ store }));
      const answer = await visitor.send(await visitor.begin(), json);
      assert.deepEqual(await outcomeOf(answer), REVOKED);
    }
  });

  test('is not lowered by one at the same moment, where the store has a swap', async () => {
    const ahead = [0, 50_000, 20_000, 40_000, 10_000];
    for (const order of [ahead, ahead.toReversed(), ahead.toSorted()]) {
      const store = meetAtFirst(freshStore().store, ahead.length);
      const isolates = order.map((by) => site.isolate({ store, now: () => Date.now() + by }));
      await Promise.all(isolates.map((login) => login.revokeUser(alice._id)));
      const visitor = createVisitor(site.isolate({ store, now: () => Date.now() + 45_000 }));
      const answer = await visitor.send(await visitor.begin(), json);
      assert.deepEqual(await outcomeOf(answer), REVOKED);
    }
  });

  test('by many at the same moment is done for each of them', async () => {
    const { store } = freshStore();
    const { login, visitor } = await enter({ store });
    await Promise.all(Array.from({ length: 50 }, () => login.revokeUser(alice._id)));
    assert.equal(await visitor.me(), null);
    site.clock.ahead += 10;
    await visitor.enter();
    assert.equal((await visitor.me()).sub, alice._id);
  });

  test('replaces what cannot be read', async () => {
    const { store, users } = freshStore();
    const { login, visitor } = await enter({ store });
    const [key] = users();
    for (const text of ['', 'soon', '1700000000000', `-1 ${'A'.repeat(22)}`, '{}']) {
      await store.put(key, text, 600);
      assert.equal((await visitor.send('/auth/me')).status, 503);
      await login.revokeUser(alice._id);
      assert.equal((await visitor.send('/auth/me')).status, 401);
    }
  });

  test('reaches every session of 400 days, and a key that is never made anew outlives each', async () => {
    const term = 400 * DAY;
    for (const made_at of [51 * term, 51 * term + 1, 51.5 * term, 52 * term - 1000, 52 * term - 1]) {
      const time = { now: 0 };
      const now = () => time.now;
      const { baseUrl, ...rest } = site.config;
      const life = { sessionSeconds: 400 * 86_400, sessionAbsoluteSeconds: 400 * 86_400 };
      const store = createMemoryStore({ now });
      const [context] = await createHosts(
        prepareHosts(readConfig({ ...rest, baseUrl, ...life, store, now })),
      );
      const visit = () => findSession(context, store, 'id');
      time.now = 51 * term;
      await putSession(context, 'early', { sub: alice._id }, time.now); // makes the key
      time.now = made_at;
      await putSession(context, 'id', { sub: alice._id }, made_at);
      for (const age of [0, 1000, DAY, 0.5 * term, term - 2000]) {
        time.now = made_at + age;
        assert.ok(await visit(), `${made_at} ${age}`);
      }
      await revokeUser(context, alice._id);
      assert.equal(await visit(), undefined);
    }
  });

  test('by a clock that is behind reaches a session of the term that has just begun', async () => {
    const term = 52 * 400 * DAY;
    const { baseUrl, ...rest } = site.config;
    const store = createMemoryStore({ now: () => term });
    /** @param {number} time */
    const at = (time) => createHosts(prepareHosts(readConfig({ ...rest, baseUrl, store, now: () => time })));
    const [context] = await at(term + 20_000);
    await putSession(context, 'id', { sub: alice._id }, term + 20_000);
    assert.ok(await findSession(context, store, 'id'));
    await revokeUser((await at(term - 250_000))[0], alice._id);
    assert.equal(await findSession(context, store, 'id'), undefined);
  });
});

describe('a login right after a revocation by a clock that is ahead', () => {
  /** A separate site whose user has just been revoked. @param {object} [changes] of the store @param {any} [user] */
  async function revoke(changes = {}, user = alice) {
    const store = { ...freshStore().store, ...changes };
    await site.isolate({ store, now: () => Date.now() + 30_000 }).revokeUser(user._id);
    return () => site.isolate({ store });
  }

  test('is an error the first time, and no way back to the page', async () => {
    const visitor = createVisitor((await revoke())());
    const answer = await visitor.send(await visitor.begin());
    assert.equal(answer.status, 403);
    assert.equal(answer.headers.get('location'), null);
    assert.match(await answer.text(), /session_revoked/);
    assert.deepEqual(
      answer.headers.getSetCookie().filter((line) => !line.includes('_tx_')),
      [],
    );
    assert.match(site.log.join(), /callback failed: session_revoked/);
    site.clock.ahead = 31_000;
    await visitor.enter();
    assert.equal((await visitor.me()).sub, alice._id);
  });

  test('is that error to all isolates that got its callback', async () => {
    const makeIsolate = await revoke({}, bob);
    const isolates = [makeIsolate(), makeIsolate(), makeIsolate()];
    const visitor = createVisitor(isolates[0]);
    const request = copyRequest(visitor, await visitor.begin('return_to=/', bob));
    const answers = await Promise.all([...isolates, isolates[0]].map((login) => login.fetch(request())));
    for (const answer of answers) assert.deepEqual(await outcomeOf(answer), REVOKED);
    assert.equal(site.countRedeemed(), 1);
  });

  test('is that error to a login that the page started', async () => {
    const makeIsolate = await revoke();
    const { apiUrl, clientId, clientSecret } = site.config;
    const client = createClient({ apiUrl, clientId, clientSecret, redirectUri: 'https://app.example/page' });
    const { url: location, transaction } = client.begin({ returnTo: '/inbox' });
    const visitor = createVisitor(makeIsolate());
    const url = await logIn(visitor.tailchat, location, alice);
    const body = JSON.stringify({ url, transaction });
    const headers = { 'content-type': 'application/json', 'x-tailchat-login': '1' };
    const request = copyRequest(visitor, '/auth/exchange', { method: 'POST', body, headers });
    for (const login of [makeIsolate(), makeIsolate()])
      assert.deepEqual(await outcomeOf(await login.fetch(request())), REVOKED);
  });

  test('is that error where the store has no claim', async () => {
    const visitor = createVisitor((await revoke({ claim: null }))());
    assert.deepEqual(await outcomeOf(await visitor.send(await visitor.begin(), json)), REVOKED);
  });
});

test('a login whose session the store did not keep is an error, and no way back to the page', async () => {
  const { store } = freshStore();
  const forgetful = {
    ...store,
    put: async (/** @type {any[]} */ ...[key, value, ttl]) =>
      key.startsWith('session:') ? undefined : store.put(key, value, ttl),
  };
  const visitor = createVisitor(site.isolate({ store: forgetful }));
  assert.deepEqual(await outcomeOf(await visitor.send(await visitor.begin(), json)), REVOKED);
});

describe('apps that share a store', () => {
  const other = { clientId: 'tc_64b1f0c2a5d3e97b4c8f1a22', clientSecret: 'secret-of-another-app' };

  test("keep their users' sessions apart: revoking in one ends none of another", async () => {
    const { store } = freshStore();
    const { visitor } = await enter({ store });
    await site.isolate({ store, baseUrl: 'https://other.example' }).revokeUser(alice._id);
    await site.isolate({ store, ...other }).revokeUser(alice._id);
    await site.isolate({ store, family: 'ours' }).revokeUser(alice._id);
    assert.equal((await visitor.me()).sub, alice._id);
  });

  test('of one family are revoked together, on all hosts and with other keys, and no other family is', async () => {
    const { store } = freshStore();
    const { login, visitor } = await enter({ store, family: 'ours' });
    const stranger = await enter({ store, family: 'theirs' });
    const host = site.isolate({
      store,
      ...other,
      baseUrl: 'https://other.example',
      family: 'ours',
      sessionKeys: 'a2V5LW51bWJlci10d28tZm9yLXRlc3RzLW9ubHktISE',
    });
    const cookie = visitor.header().replace(/tailchat_[0-9a-f]{8}/, 'tailchat_00000000');
    assert.equal(await host.user(new Request('https://other.example', { headers: { cookie } })), null);
    await host.revokeUser(bob._id);
    assert.ok(await visitor.me());
    await host.revokeUser(alice._id);
    assert.equal(await visitor.me(), null);
    assert.equal((await stranger.visitor.me()).sub, alice._id);
    site.clock.ahead += 10;
    await visitor.enter();
    assert.ok(await visitor.me());
    await login.revokeUser(alice._id);
    assert.equal(await visitor.me(), null);
  });

  test('of one family, but of two Tailchats, have different users', async () => {
    const { visitor } = await enter({ family: 'ours' });
    const elsewhere = site.isolate({ family: 'ours', issuer: 'https://another.example' });
    await elsewhere.revokeUser(alice._id);
    assert.ok(await visitor.me());
  });

  test('have a family name of visible ASCII', () => {
    for (const family of ['', ' ', 'a b', 'é', 'x'.repeat(65), 1, null, ['ours']])
      assert.throws(() => site.isolate({ family }), { code: 'configuration_invalid', option: 'family' });
  });
});
