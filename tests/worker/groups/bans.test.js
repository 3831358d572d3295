// Finds out which users are banned or deleted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alice, bob, createTailchat, failure, idOf, json, makeUser } from '../../support/tailchat_api.js';

const ACTION = 'user/getUserInfoList';

test('a banned, a deleted and an unknown user are nobody, and so is what is no id', async () => {
  const tailchat = createTailchat();
  tailchat.users = [makeUser(alice), makeUser(bob, { banned: true })];
  const groups = tailchat.makeGroups();
  assert.equal(await groups.isBanned(alice), false);
  assert.equal(await groups.isBanned(bob), true);
  assert.equal(await groups.isBanned(idOf(99)), true);
  const before = tailchat.asked.length;
  for (const sub of ['', 'x', alice.toUpperCase(), `${alice}0`, null, undefined, 1, {}])
    assert.equal(await groups.isBanned(/** @type {any} */ (sub)), true);
  assert.equal(tailchat.asked.length, before, 'one malformed id fails a whole list: it is never asked for');
});

test('a ban and its end show within cacheSeconds', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  assert.equal(await groups.isBanned(alice), false);
  tailchat.users = [makeUser(alice, { banned: true })];
  tailchat.clock.now += 59_999;
  assert.equal(await groups.isBanned(alice), false);
  tailchat.clock.now += 1;
  assert.equal(await groups.isBanned(alice), true);
  tailchat.users = [makeUser(alice)];
  tailchat.clock.now += 60_000;
  assert.equal(await groups.isBanned(alice), false);
  tailchat.users = [];
  tailchat.clock.now += 60_000;
  assert.equal(await groups.isBanned(alice), true);
});

test('no token goes along, for none is needed', async () => {
  const tailchat = createTailchat();
  await tailchat.makeGroups().isBanned(alice);
  assert.deepEqual(
    tailchat.asked.map(({ action, token }) => [action, token]),
    [[ACTION, null]],
  );
});

test('many users are asked for in few lists: one at a time, each user once', async () => {
  const tailchat = createTailchat();
  const ids = Array.from({ length: 2500 }, (_, i) => idOf(i + 1));
  tailchat.users = ids.map((id, i) => makeUser(id, { banned: i % 2 === 0 }));
  const groups = tailchat.makeGroups();
  let under_way = 0;
  let most = 0;
  tailchat.instead[ACTION] = async ({ body }) => {
    under_way += 1;
    most = Math.max(most, under_way);
    await new Promise((resolve) => setImmediate(resolve));
    under_way -= 1;
    return json(200, {
      code: 200,
      data: body.userIds.map((/** @type {string} */ id) => tailchat.users[parseInt(id, 16) - 1]),
    });
  };
  const found = await Promise.all(ids.map((id) => groups.isBanned(id)));
  assert.deepEqual(
    found,
    ids.map((_, i) => i % 2 === 0),
  );
  assert.equal(most, 1);
  assert.equal(tailchat.count(ACTION), 4, 'the first, and then 1000, 1000 and 499');
  const lists = tailchat.asked.map(({ body }) => body.userIds);
  assert.ok(lists.every((list) => list.length <= 1000));
  assert.equal(new Set(lists.flat()).size, lists.flat().length);
});

test('users in use are asked for together, once in cacheSeconds', async () => {
  const tailchat = createTailchat();
  const ids = Array.from({ length: 300 }, (_, i) => idOf(i + 1));
  tailchat.users = ids.map((id) => makeUser(id));
  const groups = tailchat.makeGroups();
  for (const id of ids) await groups.isBanned(id);
  const first = tailchat.count(ACTION);
  for (let round = 0; round < 20; round += 1) {
    tailchat.clock.now += 30_000;
    for (const id of ids) assert.equal(await groups.isBanned(id), false);
  }
  assert.ok(
    tailchat.count(ACTION) - first <= 11,
    `${tailchat.count(ACTION) - first} requests in ten minutes`,
  );
  tailchat.clock.now += 3_600_000;
  await groups.isBanned(ids[0]);
  assert.deepEqual(tailchat.asked.at(-1)?.body.userIds, [ids[0]], 'who has left is not asked for');
});

for (const [what, data] of /** @type {[string, unknown][]} */ ([
  ['about somebody else', [makeUser(bob)]],
  ['about too many', [makeUser(alice), makeUser(alice)]],
  ['about nobody', []],
  ['without an id', [{ banned: false }]],
  ['of a list', [[makeUser(alice)]]],
  ['of false', [false]],
  ['of a text', ['x']],
  ['where banned is a text', [makeUser(alice, { banned: 'false' })]],
  ['where banned is an object', [makeUser(alice, { banned: {} })]],
  ['where banned is a number', [makeUser(alice, { banned: 0 })]],
  ['that is an object', makeUser(alice)],
  ['that is null', null],
]))
  test(`nobody is let in by an answer ${what}`, async () => {
    const tailchat = createTailchat();
    tailchat.instead[ACTION] = () => json(200, { code: 200, data });
    await assert.rejects(tailchat.makeGroups().isBanned(alice), { code: 'groups_unavailable' });
  });

test('banned said twice in one answer is refused', async () => {
  const tailchat = createTailchat();
  tailchat.instead[ACTION] = () =>
    json(200, `{"code":200,"data":[{"_id":"${alice}","banned":true,"banned":false}]}`);
  await assert.rejects(tailchat.makeGroups().isBanned(alice), { code: 'groups_unavailable' });
});

test('what a user has written about himself changes nothing, whatever it is', async () => {
  const tailchat = createTailchat();
  const extra = {
    banned: true,
    _id: bob,
    data: [null],
    deep: JSON.parse('['.repeat(900) + ']'.repeat(900)),
    big: 'x'.repeat(3e6),
  };
  tailchat.users = [
    makeUser(bob, { extra: { banned: false }, banned: true }),
    makeUser(alice, { extra, banned: undefined }),
  ];
  const groups = tailchat.makeGroups();
  assert.equal(await groups.isBanned(alice), false);
  assert.equal(await groups.isBanned(bob), true);
});

test('a list that fails is not asked for again before the cool-down, also for others', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  tailchat.instead[ACTION] = () => failure(442, 'EntityError', 'Include invalid userId');
  const ids = Array.from({ length: 100 }, (_, i) => idOf(i + 1));
  const outcomes = await Promise.allSettled(ids.map((id) => groups.isBanned(id)));
  assert.ok(outcomes.every(({ status }) => status === 'rejected'));
  assert.equal(tailchat.count(ACTION), 1);
  tailchat.instead = {};
  tailchat.users = ids.map((id) => makeUser(id));
  tailchat.clock.now += 5000;
  assert.deepEqual(
    await Promise.all(ids.map((id) => groups.isBanned(id))),
    ids.map(() => false),
  );
});

test('what is remembered of users is bounded', async () => {
  const tailchat = createTailchat();
  tailchat.instead[ACTION] = ({ body }) =>
    json(200, { code: 200, data: body.userIds.map((/** @type {string} */ id) => makeUser(id)) });
  const groups = tailchat.makeGroups();
  await groups.isBanned(alice);
  const ids = Array.from({ length: 11_000 }, (_, i) => idOf(i + 1));
  await Promise.all(ids.map((id) => groups.isBanned(id)));
  const before = tailchat.count(ACTION);
  await groups.isBanned(alice);
  assert.equal(tailchat.count(ACTION), before + 1, 'the one that came first is forgotten');
  await groups.isBanned(ids.at(-1) ?? '');
  assert.equal(tailchat.count(ACTION), before + 1);
});
