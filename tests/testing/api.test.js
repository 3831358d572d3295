// Compares the stand-in's /api with recorded answers of a real server, and runs createGroups on it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createGroups } from 'tailchat-login/groups';
import { startTailchat } from 'tailchat-login/testing';
import { alice, APP, bob } from '../support/example.js';
import { guild, idOf, staff } from '../support/tailchat_api.js';

const app = { ...APP, capability: ['oauth', 'bot'] };
const other = { ...APP, appId: 'tc_other', capability: ['oauth'] };
const md5 = (/** @type {string} */ text) => createHash('md5').update(text).digest('hex');
const LOGIN = { appId: app.appId, token: md5(app.appId + app.appSecret) };
const invite = { code: 'Y5GiSVLx', groupId: guild };

const makeGuild = () => ({
  _id: guild,
  name: 'Guild',
  owner: bob._id,
  members: [
    { userId: bob._id, roles: [] },
    { userId: alice._id, roles: [staff] },
  ],
  roles: [{ _id: staff, name: 'staff' }],
});

describe('the API of the stand-in', () => {
  /** @type {Awaited<ReturnType<typeof startTailchat>>} */
  let tailchat;
  before(async () => {
    tailchat = await startTailchat({
      apps: [app, other],
      users: [alice, bob],
      groups: [makeGuild()],
      invites: [invite],
    });
    tailchat.addBot(app.appId, guild);
  });
  after(() => tailchat.close());
  beforeEach(() =>
    Object.assign(tailchat.trouble, { coreRestarted: false, openPlatformDown: false, silent: false }),
  );

  /** @param {string} action @param {unknown} [parameters] @param {Record<string, string>} [headers] @returns {Promise<any>} */
  async function ask(action, parameters = {}, headers = {}) {
    const response = await fetch(`${tailchat.url}/api/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof parameters === 'string' ? parameters : JSON.stringify(parameters),
    });
    return { status: response.status, headers: response.headers, ...(await response.json()) };
  }
  const logIn = async () => (await ask('openapi/bot/login', LOGIN)).data.jwt;

  test('a bot logs in with the md5 of id and secret, and gets a token of 30 days', async () => {
    const { status, data, headers } = await ask('openapi/bot/login', LOGIN);
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'application/json; charset=utf-8');
    assert.deepEqual(Object.keys(data), ['jwt', 'userId', 'email', 'nickname', 'avatar']);
    assert.equal(data.email, `open_${app.appId}@openapi.msgbyte.com`);
    const claims = JSON.parse(Buffer.from(data.jwt.split('.')[1], 'base64url').toString());
    assert.equal(claims.exp - claims.iat, 2_592_000);
    assert.equal(claims._id, data.userId);
  });

  for (const [what, parameters, status, message] of /** @type {[string, any, number, RegExp][]} */ ([
    ['a wrong token', { ...LOGIN, token: md5('x') }, 500, /^Auth failed\.$/],
    ['upper case', { ...LOGIN, token: LOGIN.token.toUpperCase() }, 500, /^Auth failed\.$/],
    ['an unknown app', { ...LOGIN, appId: 'tc_x' }, 500, /^Not found open app:tc_x$/],
    ['an app without a bot', { ...LOGIN, appId: 'tc_other' }, 500, /^Open app not enabled capability:bot$/],
    ['no token', { appId: app.appId }, 422, /validation/],
    ['a token that is no text', { ...LOGIN, token: 1 }, 422, /validation/],
  ]))
    test(`a bot's login with ${what} is refused as there`, async () => {
      const answer = await ask('openapi/bot/login', parameters);
      assert.equal(answer.status, status);
      assert.equal(answer.code, status);
      assert.match(answer.message, message);
      assert.ok(!('jwt' in (answer.data ?? {})));
    });

  test('after a restart of the core only who has a token logs in', async () => {
    const jwt = await logIn();
    tailchat.trouble.coreRestarted = true;
    const refused = await ask('openapi/bot/login', LOGIN);
    assert.deepEqual([refused.status, refused.type], [401, 'NO_TOKEN']);
    assert.equal((await ask('openapi/bot/login', LOGIN, { 'x-token': jwt })).status, 200);
    tailchat.trouble.coreRestarted = false;
    assert.equal(
      (await ask('openapi/bot/login', LOGIN, { 'x-token': 'bad' })).status,
      200,
      'it is not looked at',
    );
  });

  test('tokens are looked at, unknown actions before them', async () => {
    const none = await ask('group/getUserGroups');
    assert.deepEqual([none.status, none.type], [401, 'NO_TOKEN']);
    for (const token of ['x', 'a.b.c', `${(await logIn()).slice(0, -3)}AAA`])
      assert.deepEqual((await ask('group/getUserGroups', {}, { 'x-token': token })).type, 'INVALID_TOKEN');
    for (const action of [
      'group/getGroupInfo',
      'group/getusergroups',
      'group//getUserGroups',
      'group/getUserGroups/',
    ])
      assert.deepEqual((await ask(action)).type, 'SERVICE_NOT_FOUND', action);
  });

  test('a bot sees the groups that it is in, whole, by dots as by slashes', async () => {
    const jwt = await logIn();
    for (const action of ['group/getUserGroups', 'group.getUserGroups']) {
      const { data } = await ask(action, {}, { 'x-token': jwt });
      assert.deepEqual(
        data.map((/** @type {any} */ group) => group._id),
        [guild],
      );
      assert.equal(data[0].members.length, 3);
      assert.deepEqual(data[0].roles, [{ permissions: [], _id: staff, name: 'staff' }]);
    }
  });

  test('users are told by list and alone, null for who is unknown, a failure for what is no id', async () => {
    const { data } = await ask('user/getUserInfoList', { userIds: [alice._id, idOf(1), alice._id] });
    assert.deepEqual(
      data.map((/** @type {any} */ user) => user && [user._id, user.banned]),
      [[alice._id, false], null, [alice._id, false]],
    );
    assert.deepEqual((await ask('user/getUserInfoList', { userIds: [] })).data, []);
    assert.equal((await ask('user/getUserInfoList', { userIds: [alice._id, 'x'] })).status, 442);
    assert.equal((await ask('user/getUserInfo', { userId: idOf(1) })).data, null);
    assert.equal((await ask('user/getUserInfo', { userId: 'x' })).name, 'CastError');
    assert.equal((await ask('user/getUserInfoList')).status, 422);
  });

  test('anybody can put the bot into a group, once, and it can leave', async () => {
    const { data } = await ask('user/login', { email: alice.email, password: alice.password });
    const headers = { 'x-token': data.token };
    tailchat.groups.push({ _id: idOf(9), name: 'Guild', owner: alice._id, members: [{ userId: alice._id }] });
    const parameters = { appId: app.appId, groupId: idOf(9) };
    const added = await ask('openapi/integration/addBotUser', parameters, headers);
    assert.deepEqual([added.status, added.code, 'data' in added], [200, 200, false]);
    assert.equal((await ask('openapi/integration/addBotUser', parameters, headers)).message, '已加入该群组');
    assert.equal(
      (await ask('openapi/integration/addBotUser', { ...parameters, appId: 'x' }, headers)).status,
      404,
    );
    const jwt = await logIn();
    assert.equal((await ask('group/quitGroup', { groupId: idOf(9) }, { 'x-token': jwt })).status, 200);
    assert.equal((await ask('group/getUserGroups', {}, { 'x-token': jwt })).data.length, 1);
    tailchat.groups.pop();
  });

  test('invitations and what a group is called are open', async () => {
    assert.deepEqual((await ask('group/invite/findInviteByCode', { code: invite.code })).data, invite);
    assert.equal((await ask('group/invite/findInviteByCode', { code: 'x' })).data, null);
    const { data } = await ask('group/getGroupBasicInfo', { groupId: guild });
    assert.deepEqual([data.name, data.memberCount], ['Guild', 3]);
  });

  test('forms and queries are read as well, other bodies are not, and a broken or large one fails', async () => {
    const form = await fetch(`${tailchat.url}/api/openapi/bot/login`, {
      method: 'POST',
      body: new URLSearchParams(LOGIN),
    });
    assert.equal(form.status, 200);
    assert.equal(
      (await fetch(`${tailchat.url}/api/openapi/bot/login?${new URLSearchParams(LOGIN)}`)).status,
      200,
    );
    assert.equal((await ask('openapi/bot/login', LOGIN, { 'content-type': 'text/plain' })).status, 422);
    assert.equal((await ask('openapi/bot/login', '{')).type, 'entity.parse.failed');
    assert.equal((await ask('openapi/bot/login', `"${'x'.repeat(1024 * 1024)}"`)).type, 'entity.too.large');
    const preflight = await fetch(`${tailchat.url}/api/group/getUserGroups`, {
      method: 'OPTIONS',
      headers: { origin: 'https://x.example' },
    });
    assert.deepEqual([preflight.status, preflight.headers.get('access-control-allow-origin')], [204, '*']);
  });

  test('createGroups works on it: roles, owner, bans, changes, and its troubles', async () => {
    let now = 1_800_000_000_000;
    /** @type {string[]} */
    const log = [];
    const options = { apiUrl: tailchat.url, botId: app.appId, botSecret: app.appSecret, deadline: 300 };
    const groups = createGroups({ ...options, now: () => now, log: (line) => log.push(line) });
    assert.equal(await groups.lacks(alice._id, { group: guild, role: staff }), undefined);
    assert.equal(await groups.lacks(bob._id, { group: guild, role: staff }), undefined, 'the owner');
    assert.equal(await groups.isBanned(alice._id), false);
    tailchat.groups[0].members[1].roles = [];
    tailchat.users[0].banned = true;
    now += 60_000;
    assert.equal((await groups.lacks(alice._id, { group: guild, role: staff }))?.code, 'role_missing');
    assert.equal(await groups.isBanned(alice._id), true);
    tailchat.users[0].banned = false;
    tailchat.groups[0].members[1].roles = [staff];
    for (const [trouble, code] of /** @type {const} */ ([
      ['coreRestarted', 'bot_login_closed'],
      ['openPlatformDown', 'api_response_invalid'],
      ['silent', 'deadline_exceeded'],
    ])) {
      tailchat.trouble[trouble] = true;
      const fresh = createGroups({ ...options, log: (line) => log.push(line) });
      const error = await fresh.of(alice._id).then(assert.fail, (reason) => reason);
      assert.deepEqual([error.code, error.cause.code], ['groups_unavailable', code]);
      tailchat.trouble[trouble] = false;
    }
  });
});

test('groups and invites are checked like apps and users', async () => {
  const good = { apps: [app], users: [alice] };
  for (const [options, message] of /** @type {[any, RegExp][]} */ ([
    [{ groups: {} }, /groups must be an array/],
    [{ groups: [{ ...makeGuild(), owner: 1 }] }, /groups\[0\]\.owner must be/],
    [{ groups: [{ ...makeGuild(), x: 1 }] }, /groups\[0\]\.x is not an option/],
    [{ groups: [makeGuild(), makeGuild()] }, /two of groups have the same _id/],
    [{ invites: 'x' }, /invites must be/],
  ]))
    await assert.rejects(startTailchat({ ...good, ...options }), message);
});
