// Runs `tailchat-login panel` as a process against the stand-in: it makes a panel of a group.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { startTailchat } from '../../../testing/index.js';
import { run } from '../../support/command.js';

const GROUP = '64b1f0c2a5d3e97b4c8f1a10';
const ROLE = '64b1f0c2a5d3e97b4c8f1a11';
const PASSWORD = 'correct horse';
const URL = 'https://site.example/';
const user = { nickname: 'A', discriminator: '0001', password: PASSWORD };
const USERS = ['a', 'b', 'c', 'd'].map((name, at) => ({
  ...user,
  _id: `64b1f0c2a5d3e97b4c8f1a2${at}`,
  email: `${name}@example.com`,
}));
const group = () => ({
  _id: GROUP,
  name: 'Guild',
  owner: USERS[0]._id,
  members: USERS.slice(0, 3).map(({ _id }, at) => ({ userId: _id, roles: at === 1 ? [ROLE] : [] })),
  roles: [{ _id: ROLE, name: 'staff', permissions: ['core.managePanel'] }],
});

describe('tailchat-login panel', () => {
  /** @type {import('../../../testing/index.js').Tailchat} */
  let tailchat;
  beforeEach(async () => {
    tailchat = await startTailchat({ apps: [], users: USERS, groups: [group()] });
  });
  afterEach(() => tailchat.close());

  const panels = () => /** @type {any[]} */ (tailchat.groups[0].panels ?? []);
  /** @param {string[]} args @param {{ email?: string, input?: string, name?: string, url?: string, id?: string }} [given] */
  const panel = (
    args = [],
    { email = USERS[0].email, input = PASSWORD, name = 'Our site', url = URL, id = GROUP } = {},
  ) =>
    run(
      [
        'panel',
        '--api',
        tailchat.url,
        '--group',
        id,
        '--url',
        url,
        '--name',
        name,
        '--email',
        email,
        ...args,
      ],
      {},
      { input: `${input}\n` },
    );

  test('makes a panel as Tailchat has them, once', async () => {
    const made = await panel();
    assert.deepEqual([made.status, made.error], [0, '']);
    const [{ id, fallbackPermissions, ...rest }] = panels();
    assert.match(id, /^[0-9a-f]{24}$/);
    assert.deepEqual(fallbackPermissions, []);
    assert.deepEqual(rest, {
      name: 'Our site',
      type: 2,
      provider: 'com.msgbyte.webview',
      pluginPanelName: 'com.msgbyte.webview/grouppanel',
      meta: { url: URL, background: true },
    });
    const twice = await panel();
    assert.deepEqual([twice.status, panels().length], [1, 1]);
    assert.match(twice.error, /--again/);
    assert.deepEqual([(await panel(['--again'])).status, panels().length], [0, 2]);
    for (const { out, error } of [made, twice]) assert.ok(!(out + error).includes(PASSWORD));
  });

  test('is for a member who may: by a role too', async () => {
    assert.equal((await panel([], { email: USERS[1].email })).status, 0);
    const url = `${URL}other`;
    const plain = await panel([], { email: USERS[2].email, url });
    assert.equal(plain.status, 1);
    assert.match(plain.error, /this account may not do it/);
    const stranger = await panel([], { email: USERS[3].email, url });
    assert.match(stranger.error, /not in the group/);
    const wrong = await panel([], { input: 'wrong', url });
    assert.match(wrong.error, /the password is wrong/);
    assert.equal(panels().length, 1);
  });

  test('refuses what is no panel, and names the option', async () => {
    for (const [given, named] of /** @type {[object, RegExp][]} */ ([
      [{ url: 'http://site.example/' }, /--url must be/],
      [{ url: 'javascript:alert(1)' }, /--url must be/],
      [{ url: 'https://site.example/ x' }, /--url must be/],
      [{ url: '' }, /--url must be/],
      [{ name: ' ' }, /--name must be/],
      [{ name: 'x'.repeat(101) }, /--name must be/],
      [{ id: 'guild' }, /--group must be/],
    ])) {
      const { status, error } = await panel([], given);
      assert.equal(status, 2);
      assert.match(error, named);
    }
    assert.deepEqual(panels(), []);
  });

  test('--clicks says how to make it by hand, and asks for no account', async () => {
    const { status, out } = await run(['panel', '--url', URL, '--name', 'Our site', '--clicks'], {}, {});
    assert.equal(status, 0);
    assert.match(out, /1\. [^]*Our site[^]*https:\/\/site\.example\//);
  });
});
