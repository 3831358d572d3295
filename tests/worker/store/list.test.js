// The list of a user's sessions, for an account page.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { LIMITS } from '../../../bindings/vocabulary.js';
import { alice, bob, createVisitor } from '../../support/kit.js';
import { startSite } from './kit.js';

/** @type {import('./kit.js').Site} */
let site;
/** @type {import('../../../types/store.js').Store} */
let store;
before(async () => {
  site = await startSite();
});
beforeEach(() => {
  site.reset();
  store = createMemoryStore({ now: site.config.now });
});
after(() => site.close());

/** @param {object} [changes] @param {any} [user] */
async function enter(changes = {}, user = alice) {
  const login = site.isolate({ store, ...changes });
  const visitor = createVisitor(login);
  assert.equal((await visitor.enter('return_to=/inbox', user)).status, 302);
  const cookie = visitor.header();
  const { sid = '' } = await login.session(new Request('https://app.example', { headers: { cookie } }));
  return { login, visitor, sid };
}

/** @param {any} login @param {any} [user] */
const sidsOf = async (login, user = alice) => (await login.sessions(user._id)).map(({ sid }) => sid).sort();

test("lists a user's sessions and no other's: begun, seen, and the browser as the site names it", async () => {
  const agentName = (/** @type {Request} */ request) => `Browser of ${new URL(request.url).pathname}`;
  const one = await enter({ agentName });
  const two = await enter();
  await enter({}, bob);
  const sessions = await one.login.sessions(alice._id);
  assert.deepEqual(await sidsOf(two.login), [one.sid, two.sid].sort());
  const now = Math.floor(site.config.now() / 1000);
  for (const { beganAt, seenAt } of sessions)
    for (const time of [beganAt, seenAt]) assert.ok(Number.isInteger(time) && Math.abs(time - now) < 300);
  assert.equal(sessions.find(({ sid }) => sid === one.sid)?.agent, 'Browser of /auth/callback');
  assert.ok(!('agent' in /** @type {object} */ (sessions.find(({ sid }) => sid === two.sid))));
  assert.deepEqual(await one.login.sessions('nobody'), []);
});

test('shows no session that was ended: by logout, by its name, with its user, or by its time', async () => {
  const [one, two, three] = [await enter(), await enter(), await enter()];
  await one.visitor.post('/auth/logout');
  assert.deepEqual(await sidsOf(one.login), [two.sid, three.sid].sort());
  await one.login.revokeSession(two.sid);
  assert.deepEqual(await sidsOf(one.login), [three.sid]);
  site.clock.ahead = 86_401_000;
  assert.deepEqual(await sidsOf(one.login), []);
  site.clock.ahead = 0;
  await one.login.revokeUser(alice._id);
  assert.deepEqual(await sidsOf(one.login), []);
});

test('says a renewal as the last time that it was seen, and never writes the session', async () => {
  const [one, two] = [await enter(), await enter()];
  const begun = await one.login.sessions(alice._id);
  site.clock.ahead = 10 * 3_600_000;
  await one.visitor.me();
  const [first, second] = await one.login.sessions(alice._id);
  assert.deepEqual([first.sid, second.sid], [one.sid, two.sid]);
  assert.ok(first.seenAt >= begun[0].seenAt + 36_000 - 300);
  assert.deepEqual(
    [first, second].map(({ beganAt }) => beganAt).sort(),
    begun.map(({ beganAt }) => beganAt).sort(),
  );
});

test('loses none of many logins and renewals at the same moment', async () => {
  const many = await Promise.all(Array.from({ length: 8 }, () => enter()));
  assert.deepEqual(await sidsOf(many[0].login), many.map(({ sid }) => sid).sort());
});

test('stops no login and no renewal where it cannot be written', async () => {
  const failing = {
    ...store,
    swap: async () => {
      throw new Error('down');
    },
    claim: async (/** @type {[string, number, string]} */ ...[key, ttl, value]) => {
      if (key.startsWith('sessions:')) throw new Error('down');
      return /** @type {any} */ (store).claim(key, ttl, value);
    },
  };
  const { login, visitor } = await enter({ store: failing });
  site.clock.ahead = 10 * 3_600_000;
  assert.equal((await visitor.me()).sub, alice._id);
  assert.deepEqual(await login.sessions(alice._id), []);
});

test('is sealed, in its own place: what another has put there is an empty list', async () => {
  /** @type {string[]} */
  const keys = [];
  const noting = {
    ...store,
    claim: async (/** @type {[string, number, string]} */ ...args) => {
      keys.push(args[0]);
      return /** @type {any} */ (store).claim(...args);
    },
  };
  const mine = await enter({ store: noting });
  await enter({ store: noting }, bob);
  const [alices, bobs] = keys.filter((key) => key.startsWith('sessions:'));
  const text = String(await store.get(alices));
  assert.ok(!text.includes(mine.sid) && !text.includes(alice._id));
  for (const value of [text, '', '{"entries":[]}']) {
    await store.put(bobs, value, 600);
    assert.deepEqual(await mine.login.sessions(bob._id), []);
  }
  assert.equal((await mine.login.sessions(alice._id)).length, 1);
});

test('says so where the store keeps none, and all else works there', async () => {
  for (const part of [{ swap: undefined }, { swap: null }, { claim: null }]) {
    const { login, visitor } = await enter({ store: { ...store, ...part } });
    assert.ok(await visitor.me());
    await assert.rejects(login.sessions(alice._id), { code: 'configuration_invalid', message: /no swap/ });
  }
  await assert.rejects(site.makeLogin().sessions(alice._id), {
    code: 'configuration_invalid',
    option: 'store',
  });
  for (const sub of [undefined, '', 1, 'x'.repeat(256)])
    await assert.rejects(site.isolate().sessions(/** @type {any} */ (sub)), { code: 'request_invalid' });
});

test('takes no name of a browser that is no text, or is longer than the limit, and no error', async () => {
  for (const [agentName, expected] of /** @type {[any, string | undefined][]} */ ([
    [() => 'x'.repeat(1000), 'x'.repeat(LIMITS.agent_characters)],
    [() => undefined, undefined],
    [async () => 'late', undefined],
    [
      () => {
        throw new Error('broken');
      },
      undefined,
    ],
  ])) {
    const { login, sid } = await enter({ agentName });
    const listed = (await login.sessions(alice._id)).find((session) => session.sid === sid);
    assert.equal(listed?.agent, expected);
  }
});
