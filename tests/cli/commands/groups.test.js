// Runs `tailchat-login groups` as people call it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startTailchat } from 'tailchat-login/testing';
import { GROUPS_OPTIONS } from '../../../worker/groups/options.js';
import { checkEnvironment } from '../../../worker/environment.js';
import { alice, APP } from '../../support/example.js';
import { KEY } from '../../support/kit.js';
import { run } from '../../support/command.js';
import { guild, idOf, staff } from '../../support/tailchat_api.js';

const app = { ...APP, capability: ['bot'] };
const group = {
  _id: guild,
  name: 'Guild\u001b[2J',
  owner: alice._id,
  members: [{ userId: alice._id }],
  roles: [{ _id: staff, name: 'staff' }],
};

describe('tailchat-login groups', () => {
  /** @type {Awaited<ReturnType<typeof startTailchat>>} */
  let tailchat;
  /** @type {Record<string, string>} */
  let env;
  before(async () => {
    const foreign = { ...group, _id: idOf(5), name: 'Guild' };
    tailchat = await startTailchat({ apps: [app], users: [alice], groups: [group, foreign] });
    for (const id of [guild, idOf(5)]) tailchat.addBot(app.appId, id);
    env = {
      TAILCHAT_API_URL: tailchat.url,
      TAILCHAT_CLIENT_ID: app.appId,
      TAILCHAT_CLIENT_SECRET: app.appSecret,
    };
  });
  after(() => tailchat.close());

  test('lists all that the bot sees, with what a rule needs, and nothing that changes a terminal', async () => {
    const { status, out } = await run(['groups'], {
      ...env,
      TAILCHAT_GROUP_IDS: guild,
      TAILCHAT_LEAVE_GROUPS: 'true',
    });
    assert.equal(status, 0);
    assert.match(out, new RegExp(`^${guild}  Guild\ufffd\\[2J  \\(2 members\\)$`, 'm'));
    assert.match(out, new RegExp(`^    ${guild}/${staff}  staff$`, 'm'));
    assert.match(out, new RegExp(`^${idOf(5)}`, 'm'));
    assert.equal(tailchat.groups[1].members.length, 2, 'listing leaves no group');
  });

  test('lists as JSON', async () => {
    const { out } = await run(['groups', '--json'], env);
    const [first] = JSON.parse(out);
    assert.deepEqual([first.id, first.roles, first.memberCount], [guild, [{ id: staff, name: 'staff' }], 2]);
  });

  test('leaves one group, and says so', async () => {
    const { status, out } = await run(['groups', '--leave', idOf(5)], env);
    assert.deepEqual([status, out], [0, `the bot has left group ${idOf(5)}\n`]);
    assert.equal(tailchat.groups[1].members.length, 1);
    const unknown = await run(['groups', '--leave', idOf(6)], env);
    assert.equal(unknown.status, 1);
    assert.match(unknown.error, /could not leave group .* \(status 500\)/);
  });

  test('says what is wrong: 2 for what was typed, 1 for what was found', async () => {
    const typed = await run(['groups', '--leave', 'Guild'], env);
    assert.deepEqual(
      [typed.status, typed.error],
      [2, 'tailchat-login: --leave must be the id of a group, 24 lower-case hexadecimal digits\n'],
    );
    const missing = await run(['groups'], {});
    assert.equal(missing.status, 2);
    assert.match(missing.error, /^tailchat-login: TAILCHAT_API_URL is missing/);
    const found = await run(['groups'], { ...env, TAILCHAT_CLIENT_SECRET: 'SECRET' });
    assert.equal(found.status, 1);
    assert.match(found.error, /bot_login_refused .*error=secret_wrong/);
    assert.doesNotMatch(found.error, /SECRET/);
  });

  test('speaks Chinese', async () => {
    const { out } = await run(['groups'], { ...env, LANG: 'zh_CN.UTF-8' });
    assert.match(out, /个成员/);
  });
});

test('an environment with the variables of groups is taken, without a warning', () => {
  /** @type {string[]} */
  const warned = [];
  const names = GROUPS_OPTIONS.flatMap(({ env: name }) => name ?? []);
  const env = Object.fromEntries(names.map((name) => [name, '1']));
  const good = {
    TAILCHAT_API_URL: 'https://chat.example',
    TAILCHAT_CLIENT_ID: 'tc_1',
    TAILCHAT_CLIENT_SECRET: 's',
    TAILCHAT_SESSION_KEYS: KEY,
    TAILCHAT_BASE_URL: 'https://site.example',
    TAILCHAT_ALLOW_HTTP: '',
  };
  checkEnvironment({ ...env, ...good }, (line) => warned.push(line));
  assert.deepEqual(warned, []);
});
