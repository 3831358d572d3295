// Many users at one gate, all at once and in another order each time, while roles move and sessions are renewed. Nobody is
// taken for another, and nobody keeps a role that moved on. `npm test -- --full isolation/gate_crowd` has 2,500 users:
// more than the gate keeps answers for, and more than one question about bans may list.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { decodeJwt } from 'jose';
import { createGate } from 'tailchat-login/gate';
import { startTailchat } from 'tailchat-login/testing';
import { createLogin } from 'tailchat-login/worker';
import { makeAssertionKey } from '../../cli/commands/key.js';
import { APP, BASE_URL, createVisitor, KEY } from '../support/kit.js';
import { createRandom } from '../support/random.js';
import { createTailchat, guild, idOf, makeGroup, makeUser, staff } from '../support/tailchat_api.js';
import { checkOf, forwardOf, here, SCRIPT } from '../worker/gate/kit.js';

const FULL = process.env.TAILCHAT_LOGIN_FULL_TESTS;
const USERS = FULL ? 2500 : 40;
const ROUNDS = FULL ? 6 : 12;
const AT_ONCE = 40;
const SEED = 20_260_102;
const HOUR = 3_600_000;
const users = Array.from({ length: USERS }, (_, index) => ({
  _id: idOf(0x64b1f0c2 + index),
  password: 'not asked for',
  email: `user-${index}@example.com`,
  nickname: `User ${index} ä"`,
  discriminator: String(index).padStart(4, '0'),
}));

describe('a crowd at one gate', () => {
  const { below: random } = createRandom(SEED);
  /** @type {Awaited<ReturnType<typeof startTailchat>>} */
  let tailchat;
  /** @type {string[]} */
  const cookies = [];
  const api = createTailchat();
  let ahead = 0;
  /** @type {import('tailchat-login/gate').Gate} */
  let gate;

  before(async () => {
    tailchat = await startTailchat({ apps: [APP], users });
    const config = {
      apiUrl: tailchat.url,
      clientId: APP.appId,
      clientSecret: APP.appSecret,
      sessionKeys: KEY,
      baseUrl: BASE_URL,
      now: () => Date.now() + ahead,
      groups: api.makeGroups(),
      log: () => {},
    };
    api.users = users.map(({ _id }) => makeUser(_id));
    const login = createLogin(config);
    for (let from = 0; from < USERS; from += AT_ONCE)
      cookies.push(
        ...(await Promise.all(users.slice(from, from + AT_ONCE).map((user) => enter(login, user)))),
      );
    const rules = here(
      { host: '', path: '/staff/*', roles: [`${guild}/${staff}`] },
      { host: '', path: '/*', any: true },
    );
    gate = createGate({ login, rules, assertionKeys: makeAssertionKey(), now: config.now, log: () => {} });
  });
  after(() => tailchat.close());

  /** @param {ReturnType<typeof createLogin>} login @param {typeof users[number]} user */
  async function enter(login, user) {
    const visitor = createVisitor(login);
    await visitor.enter('return_to=/', user);
    return visitor.header();
  }

  /** @param {number} index @param {boolean} isStaff */
  async function ask(index, isStaff) {
    const uri = random(2) ? '/staff/' : `/wiki/${random(3)}`;
    const headers = { cookie: cookies[index], ...SCRIPT };
    const response = await gate.fetch(random(2) ? checkOf(uri, headers) : forwardOf(uri, headers));
    const { _id, nickname } = users[index];
    const what = `${_id} ${uri}`;
    if (uri === '/staff/' && !isStaff) return assert.equal(response.status, 403, what);
    assert.equal(response.status, 204, what);
    const get = (/** @type {string} */ name) => response.headers.get(name) ?? '';
    assert.equal(get('remote-user'), _id);
    assert.equal(get('x-tailchat-nickname'), encodeURIComponent(nickname));
    assert.equal(get('x-tailchat-groups'), isStaff ? `${guild},${guild}/${staff}` : guild, what);
    const { sub, roles } = decodeJwt(get('x-tailchat-assertion'));
    assert.deepEqual({ sub, roles }, { sub: _id, roles: isStaff ? [`${guild}/${staff}`] : [] });
    assert.equal(response.headers.getSetCookie().length, ahead === 0 ? 0 : 1);
  }

  test('everybody is himself, with the roles of the moment', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const isStaff = users.map(() => random(2) === 0);
      const members = users.map(({ _id }, index) => ({ userId: _id, roles: isStaff[index] ? [staff] : [] }));
      api.groups = [makeGroup({ members })];
      api.clock.now += 60_000;
      ahead = round % 3 === 2 ? 3 * HOUR : 0;
      const order = Array.from({ length: 4 * USERS }, () => random(USERS));
      await Promise.all(order.map((index) => ask(index, isStaff[index])));
    }
  });
});
