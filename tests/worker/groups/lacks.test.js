// Finds the group or role that a user lacks, for rules and for the page about it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../../../bindings/vocabulary.js';
import {
  alice,
  bob,
  carol,
  createTailchat,
  editor,
  guild,
  idOf,
  makeGroup,
  staff,
} from '../../support/tailchat_api.js';

const GUILD = { id: guild, name: 'Guild' };
const joinUrl = 'https://chat.example/invite/Y5GiSVLx';

test('a member lacks nothing, who has the role lacks nothing, and the owner has every role', async () => {
  const groups = createTailchat().makeGroups();
  assert.equal(await groups.lacks(bob, { group: guild }), undefined);
  assert.equal(await groups.lacks(alice, { group: guild, role: staff }), undefined);
  for (const role of [staff, editor])
    assert.equal(await groups.lacks(carol, { group: guild, role }), undefined);
});

test('who lacks something is told what, by its name, and where one can join', async () => {
  const groups = createTailchat().makeGroups({ joinUrls: { [guild]: joinUrl } });
  assert.deepEqual(await groups.lacks(idOf(9), { group: guild, role: staff }), {
    code: 'group_missing',
    group: GUILD,
    joinUrl,
  });
  const lack = await groups.lacks(bob, { group: guild, role: staff });
  assert.deepEqual(lack, { code: 'role_missing', group: GUILD, role: { id: staff, name: 'staff' }, joinUrl });
  assert.ok(Object.isFrozen(lack));
  for (const sub of ['', 'x', null])
    assert.equal((await groups.lacks(/** @type {any} */ (sub), { group: guild }))?.code, 'group_missing');
});

test('a role that the group does not have lets nobody in, not even the owner, and the log says so once', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  for (const sub of [alice, carol, bob]) {
    const lack = await groups.lacks(sub, { group: guild, role: idOf(7) });
    assert.deepEqual([lack?.code, lack?.role], ['role_missing', { id: idOf(7), name: idOf(7) }]);
  }
  assert.deepEqual(tailchat.log, [
    `tailchat-login: groups: group ${guild} has no role ${idOf(7)}: nobody has it`,
  ]);
});

test('a group that the bot does not see is not known: 503, and the log says so once', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  for (const sub of [alice, carol])
    await assert.rejects(groups.lacks(sub, { group: idOf(7) }), { code: 'group_unknown', status: 503 });
  assert.equal(tailchat.log.length, 1);
  assert.match(tailchat.log[0], new RegExp(idOf(7)));
});

test('a requirement that is no id is refused with the name of what is wrong: a name lets nobody in', async () => {
  const groups = createTailchat().makeGroups();
  for (const group of [undefined, '', 'Guild', guild.toUpperCase(), `${guild} `, null, 1, [guild]])
    await assert.rejects(groups.lacks(alice, /** @type {any} */ ({ group })), {
      code: 'configuration_invalid',
      option: 'group',
      message: /^group must be the id/,
    });
  for (const role of ['', 'staff', null, `${staff}\n`, [staff]])
    await assert.rejects(groups.lacks(alice, /** @type {any} */ ({ group: guild, role })), {
      option: 'role',
      message: /^role must be the id/,
    });
  for (const requirement of [undefined, null, guild])
    await assert.rejects(groups.lacks(alice, /** @type {any} */ (requirement)), { option: 'group' });
});

test('with groupIds a group that is not among them is a mistake of the program', async () => {
  const groups = createTailchat().makeGroups({ groupIds: [guild] });
  await assert.rejects(groups.lacks(alice, { group: idOf(7) }), {
    code: 'configuration_invalid',
    option: 'groupIds',
  });
  groups.watch([idOf(7)]);
  await assert.rejects(groups.lacks(alice, { group: idOf(7) }), { code: 'group_unknown' });
});

test('so many groups can be named, and no more', async () => {
  const groups = createTailchat().makeGroups();
  groups.watch(Array.from({ length: LIMITS.groups }, (_, i) => idOf(i)));
  assert.throws(() => groups.watch([idOf(0xfffff)]), { code: 'configuration_invalid', option: 'groupIds' });
  for (const id of ['Guild', '', null])
    assert.throws(() => groups.watch([/** @type {any} */ (id)]), { option: 'groupIds' });
  groups.watch([idOf(0)]);
});

test('a group that a rule names later is asked for at once', async () => {
  const tailchat = createTailchat();
  tailchat.groups = [makeGroup(), makeGroup({ _id: idOf(7) })];
  const groups = tailchat.makeGroups({ groupIds: [guild] });
  await groups.of(alice);
  groups.watch([idOf(7)]);
  assert.deepEqual(
    (await groups.of(alice)).map(({ id }) => id),
    [guild, idOf(7)],
  );
});
