// Rules by group and role: what is given and taken away in Tailchat, bans, and a Tailchat that is down.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { alice as account, startWorld } from '../../support/kit.js';
import {
  createTailchat,
  editor,
  guild,
  idOf,
  makeGroup,
  makeUser,
  staff,
} from '../../support/tailchat_api.js';
import { checkOf, enter, forwardOf, here, makeGate, NAVIGATION, SCRIPT } from './kit.js';

const alice = account._id;
const RULES = here(
  { host: '', path: '/public/*', public: true },
  { host: '', path: '/any/*', any: true },
  { host: '', path: '/alice/*', subs: [alice] },
  { host: '', path: '/guild/*', groups: [guild] },
  { host: '', path: '/mixed/*', roles: [`${idOf(9)}/${idOf(8)}`, `${guild}/${editor}`], groups: [idOf(7)] },
  { host: '', path: '/*', roles: [`${guild}/${staff}`, `${guild}/${editor}`] },
);
const ALL = ['/public/', '/any/', '/alice/', '/guild/', '/'];
const down = () => Promise.reject(new TypeError('down'));

for (const owner of /** @type {const} */ (['login', 'gate']))
  describe(`groups of the ${owner}`, () => {
    /** @type {import('../../support/kit.js').World} */
    let world;
    /** @type {ReturnType<typeof createTailchat>} */
    let api;
    /** @type {ReturnType<typeof makeGate>} */
    let gate;
    let cookie = '';
    before(async () => {
      world = await startWorld();
      cookie = await enter(world);
    });
    after(() => world.close());
    beforeEach(() => {
      world.log.length = 0;
      api = createTailchat();
      api.users = [makeUser(alice)];
      api.groups = [makeGroup({ members: [{ userId: alice, roles: [staff] }] })];
      gate = makeGate(world, RULES, {
        [owner === 'login' ? 'options' : 'gate']: { groups: api.makeGroups() },
      });
    });

    /** @param {string} uri */
    const check = async (uri) => (await gate.fetch(checkOf(uri, { cookie }))).status;
    const statuses = () => Promise.all(ALL.map(check));
    const forgetAll = () => (api.clock.now += 60_000);

    test('a role is given and taken away, and the page follows within cacheSeconds', async () => {
      assert.deepEqual(await statuses(), [204, 204, 204, 204, 204]);
      api.groups = [makeGroup({ members: [{ userId: alice, roles: [] }] })];
      api.clock.now += 59_999;
      assert.equal(await check('/'), 204);
      api.clock.now += 1;
      assert.deepEqual(await statuses(), [204, 204, 204, 204, 403]);
      api.groups = [makeGroup({ members: [] })];
      forgetAll();
      assert.deepEqual(await statuses(), [204, 204, 204, 403, 403]);
      api.groups = [makeGroup({ owner: alice, members: [{ userId: alice, roles: [] }] })];
      forgetAll();
      assert.deepEqual(await statuses(), [204, 204, 204, 204, 204]);
    });

    test('a banned or deleted user is nobody within cacheSeconds, and is led nowhere', async () => {
      assert.deepEqual(await statuses(), [204, 204, 204, 204, 204]);
      for (const users of [[makeUser(alice, { banned: true })], []]) {
        api.users = users;
        forgetAll();
        assert.deepEqual(await statuses(), [204, 403, 403, 403, 403]);
        const seen = await gate.fetch(checkOf('/public/', { cookie }));
        assert.equal(seen.headers.get('remote-user'), '');
        const page = await gate.fetch(forwardOf('/any/', { cookie, ...NAVIGATION }));
        assert.equal(page.status, 403);
        assert.equal(page.headers.get('location'), null);
      }
      api.users = [makeUser(alice)];
      forgetAll();
      assert.deepEqual(await statuses(), [204, 204, 204, 204, 204]);
    });

    for (const [what, actions] of /** @type {[string, string[]][]} */ ([
      ['groups', ['group/getUserGroups']],
      ['bans', ['user/getUserInfoList']],
      ['either', ['group/getUserGroups', 'user/getUserInfoList']],
    ]))
      test(`where Tailchat says nothing of ${what}, all but what is public is 503 after staleSeconds, and comes back`, async () => {
        assert.deepEqual(await statuses(), [204, 204, 204, 204, 204]);
        for (const action of actions) api.instead[action] = down;
        api.clock.now += 299_999;
        assert.deepEqual(await statuses(), [204, 204, 204, 204, 204]);
        api.clock.now += 1;
        assert.deepEqual(await statuses(), [204, 503, 503, 503, 503]);
        const seen = await gate.fetch(checkOf('/public/', { cookie }));
        assert.equal(seen.headers.get('remote-user'), '');
        const script = await gate.fetch(forwardOf('/any/', { cookie, ...SCRIPT }));
        assert.equal(script.status, 503);
        assert.deepEqual(await script.json(), { error: 'groups_unavailable' });
        api.instead = {};
        api.clock.now += 5000;
        assert.deepEqual(await statuses(), [204, 204, 204, 204, 204]);
      });

    test('the page names what is missing: a role of a group that the user is in, before another group', async () => {
      api.groups = [makeGroup({ members: [{ userId: alice, roles: [staff] }] })];
      const page = await gate.fetch(forwardOf('/mixed/', { cookie, ...NAVIGATION }));
      assert.equal(page.status, 403);
      assert.match(await page.text(), /role “editor” in the Tailchat group “Guild”/);
      const script = await gate.fetch(forwardOf('/mixed/', { cookie, ...SCRIPT }));
      assert.deepEqual(await script.json(), { error: 'role_missing' });
    });

    test('a group that the bot does not see is 503', async () => {
      api.groups = [];
      assert.equal(await check('/guild/'), 503);
      assert.equal(await check('/any/'), 204);
    });

    test('the program is told of the groups and roles that rules name, and of no other', async () => {
      const other = idOf(0xbeef);
      const roles = [
        { name: 'staff', permissions: [], _id: staff },
        { name: 'secret', permissions: [], _id: other },
      ];
      api.groups = [
        makeGroup({ owner: alice, roles, members: [{ userId: alice, roles: [staff, other] }] }),
        makeGroup({ _id: idOf(0xfeed), members: [{ userId: alice, roles: [] }] }),
      ];
      const { headers } = await gate.fetch(checkOf('/any/', { cookie }));
      assert.equal(headers.get('x-tailchat-groups'), `${guild},${guild}/${staff}`);
      const seen = await gate.fetch(checkOf('/public/', { cookie }));
      assert.equal(seen.headers.get('x-tailchat-groups'), `${guild},${guild}/${staff}`);
    });

    test('what nobody logged in asks for is asked of no Tailchat', async () => {
      assert.equal((await gate.fetch(checkOf('/guild/'))).status, 401);
      assert.equal(api.asked.length, 0);
    });
  });
