// Checks the data that is read about a user's groups.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alice,
  bob,
  bot,
  carol,
  createTailchat,
  editor,
  guild,
  idOf,
  makeGroup,
  staff,
} from '../../support/tailchat_api.js';

const STAFF = { id: staff, name: 'staff' };
const EDITOR = { id: editor, name: 'editor' };

test('a member has the roles that the group gives him, and no others', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  assert.deepEqual(await groups.of(alice), [{ id: guild, name: 'Guild', owner: false, roles: [STAFF] }]);
  assert.deepEqual(await groups.of(bob), [{ id: guild, name: 'Guild', owner: false, roles: [] }]);
  assert.equal(tailchat.count('group/getUserGroups'), 1);
});

test('who is in no group has none, and so has what is no id of Tailchat', async () => {
  const groups = createTailchat().makeGroups();
  for (const sub of [
    idOf(0xdead),
    '',
    'alice',
    alice.toUpperCase(),
    `${alice} `,
    '__proto__',
    alice.slice(1),
  ])
    assert.deepEqual(await groups.of(sub), [], sub);
  for (const sub of [undefined, null, 1, {}, [alice]])
    assert.deepEqual(await groups.of(/** @type {any} */ (sub)), []);
});

test('the owner holds no role, and has every one', async () => {
  const [own] = await createTailchat().makeGroups().of(carol);
  assert.equal(own.owner, true);
  assert.deepEqual(
    own.roles,
    [EDITOR, STAFF].sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
});

test('an owner who is no member any more has nothing', async () => {
  const tailchat = createTailchat();
  tailchat.groups = [makeGroup({ owner: idOf(5) })];
  assert.deepEqual(await tailchat.makeGroups().of(idOf(5)), []);
});

test('a role that the group does not list is none, and roles may be null or missing', async () => {
  const tailchat = createTailchat();
  const members = [
    { roles: [idOf(9), staff, idOf(10)], userId: alice },
    { roles: null, userId: bob },
    { userId: bot },
  ];
  tailchat.groups = [makeGroup({ members })];
  const groups = tailchat.makeGroups();
  const rolesOf = async (/** @type {string} */ sub) => (await groups.of(sub))[0].roles;
  assert.deepEqual(await rolesOf(alice), [STAFF]);
  assert.deepEqual(await rolesOf(bob), []);
  assert.deepEqual(await rolesOf(bot), []);
});

test('who was put into a group twice has the roles of both rows', async () => {
  const tailchat = createTailchat();
  const twice = [
    { roles: [staff], userId: alice },
    { roles: [editor], userId: alice, muteUntil: '2030-01-01T00:00:00.000Z' },
  ];
  tailchat.groups = [makeGroup({ members: [...twice, { roles: [], userId: bob }] })];
  const [own] = await tailchat.makeGroups().of(alice);
  assert.deepEqual(own.roles.map(({ name }) => name).sort(), ['editor', 'staff']);
  assert.equal(own.mutedUntil, Date.parse('2030-01-01T00:00:00Z') / 1000);
});

test('a mute is told while it lasts, also from the same answer', async () => {
  const tailchat = createTailchat();
  const ends = tailchat.clock.now + 30_000;
  const muteUntil = new Date(ends).toISOString();
  tailchat.groups = [makeGroup({ members: [{ roles: [], userId: alice, muteUntil }] })];
  const groups = tailchat.makeGroups();
  assert.equal((await groups.of(alice))[0].mutedUntil, ends / 1000);
  tailchat.clock.now = ends;
  assert.deepEqual(await groups.of(alice), [{ id: guild, name: 'Guild', owner: false, roles: [] }]);
  assert.equal(tailchat.count('group/getUserGroups'), 1);
});

test('each of many members is found, whatever the order of the rows', async () => {
  const tailchat = createTailchat();
  const ids = Array.from({ length: 3000 }, (_, i) => idOf(Math.imul(i + 1, 2654435761) >>> 0));
  const members = ids.map((userId, i) => ({
    userId,
    roles: i % 3 === 0 ? [staff] : i % 3 === 1 ? [editor, staff] : [],
  }));
  tailchat.groups = [
    makeGroup({ members }),
    makeGroup({ _id: idOf(7), name: 'Second', members: members.slice(0, 10) }),
  ];
  const groups = tailchat.makeGroups();
  for (const [i, id] of ids.entries()) {
    const found = await groups.of(id);
    assert.equal(found.length, i < 10 ? 2 : 1);
    assert.deepEqual(
      found[0].roles.map((role) => role.name).sort(),
      [['staff'], ['editor', 'staff'], []][i % 3],
    );
  }
});

test('names come as they are, and one that is too long gives way to the id', async () => {
  const tailchat = createTailchat();
  const name = 'Gïld "\\ \u2028 \u0000 群组 \ud83d\ude00';
  tailchat.groups = [
    makeGroup({ name, roles: [{ _id: staff, name: 'n'.repeat(257), permissions: [] }] }),
    makeGroup({ _id: idOf(7), name: 'n'.repeat(256) }),
  ];
  const [first, second] = await tailchat.makeGroups().list();
  assert.equal(first.name, name);
  assert.deepEqual(first.roles, [{ id: staff, name: staff }]);
  assert.equal(second.name, 'n'.repeat(256));
});

test('what is given is frozen, and the list has what every group has', async () => {
  const groups = createTailchat().makeGroups();
  const own = await groups.of(alice);
  for (const thing of [own, own[0], own[0].roles, own[0].roles[0]]) assert.ok(Object.isFrozen(thing));
  const list = await groups.list();
  assert.ok(Object.isFrozen(list) && Object.isFrozen(list[0]) && Object.isFrozen(list[0].roles));
  assert.deepEqual(list, [
    {
      id: guild,
      name: 'Guild',
      roles: [STAFF, EDITOR].sort((a, b) => (a.id < b.id ? -1 : 1)),
      memberCount: 4,
    },
  ]);
});

test('a bot in no group sees none', async () => {
  const tailchat = createTailchat();
  tailchat.groups = [];
  assert.deepEqual(await tailchat.makeGroups().list(), []);
});
