// Tailchat's API as a bot sees it, in process: a fetch that gives recorded answers, and counts the requests.
import { createHash } from 'node:crypto';
import { createGroups } from 'tailchat-login/groups';

/** @param {number} number */
export const idOf = (number) => number.toString(16).padStart(24, '0');

export const [alice, bob, carol, bot] = [0xa11ce, 0xb0b, 0xca401, 0xb07].map(idOf);
export const guild = idOf(0x6117d);
export const [staff, editor] = [idOf(0x57aff), idOf(0xed1704)];

export const BOT = { botId: 'tc_64b1f0c2a5d3e97b4c8f1a21', botSecret: 'secret-of-the-bot' };
export const PASSWORD = createHash('md5')
  .update(BOT.botId + BOT.botSecret)
  .digest('hex');

/** A recorded group with every possible field. The order of its keys has no meaning. @param {any} [changes] */
export const makeGroup = (changes = {}) => ({
  _id: guild,
  name: 'Guild',
  owner: carol,
  members: [
    { roles: [staff], userId: alice },
    { roles: [], userId: bob },
    { roles: [], userId: carol },
    { roles: [], userId: bot },
  ],
  panels: [{ id: idOf(1), name: 'general', type: 0, fallbackPermissions: [] }],
  roles: [
    { name: 'staff', permissions: ['core.message'], _id: staff },
    { name: 'editor', permissions: [], _id: editor },
  ],
  fallbackPermissions: ['core.message'],
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
  __v: 1,
  ...changes,
});

/** @param {string} _id */
export const makeUser = (_id, changes = {}) => ({
  _id,
  email: 'someone@example.com',
  nickname: 'Someone',
  discriminator: '2802',
  temporary: false,
  type: 'normalUser',
  emailVerified: false,
  banned: false,
  createdAt: '2026-11-01T00:00:00.000Z',
  ...changes,
});

const encode = (/** @type {unknown} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const DAY = 86_400;

/** @param {number} status @param {unknown} body */
const json = (status, body) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });

/** @param {number} code @param {string} name @param {string} message @param {string} [type] */
export const failure = (code, name, message, type) => json(code, { name, message, code, type });

export const NO_TOKEN = () => failure(401, 'UnAuthorizedError', 'You are not authorized', 'NO_TOKEN');
export const INVALID_TOKEN = () => failure(401, 'UnAuthorizedError', 'Invalid', 'INVALID_TOKEN');

/**
 * @typedef {{ action: string, body: any, token: string | null, init: any }} Asked
 */

export function createTailchat() {
  const clock = { now: 1_800_000_000_000 };
  const state = {
    clock,
    /** @type {any[]} */
    groups: [makeGroup()],
    /** @type {any[]} */
    users: [alice, bob, carol, bot].map((id) => makeUser(id)),
    /** @type {Asked[]} */
    asked: [],
    /** Replaces the answers of actions. @type {Record<string, (asked: Asked) => Response | Promise<Response>>} */
    instead: {},
    /** @type {string[]} */
    log: [],
    logins: 0,
    lifeSeconds: 30 * DAY,
    /** @type {Set<string>} */
    tokens: new Set(),

    /** @param {string} action */
    count: (action) => state.asked.filter((asked) => asked.action === action).length,

    /** @param {string | URL | Request} url @param {any} init */
    async fetch(url, init) {
      const action = String(url).split('/api/')[1];
      const headers = new Headers(init.headers);
      const asked = { action, body: JSON.parse(init.body), token: headers.get('x-token'), init };
      state.asked.push(asked);
      const answer = state.instead[action] ?? ACTIONS[action];
      return answer(asked);
    },

    /** @param {any} [options] */
    makeGroups: (options = {}) =>
      createGroups({
        apiUrl: 'https://chat.example',
        ...BOT,
        fetch: /** @type {any} */ (state.fetch),
        now: () => clock.now,
        log: (line) => state.log.push(line),
        ...options,
      }),
  };

  /** @type {Record<string, (asked: Asked) => Response>} */
  const ACTIONS = {
    'openapi/bot/login'({ body }) {
      if (body.token !== PASSWORD) return failure(500, 'Error', 'Auth failed.');
      state.logins += 1;
      const iat = Math.floor(clock.now / 1000);
      const claims = { _id: bot, iat, exp: iat + state.lifeSeconds, number: state.logins };
      const jwt = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}.c2ln`;
      state.tokens.add(jwt);
      return json(200, { code: 200, data: { jwt, userId: bot, email: 'x', nickname: 'Site', avatar: '' } });
    },
    'group/getUserGroups': ({ token }) =>
      state.tokens.has(token ?? '') ? json(200, { code: 200, data: state.groups }) : INVALID_TOKEN(),
    'user/getUserInfoList': ({ body }) =>
      json(200, {
        code: 200,
        data: body.userIds.map(
          (/** @type {string} */ id) => state.users.find(({ _id }) => _id === id) ?? null,
        ),
      }),
    'group/quitGroup'({ body }) {
      state.groups = state.groups.filter(({ _id }) => _id !== body.groupId);
      return json(200, { code: 200 });
    },
  };

  return state;
}

export { json };
