// Checks the accepted and refused values of each option. No message contains a value.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGroups, readGroupsEnv } from 'tailchat-login/groups';
import { BOT, createTailchat, alice, guild, idOf } from '../../support/tailchat_api.js';

const good = { apiUrl: 'https://chat.example', ...BOT };
const joinUrl = 'https://chat.example/invite/Y5GiSVLx';

/** @type {Record<string, unknown[]>} */
const WRONG = {
  apiUrl: [undefined, '', 1, 'http://chat.example', 'https://u:SECRET@chat.example'],
  internalUrl: ['', 1, 'http://chat.example', 'https://chat.example?SECRET'],
  allowHttp: ['', true, 'public'],
  botId: [undefined, '', 1, 'with space', 'é', 'x'.repeat(256)],
  botSecret: [undefined, '', 1, 'é', 'a\nSECRET', 'x'.repeat(513)],
  groupIds: [
    '',
    [],
    1,
    {},
    ['SECRET'],
    [guild, guild],
    `${guild},`,
    [guild.toUpperCase()],
    Array.from({ length: 101 }, (_, i) => idOf(i)),
  ],
  joinUrls: [
    '',
    1,
    [],
    { SECRET: joinUrl },
    { [guild]: 'javascript:SECRET' },
    { [guild]: 'http://chat.example/' },
    { [guild]: 1 },
    `${guild}`,
    `${guild}=`,
    `SECRET=${joinUrl}`,
    `${guild}=${joinUrl},${guild}=https://chat.example/`,
  ],
  leave: [1, 'true', null, true],
  cacheSeconds: [0, -1, 1.5, 3601, '60', NaN],
  staleSeconds: [-1, 1.5, 86_401, '60'],
  deadline: [0, 60_001, '1'],
  fetch: [1, null],
  now: [1],
  log: [1],
};

for (const [name, values] of Object.entries(WRONG))
  test(`${name} is refused where it is not what it must be`, () => {
    for (const value of values)
      assert.throws(
        () => createGroups(/** @type {any} */ ({ ...good, log: () => {}, [name]: value })),
        ({ code, option, message }) => {
          assert.ok(
            ['configuration_invalid', 'api_url_invalid', 'internal_url_invalid'].includes(code),
            code,
          );
          assert.equal(option, name);
          assert.doesNotMatch(message, /SECRET/);
          return true;
        },
        `${name}: ${JSON.stringify(value)}`,
      );
  });

test('an option that is not known is named, and one that is not an object is none', () => {
  assert.throws(() => createGroups(/** @type {any} */ ({ ...good, groupids: [] })), { option: 'groupids' });
  for (const options of [undefined, null, [], 'x'])
    assert.throws(() => createGroups(/** @type {any} */ (options)), { code: 'configuration_invalid' });
});

test('the environment has them all, and the login’s app is the bot where no other is given', () => {
  const env = {
    TAILCHAT_API_URL: 'https://chat.example',
    TAILCHAT_INTERNAL_URL: 'http://openapi:3003',
    TAILCHAT_INTERNAL_API_URL: 'http://tailchat:3000',
    TAILCHAT_CLIENT_ID: 'tc_login',
    TAILCHAT_CLIENT_SECRET: 'secret of the login',
    TAILCHAT_GROUP_IDS: `${guild}, ${idOf(7)}`,
    TAILCHAT_JOIN_URLS: `${guild}=${joinUrl}?a=b`,
    TAILCHAT_LEAVE_GROUPS: 'true',
    TAILCHAT_GROUPS_CACHE_SECONDS: '30',
    TAILCHAT_GROUPS_STALE_SECONDS: '0',
    TAILCHAT_GROUPS_DEADLINE: '',
    TAILCHAT_SESSION_KEYS: 'not read here',
  };
  const read = readGroupsEnv(env);
  assert.deepEqual(JSON.parse(JSON.stringify(read)), {
    apiUrl: 'https://chat.example',
    internalUrl: 'http://tailchat:3000',
    botId: 'tc_login',
    botSecret: 'secret of the login',
    groupIds: [guild, idOf(7)],
    joinUrls: { [guild]: `${joinUrl}?a=b` },
    leave: true,
    cacheSeconds: 30,
    staleSeconds: 0,
    deadline: 10_000,
  });
  assert.ok(createGroups(read));
  const own = readGroupsEnv({ ...env, TAILCHAT_BOT_ID: 'tc_bot', TAILCHAT_BOT_SECRET: 'secret of the bot' });
  assert.deepEqual([own.botId, own.botSecret], ['tc_bot', 'secret of the bot']);
  // One of the two alone is a slip: the other app's secret does not fit it.
  assert.throws(() => readGroupsEnv({ ...env, TAILCHAT_BOT_ID: 'tc_bot' }), {
    message: /^TAILCHAT_BOT_SECRET is missing/,
  });
  assert.throws(() => readGroupsEnv({ ...env, TAILCHAT_GROUP_IDS: 'SECRET' }), {
    message: /^TAILCHAT_GROUP_IDS must be [^S]*$/,
  });
  assert.throws(() => readGroupsEnv(undefined), { message: /^TAILCHAT_API_URL is missing/ });
});

test('plain http in a private network is taken where it is allowed, with a warning', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups({
    apiUrl: 'http://10.0.0.5:11000',
    allowHttp: 'private',
    joinUrls: { [guild]: 'http://10.0.0.5:11000/invite/x' },
  });
  assert.equal((await groups.of(alice)).length, 1);
  assert.match(tailchat.log[0], /allowHttp is private/);
});
