// Checks which claims a program gets, and which ones need an option (OpenID Connect Core 5.1).
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createGroups } from 'tailchat-login/groups';
import { readEmail } from '../../../worker/oidc/email.js';
import { makeClaims } from '../../../worker/oidc/claims.js';
import { APP } from '../../support/example.js';
import { startRelay } from './relay.js';

const GROUP = '64b1f0c2a5d3e97b4c8f1b00';
const ROLE = '64b1f0c2a5d3e97b4c8f1b01';
const SUB = '64b1f0c2a5d3e97b4c8f1a20';
const OFF = { email: false, placeholderEmail: false };

describe('the claims', () => {
  /** @type {Awaited<ReturnType<typeof startRelay>>} */
  let relay;
  /** @type {string} */
  let token;
  before(async () => {
    relay = await startRelay();
    relay.user.avatar = '{BACKEND}/static/a.png';
    token = await relay.issue();
  });
  after(() => relay.close());
  const ask = async (/** @type {object} */ changes = {}) =>
    (await relay.ask(relay.makeOidc(changes), token)).json();

  test('name, preferred_username and the resolved picture, and no more unless turned on', async () => {
    relay.user.emailVerified = true;
    assert.deepEqual(await ask(), {
      sub: SUB,
      name: relay.user.nickname,
      preferred_username: `${relay.user.nickname}-6244`,
      picture: `${relay.provider.url}/static/a.png`,
    });
    assert.deepEqual(
      relay.provider.requests.filter(({ path }) => path.startsWith('/api/')),
      [],
      'nobody is asked for an address',
    );
  });

  test('a picture that names a foreign host is left out', async () => {
    relay.user.avatar = '{BACKEND}@evil.example/a.png';
    assert.equal('picture' in (await ask()), false);
  });

  test('the address, only where Tailchat says that it is verified', async () => {
    relay.user.emailVerified = true;
    const { email, email_verified } = await ask({ email: true });
    assert.deepEqual([email, email_verified], [relay.user.email, true]);
    relay.user.emailVerified = false;
    const none = await ask({ email: true });
    assert.deepEqual(['email' in none, 'email_verified' in none], [false, false]);
    const both = await ask({ email: true, placeholderEmail: true });
    assert.deepEqual([both.email, both.email_verified], [`${SUB}@users.invalid`, false]);
  });

  test('the groups by their ids, where createGroups is given', async () => {
    const { tailchat, url } = relay.provider;
    tailchat.apps[0].capability = ['oauth', 'bot'];
    tailchat.groups.push({
      _id: GROUP,
      name: 'Guild',
      owner: 'f'.repeat(24),
      members: [{ userId: SUB, roles: [ROLE] }],
      roles: [{ _id: ROLE, name: 'staff' }],
    });
    tailchat.addBot(APP.appId, GROUP);
    const groups = createGroups({ apiUrl: url, botId: APP.appId, botSecret: APP.appSecret });
    assert.deepEqual((await ask({ groups })).groups, [GROUP, `${GROUP}/${ROLE}`]);
    tailchat.groups.length = 0;
    const empty = createGroups({ apiUrl: url, botId: APP.appId, botSecret: APP.appSecret });
    assert.deepEqual((await ask({ groups: empty })).groups, []);
  });
});

test('what Tailchat did not say is absent', () => {
  const bare = JSON.parse(JSON.stringify(makeClaims({ sub: SUB }, /** @type {any} */ (OFF), {})));
  assert.deepEqual(bare, { sub: SUB });
  const nameless = { sub: SUB, nickname: '', discriminator: '0001' };
  assert.equal(makeClaims(nameless, /** @type {any} */ (OFF), {}).name, undefined);
  assert.equal(makeClaims(nameless, /** @type {any} */ (OFF), {}).preferred_username, undefined);
});

test('the list of groups has an end', () => {
  const memberships = /** @type {any} */ (
    Array.from({ length: 5000 }, (_, at) => ({ id: at.toString(16).padStart(24, '0'), roles: [] }))
  );
  const { groups } = makeClaims({ sub: SUB }, /** @type {any} */ (OFF), { memberships });
  assert.ok(JSON.stringify(groups).length <= 65536);
});

test('an address that no program should take is none', () => {
  const read = (/** @type {unknown} */ email, /** @type {unknown} */ emailVerified = true) =>
    readEmail(SUB, { ...OFF, email: true }, { email, emailVerified });
  assert.deepEqual(read('a.b+c@mail.example'), { email: 'a.b+c@mail.example', email_verified: true });
  for (const odd of [
    undefined,
    7,
    '',
    'a',
    '@b',
    'a@',
    'a b@c.example',
    'a@b.example\n',
    '"a"@b.example',
    'a@b@c.example',
    '<a@b.example>',
    'ä@b.example',
    `${'a'.repeat(65)}@b.example`,
    `a@${'b'.repeat(260)}`,
  ])
    assert.deepEqual(read(odd), {}, String(odd));
  for (const verified of [false, 'true', 1, null])
    assert.deepEqual(read('a@b.example', verified), {}, String(verified));
});

test("nobody's verified address is another user's placeholder", () => {
  const account = { email: `${'f'.repeat(24)}@Users.Invalid`, emailVerified: true };
  assert.deepEqual(readEmail(SUB, { email: true, placeholderEmail: false }, account), {});
  assert.deepEqual(readEmail(SUB, { email: true, placeholderEmail: true }, account), {
    email: `${SUB}@users.invalid`,
    email_verified: false,
  });
});
