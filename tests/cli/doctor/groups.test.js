// Checks the doctor's findings about the bot, the groups and roles in rules, and the links to join.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createClient } from 'tailchat-login';
import { startTailchat } from 'tailchat-login/testing';
import { diagnose } from '../../../cli/doctor/index.js';
import { alice, APP } from '../../support/example.js';
import { guild, idOf, staff } from '../../support/tailchat_api.js';

const URI = 'http://localhost:8787/auth/callback';
const bot = {
  ...APP,
  appId: 'tc_bot',
  appSecret: 'secret-of-the-bot',
  capability: ['bot'],
  redirectUrls: [],
};
const login = { ...APP, redirectUrls: [URI] };
const group = {
  _id: guild,
  name: 'Guild \u001b[31m\u202e',
  owner: alice._id,
  members: [{ userId: alice._id }],
  roles: [{ _id: staff, name: 'staff' }],
};

describe('the doctor and groups', () => {
  /** @type {Awaited<ReturnType<typeof startTailchat>>} */
  let tailchat;
  before(async () => {
    tailchat = await startTailchat({ apps: [login, bot], users: [alice], groups: [group] });
    tailchat.addBot(bot.appId, guild);
  });
  after(() => tailchat.close());
  beforeEach(() => {
    tailchat.apps[1].capability = ['bot'];
    tailchat.invites.length = 0;
    Object.assign(tailchat.trouble, { coreRestarted: false, openPlatformDown: false, silent: false });
  });

  /** @param {Record<string, string>} [variables] @param {{ group: string, role?: string }[]} [rules] */
  async function examine(variables = {}, rules = []) {
    const options = { apiUrl: tailchat.url, clientId: login.appId, redirectUri: URI };
    const client = createClient({ ...options, clientSecret: login.appSecret });
    const env = { TAILCHAT_CLIENT_SECRET: login.appSecret, ...variables };
    const { checks } = await diagnose({ client, deadline: 2000, env, rules });
    assert.ok(!JSON.stringify(checks).includes(bot.appSecret), 'no secret');
    const [own, seen, join] = ['bot', 'groups', 'join_urls'].map(
      (name) =>
        /** @type {import('../../../cli/doctor/index.js').Result} */ (
          checks.find((check) => check.name === name)
        ),
    );
    return { bot: own, groups: seen, join };
  }
  const BOT = { TAILCHAT_BOT_ID: bot.appId, TAILCHAT_BOT_SECRET: bot.appSecret };

  test('nothing is asked where nothing of groups is set', async () => {
    const before = tailchat.requests.filter(({ path }) => path.startsWith('/api/openapi')).length;
    const found = await examine();
    assert.deepEqual([found.bot.status, found.groups.status, found.join.status], ['skip', 'skip', 'skip']);
    assert.equal(tailchat.requests.filter(({ path }) => path.startsWith('/api/openapi')).length, before);
  });

  test('a bot that logs in, and the groups that it sees, without what would change a terminal', async () => {
    const found = await examine({ ...BOT, TAILCHAT_GROUP_IDS: guild }, [{ group: guild, role: staff }]);
    assert.deepEqual([found.bot.status, found.groups.status, found.join.status], ['ok', 'ok', 'skip']);
    assert.match(found.groups.text, new RegExp(`1 group: ${guild} \\(Guild`));
    assert.doesNotMatch(found.groups.text, /[\u0000-\u001f\u202e]/);
  });

  for (const [
    what,
    change,
    text,
    advice,
  ] of /** @type {[string, () => Record<string, string>, RegExp, RegExp][]} */ ([
    ['a wrong secret', () => ({ ...BOT, TAILCHAT_BOT_SECRET: 'x' }), /refuses the secret/, /BOT_SECRET/],
    ['an unknown app', () => ({ ...BOT, TAILCHAT_BOT_ID: 'tc_x' }), /no app with the id/, /BOT_ID/],
    [
      'an app without a bot',
      () => ((tailchat.apps[1].capability = []), BOT),
      /has no bot/,
      /switch on the bot/,
    ],
    [
      'a core that was restarted',
      () => ((tailchat.trouble.coreRestarted = true), BOT),
      /core was restarted/,
      /open platform/,
    ],
    [
      'an open platform that is down',
      () => ((tailchat.trouble.openPlatformDown = true), BOT),
      /api_response_invalid \(status 404\)/,
      /open platform is up/,
    ],
    [
      'an id without a secret',
      () => ({ TAILCHAT_BOT_ID: bot.appId }),
      /TAILCHAT_BOT_SECRET is missing/,
      /variables/,
    ],
    [
      'a group that is no id',
      () => ({ ...BOT, TAILCHAT_GROUP_IDS: 'Guild' }),
      /TAILCHAT_GROUP_IDS must be/,
      /variables/,
    ],
  ]))
    test(`${what} is named, and what to do`, async () => {
      const found = await examine(change());
      assert.equal(found.bot.status, 'fail');
      assert.match(found.bot.text, text);
      assert.match(found.bot.advice ?? '', advice);
      assert.equal(found.groups.status, 'skip');
    });

  test('a group and a role of a rule that are not there are named, all of them', async () => {
    const rules = [{ group: idOf(7) }, { group: guild, role: idOf(8) }, { group: guild }];
    const { groups } = await examine({ ...BOT, TAILCHAT_GROUP_IDS: idOf(9) }, rules);
    assert.equal(groups.status, 'fail');
    for (const text of [
      `not in group ${idOf(9)}`,
      `not in group ${idOf(7)}`,
      `group ${guild} has no role ${idOf(8)}`,
    ])
      assert.ok(groups.text.includes(text), text);
  });

  const joinUrl = `https://chat.example/invite/Y5GiSVLx`;
  for (const [what, invite, status, text] of /** @type {[string, any, string, RegExp][]} */ ([
    ['permanent', {}, 'ok', /permanent invitation/],
    ['that expires', { expiredAt: '2999-01-01T00:00:00.000Z' }, 'warn', /will expire/],
    ['that has expired', { expiredAt: '2020-01-01T00:00:00.000Z' }, 'fail', /has expired/],
    ['that is used up', { usage: 5, usageLimit: 5 }, 'fail', /used up/],
    ['of another group', { groupId: idOf(7) }, 'fail', /another group/],
    ['that does not exist', { code: 'other' }, 'fail', /does not exist/],
  ]))
    test(`an invitation ${what}`, async () => {
      tailchat.invites.push({ code: 'Y5GiSVLx', groupId: guild, ...invite });
      const { join } = await examine({ ...BOT, TAILCHAT_JOIN_URLS: `${guild}=${joinUrl}` });
      assert.equal(join.status, status);
      assert.match(join.text, text);
    });

  test('a link that is no invitation is not checked', async () => {
    const { join } = await examine({ ...BOT, TAILCHAT_JOIN_URLS: `${guild}=https://site.example/join` });
    assert.equal(join.status, 'warn');
  });
});
