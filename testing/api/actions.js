/** The actions of Tailchat's API for a bot, and those that need no account to read a group. */
import { createHash } from 'node:crypto';

import { createAppActions } from './apps.js';
import { castError, failure, invalid, notAvailable, unauthorized } from './failure.js';
import { createTokens } from './token.js';

/**
 * @typedef {import('../options.js').App} App
 * @typedef {import('../options.js').User} User
 * @typedef {import('../options.js').Group} Group
 * @typedef {import('../options.js').Invite} Invite
 *
 * @typedef {import('../../types/testing.js').Trouble} Trouble
 *
 * @typedef {{ apps: App[], users: User[], groups: Group[], invites: Invite[], trouble: Trouble }} World
 *
 * @typedef {object} Action
 * @property {boolean} [open] whether it works without a token
 * @property {Record<string, 'string' | 'array'>} [parameters] the required ones
 * @property {(parameters: any, userId: string) => unknown} run
 */

/** An app's bot is always the same user. @param {string} appId */
const botOf = (appId) => createHash('sha256').update(`open_${appId}`).digest('hex').slice(0, 24);

const CREATED_AT = '2026-11-01T00:00:00.000Z';
/** Mongoose also accepts any text of 12 characters. @param {unknown} id */
const isId = (id) => typeof id === 'string' && (/^[0-9a-f]{24}$/i.test(id) || id.length === 12);
/** @param {string} text */
const md5 = (text) => createHash('md5').update(text).digest('hex');

/** @param {User} user */
const describeUser = ({ _id, email, nickname, discriminator, avatar, ...rest }) => ({
  _id,
  email,
  nickname,
  discriminator,
  temporary: false,
  ...(avatar === undefined ? {} : { avatar }),
  type: 'normalUser',
  emailVerified: rest.emailVerified ?? false,
  banned: rest.banned ?? false,
  createdAt: CREATED_AT,
});

/** @param {App} app */
const describeBot = ({ appId, appName, appIcon = '' }) => ({
  _id: botOf(appId),
  email: `open_${appId}@openapi.msgbyte.com`,
  nickname: appName,
  temporary: false,
  avatar: appIcon,
  type: 'openapiBot',
  emailVerified: false,
  banned: false,
  createdAt: CREATED_AT,
});

/** @param {Group} group */
const describeGroup = ({ members, roles = [], panels = [], ...group }) => ({
  ...group,
  members,
  panels,
  roles: roles.map((role) => ({ permissions: [], ...role })),
  fallbackPermissions: ['core.message'],
  createdAt: CREATED_AT,
  updatedAt: CREATED_AT,
  __v: 1,
});

/**
 * @param {World} world
 * @returns {{ actions: Readonly<Record<string, Action>>, isOpen: (name: string) => boolean, tokens: ReturnType<typeof createTokens>, addBot: (appId: string, groupId: string) => void }}
 */
export function createActions(world) {
  const tokens = createTokens();
  const { trouble } = world;

  /** @param {string} id */
  const findUser = (id) => {
    const user = world.users.find(({ _id }) => _id === id);
    if (user !== undefined) return describeUser(user);
    const app = world.apps.find(({ appId }) => botOf(appId) === id);
    return app === undefined ? null : describeBot(app);
  };
  /** @param {string} id */
  const findGroup = (id) => {
    if (!isId(id)) throw castError(id);
    return world.groups.find(({ _id }) => _id === id);
  };

  /** @param {string} appId @param {string} groupId */
  function addBot(appId, groupId) {
    const app = world.apps.find((one) => one.appId === appId);
    if (app === undefined) throw failure(404, 'DataNotFoundError', 'Not found this open app');
    if (!app.capability.includes('bot'))
      throw failure(500, 'Error', 'The robot service of this application has not been activated');
    const group = findGroup(groupId);
    if (group === undefined)
      throw failure(500, 'TypeError', "Cannot read properties of null (reading 'members')");
    const userId = botOf(appId);
    if (group.members.some((member) => member.userId === userId)) throw failure(500, 'Error', '已加入该群组');
    group.members.push({ roles: [], userId });
  }

  /** @type {Record<string, Action>} */
  const actions = {
    'openapi.bot.login': {
      parameters: { appId: 'string', token: 'string' },
      run({ appId, token }) {
        if (trouble.openPlatformDown) throw notAvailable('openapi.bot.login');
        const app = world.apps.find((one) => one.appId === appId);
        if (app === undefined) throw failure(500, 'Error', `Not found open app:${appId}`);
        if (!app.capability.includes('bot'))
          throw failure(500, 'Error', 'Open app not enabled capability:bot');
        if (token !== md5(appId + app.appSecret)) throw failure(500, 'Error', 'Auth failed.');
        const { _id, email, nickname, avatar } = describeBot(app);
        return { jwt: tokens.issue({ _id, email, nickname, avatar }), userId: _id, email, nickname, avatar };
      },
    },
    'user.login': {
      open: true,
      parameters: { password: 'string' },
      run({ email, password }) {
        const user = world.users.find((one) => one.email === email);
        const field = user === undefined ? 'email' : 'password';
        if (user === undefined || user.password !== password)
          throw failure(422, 'EntityError', 'Wrong', undefined, [{ message: 'Wrong', field }]);
        if (user.banned) throw failure(403, 'BannedError', 'User banned', 'banned');
        return { ...describeUser(user), token: tokens.issue(user) };
      },
    },
    'group.getUserGroups': {
      run: (_, userId) =>
        world.groups
          .filter(({ members }) => members.some((member) => member.userId === userId))
          .map(describeGroup),
    },
    'group.createGroupPanel': {
      parameters: { groupId: 'string', name: 'string' },
      run({ groupId, name, type, provider, pluginPanelName, meta }, userId) {
        if (typeof type !== 'number') throw invalid('type', type === undefined ? 'required' : 'number');
        const group = findGroup(groupId);
        if (group === undefined) throw failure(500, 'Error', 'Not Found Group');
        const member = group.members.find((one) => one.userId === userId);
        if (member === undefined) throw failure(500, 'Error', 'Not Found Member');
        const mayManage = (group.roles ?? []).some(
          ({ _id, permissions = [] }) =>
            member.roles?.includes(_id) && permissions.includes('core.managePanel'),
        );
        if (group.owner !== userId && !mayManage) throw failure(403, 'NoPermissionError', 'No permission');
        const id = createHash('sha256')
          .update(`${groupId} ${group.panels?.length}`)
          .digest('hex')
          .slice(0, 24);
        const plugin = { provider, pluginPanelName, meta };
        group.panels = [...(group.panels ?? []), { id, name, type, ...plugin, fallbackPermissions: [] }];
      },
    },
    'group.quitGroup': {
      parameters: { groupId: 'string' },
      run({ groupId }, userId) {
        const group = findGroup(groupId);
        if (group === undefined) throw failure(500, 'Error', 'Not found group');
        group.members = group.members.filter((member) => member.userId !== userId);
      },
    },
    'group.getGroupBasicInfo': {
      open: true,
      parameters: { groupId: 'string' },
      run({ groupId }) {
        const group = findGroup(groupId);
        if (group === undefined) return null;
        const { name, owner, members } = group;
        return { name, owner, description: '', memberCount: members.length };
      },
    },
    'group.invite.findInviteByCode': {
      open: true,
      parameters: { code: 'string' },
      run: ({ code }) => world.invites.find((invite) => invite.code === code) ?? null,
    },
    'openapi.integration.addBotUser': {
      parameters: { appId: 'string', groupId: 'string' },
      run: ({ appId, groupId }) => addBot(appId, groupId),
    },
    'user.getUserInfo': {
      open: true,
      parameters: { userId: 'string' },
      run({ userId }) {
        if (!isId(userId)) throw castError(userId);
        return findUser(userId);
      },
    },
    'user.getUserInfoList': {
      open: true,
      parameters: { userIds: 'array' },
      run({ userIds }) {
        if (!userIds.every(isId)) throw failure(442, 'EntityError', 'Include invalid userId');
        return userIds.map(findUser);
      },
    },
    ...createAppActions(world),
    'config.client': {
      open: true,
      run: () => ({ disableUserRegister: false, disableGuestLogin: false, disableCreateGroup: false }),
    },
    'gateway.health': {
      open: true,
      run: () => ({ services: [...new Set(Object.keys(actions).map((name) => name.replace(/\.\w+$/, '')))] }),
    },
  };

  /** The open platform announces the entry in the gateway's list once, at its start. @param {string} name */
  const isOpen = (name) =>
    name === 'openapi.bot.login' ? !trouble.coreRestarted : actions[name].open === true;

  return { actions, isOpen, tokens, addBot };
}

/** @param {Action} action @param {Record<string, unknown>} given */
export function checkParameters({ parameters = {} }, given) {
  for (const [name, type] of Object.entries(parameters)) {
    if (given[name] === undefined) throw invalid(name, 'required');
    if (type === 'array' ? !Array.isArray(given[name]) : typeof given[name] !== 'string')
      throw invalid(name, type);
  }
}

/** Refuses the token of a deleted or banned user. @param {World} world @param {string} userId */
export function checkAlive({ users, apps }, userId) {
  if (apps.some(({ appId }) => botOf(appId) === userId)) return;
  const user = users.find(({ _id }) => _id === userId);
  if (user === undefined) throw unauthorized("TypeError: Cannot read properties of null (reading 'banned')");
  if (user.banned) throw unauthorized('BannedError: User banned');
}
