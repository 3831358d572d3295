// Checks the mock's page on which a developer gives roles and takes them away.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startTailchat } from 'tailchat-login/testing';
import { alice, APP, bob } from '../support/example.js';
import { guild, staff } from '../support/tailchat_api.js';

describe('the page of the stand-in', () => {
  /** @type {Awaited<ReturnType<typeof startTailchat>>} */
  let tailchat;
  before(async () => {
    const members = [{ userId: alice._id, roles: [staff] }, { userId: bob._id }];
    const group = {
      _id: guild,
      name: 'Guild <b>',
      owner: 'x',
      members,
      roles: [{ _id: staff, name: 'staff' }],
    };
    tailchat = await startTailchat({ apps: [APP], users: [alice, bob], groups: [group], controls: true });
  });
  after(() => tailchat.close());

  /** @param {Record<string, string>} fields @param {Record<string, string>} [headers] */
  const post = (fields, headers = { origin: tailchat.url }) =>
    fetch(`${tailchat.url}/stand-in`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers,
      redirect: 'manual',
    });
  const page = async () => (await fetch(`${tailchat.url}/stand-in`)).text();
  const role = (/** @type {string} */ user) => ({ what: 'role', user, group: guild, role: staff });

  test('shows who has what, with every text escaped', async () => {
    const text = await page();
    assert.match(text, /Take staff from Alice/);
    assert.match(text, /Give staff to Bob/);
    assert.doesNotMatch(text, /Guild <b>|Alice <b>/);
  });

  test('has a page like a group, with each website in a frame, and every text escaped', async () => {
    const panels = [
      { id: '1', name: 'text', type: 0 },
      { id: '2', name: 'Site <b>', type: 2, meta: { url: 'https://site.example/?a="b' } },
      { id: '3', name: 'Script', type: 2, meta: { url: 'javascript:alert(1)' } },
    ];
    tailchat.groups[0].panels = panels;
    const response = await fetch(`${tailchat.url}/stand-in/group`);
    assert.equal(response.headers.get('content-security-policy'), "frame-ancestors 'none'");
    const text = await response.text();
    assert.deepEqual(text.match(/<iframe[^>]*>/g), [
      '<iframe id="p0" src="https://site.example/?a=&quot;b">',
    ]);
    assert.doesNotMatch(text, /Site <b>|javascript:/);
    delete tailchat.groups[0].panels;
  });

  test('moves a role, a membership and a ban', async () => {
    assert.equal((await post(role(alice._id))).status, 303);
    await post(role(bob._id));
    const rolesOf = (/** @type {number} */ member) => tailchat.groups[0].members[member].roles;
    assert.deepEqual([rolesOf(0), rolesOf(1)], [[], [staff]]);
    await post({ what: 'member', user: bob._id, group: guild });
    assert.equal(tailchat.groups[0].members.length, 1);
    await post({ what: 'member', user: bob._id, group: guild });
    assert.equal(tailchat.groups[0].members.length, 2);
    await post({ what: 'ban', user: bob._id });
    assert.equal(tailchat.users[1].banned, true);
    await post({ what: 'ban', user: bob._id });
    assert.equal(tailchat.users[1].banned, false);
  });

  test('takes nothing from another page, and nothing that it does not know', async () => {
    const before = JSON.stringify(tailchat.groups);
    for (const headers of [{}, { origin: 'null' }, { origin: 'https://evil.example' }])
      assert.equal(
        (await post({ what: 'member', user: alice._id, group: guild }, /** @type {any} */ (headers))).status,
        403,
      );
    await post({ what: 'role', user: alice._id, group: guild, role: 'x' });
    await post({ what: 'role', user: 'x', group: guild, role: staff });
    await post({});
    assert.equal(JSON.stringify(tailchat.groups), before);
    assert.equal((await post({ what: 'x'.repeat(5000) })).status, 403);
  });

  test('is there only where it is asked for', async (t) => {
    const plain = await startTailchat({ apps: [APP], users: [alice] });
    t.after(() => plain.close());
    assert.equal((await fetch(`${plain.url}/stand-in`)).status, 404);
  });
});
