// Any user can add the bot to a group of their own, copy a name and a role's id into it, and let it grow.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../../../bindings/vocabulary.js';
import {
  alice,
  bob,
  bot,
  createTailchat,
  guild,
  idOf,
  json,
  makeGroup,
  staff,
} from '../../support/tailchat_api.js';

const GROUPS = 'group/getUserGroups';
const mallory = idOf(0x3a110);
const foreign = idOf(0xf04e);
const copy = (/** @type {any} */ changes = {}) =>
  makeGroup({
    _id: foreign,
    owner: mallory,
    members: [
      { userId: mallory, roles: [staff] },
      { userId: bob, roles: [staff] },
    ],
    ...changes,
  });

/** An answer with a part that is made as it is read. @param {string} head @param {number} bytes @param {string} tail */
function stream(head, bytes, tail, piece = 'x'.repeat(65_536)) {
  const encoder = new TextEncoder();
  const encoded = encoder.encode(piece);
  let left = bytes;
  let pulled = 0;
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    pull(controller) {
      pulled += encoded.length;
      if (left > 0) controller.enqueue(encoded);
      else {
        controller.enqueue(encoder.encode(tail));
        controller.close();
      }
      left -= encoded.length;
    },
  });
  return {
    response: new Response(body, { headers: { 'content-type': 'application/json' } }),
    pulled: () => pulled,
  };
}

for (const [what, options] of /** @type {[string, any][]} */ ([
  ['with groupIds', { groupIds: [guild] }],
  ['without groupIds', {}],
])) {
  test(`a group with our name and our role's id lets nobody in, ${what}`, async () => {
    const tailchat = createTailchat();
    tailchat.groups = [copy(), makeGroup(), copy({ _id: idOf(0xf05) })];
    const groups = tailchat.makeGroups(options);
    assert.deepEqual(await groups.lacks(mallory, { group: guild }), {
      code: 'group_missing',
      group: { id: guild, name: 'Guild' },
    });
    assert.equal((await groups.lacks(bob, { group: guild, role: staff }))?.code, 'role_missing');
    assert.equal(await groups.lacks(alice, { group: guild, role: staff }), undefined);
    const ids = (await groups.of(mallory)).map(({ id }) => id);
    assert.deepEqual(ids, options.groupIds ? [] : [foreign, idOf(0xf05)]);
    assert.ok(!ids.includes(guild));
  });

  test(`a foreign group of megabytes shuts nobody out, before or behind ours, ${what}`, async () => {
    const tailchat = createTailchat();
    const groups = tailchat.makeGroups(options);
    const swollen = copy({ panels: [{ name: 'p', meta: { url: 'x'.repeat(20e6) } }] });
    for (const all of [
      [swollen, makeGroup()],
      [makeGroup(), swollen],
      [swollen, makeGroup(), copy({ _id: idOf(2), name: '\u0001'.repeat(3e6) })],
    ]) {
      tailchat.groups = all;
      tailchat.clock.now += 60_000;
      assert.equal(await groups.lacks(alice, { group: guild, role: staff }), undefined);
      assert.equal((await groups.lacks(bob, { group: guild, role: staff }))?.code, 'role_missing');
    }
  });

  test(`a foreign group of more members, roles or depth than a group may have shuts nobody out, ${what}`, async () => {
    const tailchat = createTailchat();
    const groups = tailchat.makeGroups(options);
    const members = Array.from({ length: LIMITS.group_members + 1 }, (_, i) => ({
      userId: idOf(i),
      roles: [],
    }));
    const roles = Array.from({ length: LIMITS.group_roles + 1 }, (_, i) => ({ _id: idOf(i), name: 'r' }));
    const deep = JSON.parse('['.repeat(1000) + ']'.repeat(1000));
    const many = Array.from({ length: 300 }, (_, i) => copy({ _id: idOf(0x9000 + i) }));
    const { _id, ...rest } = copy({ members });
    const last = { ...rest, _id }; // only then is it known to be foreign
    for (const others of [
      [copy({ members })],
      [last],
      [copy({ roles })],
      [copy({ meta: deep })],
      many,
      [copy({ members: 'x' })],
      [copy({ _id: null })],
      [copy({ _id: guild.toUpperCase() })],
    ]) {
      for (const all of [
        [...others, makeGroup()],
        [makeGroup(), ...others],
      ]) {
        tailchat.groups = all;
        tailchat.clock.now += 60_000;
        assert.equal(await groups.lacks(alice, { group: guild, role: staff }), undefined);
        assert.equal((await groups.lacks(mallory, { group: guild }))?.code, 'group_missing');
      }
    }
  });
}

test('members of other groups take no room from those of named ones', async () => {
  const tailchat = createTailchat();
  const members = (/** @type {number} */ first) =>
    Array.from({ length: 60_000 }, (_, i) => ({ userId: idOf(first + i), roles: [] }));
  tailchat.groups = [
    copy({ members: members(0) }),
    makeGroup({ members: [{ userId: alice, roles: [] }, ...members(0).slice(1)] }),
  ];
  const groups = tailchat.makeGroups();
  assert.equal(await groups.lacks(alice, { group: guild }), undefined);
  assert.equal((await groups.list()).length, 2);
});

test('a group that was left out is kept once it is named, and the log says how to name it', async () => {
  const tailchat = createTailchat();
  const many = Array.from({ length: LIMITS.groups }, (_, i) => copy({ _id: idOf(0x9000 + i) }));
  tailchat.groups = [...many, makeGroup()];
  const groups = tailchat.makeGroups();
  assert.deepEqual(await groups.of(alice), []);
  assert.match(tailchat.log.join('\n'), /1 groups are left out.*groupIds/);
  assert.equal(await groups.lacks(alice, { group: guild, role: staff }), undefined);
  assert.equal(tailchat.count(GROUPS), 2);
  assert.equal((await groups.of(alice)).length, 1);
});

test('with groupIds every other group is skipped, with nothing of it kept', async () => {
  const tailchat = createTailchat();
  tailchat.groups = [copy(), makeGroup(), makeGroup({ _id: bot, name: 'Second' })];
  const groups = tailchat.makeGroups({ groupIds: [guild, bot] });
  assert.deepEqual(
    (await groups.list()).map(({ id }) => id),
    [guild, bot],
  );
  assert.deepEqual(await groups.of(mallory), []);
});

test('foreign bytes are skipped as they come, and beyond their bound the refresh fails with a line that names the group', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups({ groupIds: [guild], deadline: 60_000 });
  const head = `{"code":200,"data":[${JSON.stringify(makeGroup())},{"_id":"${foreign}","name":"`;
  let endless = stream(head, Infinity, '');
  tailchat.instead[GROUPS] = () => endless.response;
  await assert.rejects(groups.of(alice), { code: 'groups_unavailable' });
  assert.ok(endless.pulled() <= LIMITS.foreign_bytes + 1_000_000, `${endless.pulled()}`);
  assert.match(tailchat.log[0], /api_response_too_large/);
  assert.match(tailchat.log[1], new RegExp(`group ${foreign}, which is not named.*leave`));
});

test('a named group is read up to its bound, and not further', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups({ groupIds: [guild] });
  const { _id, ...rest } = makeGroup();
  const text = JSON.stringify(rest).slice(1);
  const bytes = (/** @type {number} */ length) => {
    const before = `{"_id":"${_id}","x":"`;
    return { before, tail: `",${text}]}`, bytes: length - before.length - text.length - 2 };
  };
  const at = async (/** @type {number} */ length) => {
    const { before, tail, bytes: fill } = bytes(length);
    tailchat.clock.now += 400_000;
    tailchat.instead[GROUPS] = () => json(200, `{"code":200,"data":[${before}${'x'.repeat(fill)}${tail}`);
    return groups.of(alice);
  };
  assert.equal((await at(LIMITS.group_bytes)).length, 1);
  await assert.rejects(at(LIMITS.group_bytes + 1), { code: 'groups_unavailable' });
  assert.match(tailchat.log.at(-1) ?? '', new RegExp(`group ${guild}, which is named`));
  const endless = stream(`{"code":200,"data":[{"_id":"${guild}","name":"`, Infinity, '');
  tailchat.instead[GROUPS] = () => endless.response;
  tailchat.clock.now += 400_000;
  await assert.rejects(groups.of(alice), { code: 'groups_unavailable' });
  assert.ok(endless.pulled() < LIMITS.group_bytes + 1_000_000);
});

for (const [what, group] of /** @type {[string, any][]} */ ([
  ['without members', makeGroup({ members: undefined })],
  ['whose members are no list', makeGroup({ members: {} })],
  ['whose members are null', makeGroup({ members: null })],
  [
    'of more members than are kept',
    makeGroup({ members: Array.from({ length: LIMITS.group_members + 1 }, (_, i) => ({ userId: idOf(i) })) }),
  ],
  [
    'of more roles than are kept',
    makeGroup({
      roles: Array.from({ length: LIMITS.group_roles + 1 }, (_, i) => ({ _id: idOf(i), name: '' })),
    }),
  ],
]))
  test(`a named group ${what} closes`, async () => {
    const tailchat = createTailchat();
    tailchat.groups = [group];
    await assert.rejects(tailchat.makeGroups({ groupIds: [guild] }).of(alice), {
      code: 'groups_unavailable',
    });
  });

test('a named group that comes twice closes: which of the two is ours is not for us to guess', async () => {
  const tailchat = createTailchat();
  tailchat.groups = [makeGroup({ members: [] }), makeGroup()];
  await assert.rejects(tailchat.makeGroups({ groupIds: [guild] }).of(alice), { code: 'groups_unavailable' });
});

for (const name of ['_id', 'owner', 'members', 'roles'])
  test(`a named group that says ${name} twice, or by an escape, closes`, async () => {
    const [own] = [JSON.stringify(makeGroup())];
    const second = { _id: guild, owner: mallory, members: [{ userId: mallory }], roles: [] }[name];
    for (const key of [name, `\\u00${name.charCodeAt(0).toString(16)}${name.slice(1)}`]) {
      const tailchat = createTailchat();
      tailchat.instead[GROUPS] = () =>
        json(200, `{"code":200,"data":[${own.slice(0, -1)},"${key}":${JSON.stringify(second)}}]}`);
      await assert.rejects(tailchat.makeGroups({ groupIds: [guild] }).of(mallory), {
        code: 'groups_unavailable',
      });
    }
  });

test('with leave the bot leaves what is not named, and nothing else; without it, nothing', async () => {
  const tailchat = createTailchat();
  tailchat.groups = [copy(), makeGroup(), copy({ _id: idOf(2) })];
  await tailchat.makeGroups({ groupIds: [guild] }).of(alice);
  assert.equal(tailchat.count('group/quitGroup'), 0);
  await tailchat.makeGroups({ groupIds: [guild], leave: true }).of(alice);
  const left = tailchat.asked.filter(({ action }) => action === 'group/quitGroup');
  assert.deepEqual(
    left.map(({ body, token }) => [body.groupId, tailchat.tokens.has(String(token))]),
    [
      [foreign, true],
      [idOf(2), true],
    ],
  );
  assert.deepEqual(
    tailchat.groups.map(({ _id }) => _id),
    [guild],
  );
  assert.match(tailchat.log.join('\n'), new RegExp(`the bot has left group ${foreign}`));
});

test('a group of a rule is not left, and a group that cannot be left closes nothing', async () => {
  const tailchat = createTailchat();
  tailchat.groups = [makeGroup(), copy()];
  tailchat.instead['group/quitGroup'] = () => Promise.reject(new TypeError('gone'));
  const groups = tailchat.makeGroups({ groupIds: [guild], leave: true });
  assert.equal((await groups.of(alice)).length, 1);
  groups.watch([foreign]);
  tailchat.clock.now += 60_000;
  const before = tailchat.count('group/quitGroup');
  assert.equal((await groups.of(mallory)).length, 1);
  assert.equal(tailchat.count('group/quitGroup'), before);
});

test('a group that a rule names while it is read is not left', async () => {
  const tailchat = createTailchat();
  tailchat.groups = [makeGroup(), copy()];
  const groups = tailchat.makeGroups({ groupIds: [guild], leave: true });
  tailchat.instead[GROUPS] = () => {
    groups.watch([foreign]);
    return json(200, { code: 200, data: tailchat.groups });
  };
  await groups.of(alice);
  assert.equal(tailchat.count('group/quitGroup'), 0);
});

test('what makes an answer fail is left too, so that the next one succeeds', async () => {
  const tailchat = createTailchat();
  const head = `{"code":200,"data":[{"_id":"${foreign}","name":"`;
  tailchat.instead[GROUPS] = () => stream(head, Infinity, '').response;
  tailchat.instead['group/quitGroup'] = ({ body }) => {
    assert.equal(body.groupId, foreign);
    tailchat.instead = {};
    return json(200, { code: 200 });
  };
  const groups = tailchat.makeGroups({ groupIds: [guild], leave: true, deadline: 60_000 });
  await assert.rejects(groups.of(alice), { code: 'groups_unavailable' });
  tailchat.clock.now += 5000;
  assert.equal((await groups.of(alice)).length, 1);
});
