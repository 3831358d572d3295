// createLogin({ groups }): checks the groups, roles and bans in the results of user, session, require and me.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { alice as account, BASE_URL, createVisitor, startWorld } from '../../support/kit.js';
import {
  createTailchat,
  editor,
  guild,
  idOf,
  makeGroup,
  makeUser,
  staff,
} from '../../support/tailchat_api.js';

const alice = account._id;
const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html' };
const SCRIPT = { accept: 'application/json', 'sec-fetch-mode': 'cors' };
const joinUrl = 'https://chat.example/invite/Y5GiSVLx?a=1&b=%22';
const down = () => Promise.reject(new TypeError('down'));

describe('a login with groups', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {ReturnType<typeof createTailchat>} */
  let api;
  /** @type {ReturnType<import('../../support/kit.js').World['makeLogin']>} */
  let login;
  /** The cookies of a person who is logged in. */
  let cookie = '';
  before(async () => {
    world = await startWorld();
    const visitor = createVisitor(world.makeLogin());
    await visitor.enter();
    cookie = visitor.header();
  });
  after(() => world.close());
  beforeEach(() => {
    world.log.length = 0;
    api = createTailchat();
    api.users = [makeUser(alice)];
    api.groups = [makeGroup({ members: [{ userId: alice, roles: [staff] }] })];
    login = world.makeLogin({ groups: api.makeGroups({ joinUrls: { [guild]: joinUrl } }) });
  });

  /** @param {Record<string, string>} [headers] */
  const ask = (headers = NAVIGATION) => new Request(`${BASE_URL}/wiki`, { headers: { cookie, ...headers } });
  /** @param {any} requirement @param {Record<string, string>} [headers] */
  const require = (requirement, headers) => login.require(ask(headers), undefined, requirement);
  const forgetAll = () => (api.clock.now += 60_000);

  test('user, session and require have the groups as they are now, not as at the login', async () => {
    const own = [{ id: guild, name: 'Guild', owner: false, roles: [{ id: staff, name: 'staff' }] }];
    assert.deepEqual((await login.user(ask()))?.groups, own);
    assert.deepEqual((await login.session(ask())).user?.groups, own);
    assert.deepEqual((await login.require(ask())).user?.groups, own);
    api.groups = [];
    forgetAll();
    assert.deepEqual((await login.user(ask()))?.groups, []);
  });

  test('a role is required, given, taken away, and the page follows within cacheSeconds', async () => {
    const rule = { group: guild, role: staff };
    assert.equal((await require(rule)).user?.sub, alice);
    api.groups = [makeGroup({ members: [{ userId: alice, roles: [] }] })];
    forgetAll();
    const { user, response } = await require(rule);
    assert.equal(user, undefined);
    assert.equal(response?.status, 403);
    api.groups = [makeGroup({ owner: alice, members: [{ userId: alice, roles: [] }] })];
    forgetAll();
    assert.equal((await require(rule)).user?.sub, alice);
  });

  test('who lacks something sees what, by its name, and where one can join', async () => {
    api.groups = [makeGroup({ name: 'Guild <b>&"', members: [] })];
    const { response } = await require({ group: guild, role: staff });
    assert.equal(response?.headers.get('cache-control'), 'private, no-store');
    const page = await /** @type {Response} */ (response).text();
    assert.match(page, /role “staff”|members of the Tailchat group “Guild &#60;b&#62;&#38;&#34;”/);
    assert.doesNotMatch(page, /<b>/);
    assert.match(page, /href="https:\/\/chat\.example\/invite\/Y5GiSVLx\?a=1&#38;b=%22"/);
    assert.match(page, /group_missing/);
    api.groups = [makeGroup({ members: [{ userId: alice, roles: [editor] }] })];
    forgetAll();
    const role = await require({ group: guild, role: staff }, { ...NAVIGATION, 'accept-language': 'zh-CN' });
    assert.match(await /** @type {Response} */ (role.response).text(), /“Guild”中拥有角色“staff”/);
  });

  test('a script is told the code, and the requirement may bring its own link', async () => {
    const other = await require({ group: guild, role: editor, joinUrl: 'https://other.example/join' });
    assert.match(
      await /** @type {Response} */ (other.response).text(),
      /href="https:\/\/other\.example\/join"/,
    );
    const { response } = await require({ group: guild, role: editor }, SCRIPT);
    assert.equal(response?.status, 403);
    assert.deepEqual(await response?.json(), { error: 'role_missing' });
  });

  test('a requirement that is wrong lets nobody in, and the log names what is wrong', async () => {
    for (const [requirement, said] of /** @type {[any, RegExp][]} */ ([
      [{ group: 'Guild' }, /group must be the id of a group/],
      [{ group: guild, role: 'staff' }, /role must be the id of a role/],
      [{}, /group must be/],
      [null, /group must be/],
      [guild, /group must be/],
      [
        { group: guild, role: editor, joinUrl: 'javascript:alert(1)' },
        /joinUrl must be an http or https URL/,
      ],
    ])) {
      world.log.length = 0;
      const { user, response } = await require(requirement);
      assert.equal(user, undefined);
      assert.equal(response?.status, 500);
      assert.match(world.log.join(), said);
    }
    login = world.makeLogin();
    const { user, response } = await require({ group: guild });
    assert.equal(user, undefined);
    assert.equal(response?.status, 500);
    assert.match(world.log.at(-1) ?? '', /groups must be given to createLogin/);
  });

  test('nobody is asked to log in first, and told nothing of groups', async () => {
    const anonymous = new Request(`${BASE_URL}/wiki`, { headers: NAVIGATION });
    const { response } = await login.require(anonymous, undefined, { group: guild });
    assert.equal(response?.status, 302);
    assert.equal(api.asked.length, 0);
  });

  test('a banned user is nobody within cacheSeconds: for user, session, require and me', async () => {
    assert.equal((await login.user(ask()))?.sub, alice);
    api.users = [makeUser(alice, { banned: true })];
    forgetAll();
    assert.equal(await login.user(ask()), null);
    const { user, headers } = await login.session(ask());
    assert.equal(user, null);
    assert.deepEqual(headers.getSetCookie(), []);
    assert.equal((await require(undefined, SCRIPT)).response?.status, 401);
    // A redirect to the login would never end, because Tailchat's session would lead back immediately.
    const page = await require({ group: guild });
    assert.equal(page.response?.status, 403);
    assert.match(await /** @type {Response} */ (page.response).text(), /login_refused/);
    const me = await login.fetch(new Request(`${BASE_URL}/auth/me`, { headers: { cookie } }));
    assert.equal(me.status, 401);
    api.users = [makeUser(alice)];
    forgetAll();
    assert.equal((await login.user(ask()))?.sub, alice);
  });

  test('a deleted user is nobody as well', async () => {
    api.users = [];
    assert.equal(await login.user(ask()), null);
  });

  test('the session of a banned user does not slide', async () => {
    world.clock.ahead = 3 * 3600_000;
    try {
      assert.equal((await login.session(ask())).headers.getSetCookie().length, 1);
      api.users = [makeUser(alice, { banned: true })];
      forgetAll();
      assert.deepEqual((await login.session(ask())).headers.getSetCookie(), []);
    } finally {
      world.clock.ahead = 0;
    }
  });

  for (const [what, actions] of /** @type {[string, string[]][]} */ ([
    ['groups', ['group/getUserGroups']],
    ['bans', ['user/getUserInfoList']],
    ['either', ['group/getUserGroups', 'user/getUserInfoList']],
  ]))
    test(`where Tailchat says nothing of ${what}, user and session go on without groups, and a group is 503`, async () => {
      for (const action of actions) api.instead[action] = down;
      const user = await login.user(ask());
      assert.equal(user?.sub, alice);
      assert.ok(user && !('groups' in user), 'undefined, not empty');
      assert.equal((await login.session(ask())).user?.sub, alice);
      assert.equal((await require(undefined)).user?.sub, alice);
      const { user: someone, response } = await require({ group: guild });
      assert.equal(someone, undefined);
      assert.equal(response?.status, 503);
      const script = await require({ group: guild, role: staff }, SCRIPT);
      assert.deepEqual(await script.response?.json(), { error: 'groups_unavailable' });
      const me = await login.fetch(new Request(`${BASE_URL}/auth/me`, { headers: { cookie } }));
      assert.equal(me.status, 200);
      api.instead = {};
      api.clock.now += 5000;
      assert.equal((await require({ group: guild, role: staff })).user?.sub, alice);
    });

  test('a group that the bot does not see is 503', async () => {
    const { user, response } = await require({ group: idOf(7) });
    assert.equal(user, undefined);
    assert.equal(response?.status, 503);
  });

  test('a user who is given is frozen, and the page is told nothing of groups', async () => {
    assert.ok(Object.isFrozen(await login.user(ask())));
    const me = await login.fetch(new Request(`${BASE_URL}/auth/me`, { headers: { cookie } }));
    assert.ok(!('groups' in (await me.json())));
  });

  test('groups that are none are refused at the start', () => {
    for (const groups of [null, {}, { of() {} }, 'groups', () => {}])
      assert.throws(() => world.makeLogin({ groups }), { code: 'configuration_invalid', option: 'groups' });
  });
});
