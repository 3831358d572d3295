import { createGroups, readGroupsEnv } from 'tailchat-login/groups';
import { TailchatLoginError } from '../../bindings/error.js';
import { startDeadline } from '../../worker/lib/deadline.js';
import { createApi } from '../../worker/groups/api.js';
import { createBot } from '../../worker/groups/bot.js';
import { isId } from '../../worker/groups/ids.js';
import { loadEnvironment } from '../environment.js';
import { failConfiguration } from '../fault.js';
import { fail, USAGE_ERROR, write } from '../output.js';
import { showName } from '../show.js';
import { texts } from '../texts/index.js';

const say = texts.groups;

/** @type {import('../main.js').Command} */
export const groups = {
  help: say.help,
  options: {
    env: { type: 'string' },
    leave: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: runGroups,
};

/** @param {{ env?: string, leave?: string, json?: boolean }} values */
async function runGroups({ env, leave, json }) {
  loadEnvironment(env);
  if (leave !== undefined && !isId(leave)) return fail(USAGE_ERROR, `tailchat-login: ${say.leaveId}\n`);
  // Shows all groups of the bot, because the user chooses groupIds from this list.
  const { TAILCHAT_GROUP_IDS: _, TAILCHAT_LEAVE_GROUPS: __, ...variables } = process.env;
  const config = readConfig(variables);
  if (leave !== undefined) return leaveGroup(config, leave);
  const list = await listGroups(config);
  if (json) return write(`${JSON.stringify(list, undefined, 2)}\n`);
  write(list.length === 0 ? `${say.none}\n` : list.map(format).join(''));
}

/** @param {Record<string, string | undefined>} variables */
function readConfig(variables) {
  try {
    return readGroupsEnv(variables);
  } catch (error) {
    if (!(error instanceof TailchatLoginError)) throw error;
    return failConfiguration(error, USAGE_ERROR);
  }
}

/** @typedef {ReturnType<typeof readGroupsEnv>} Config */

/** @param {Config} config */
async function listGroups(config) {
  try {
    return await createGroups({ ...config, log: (line) => process.stderr.write(`${line}\n`) }).list();
  } catch {
    return fail(1, `tailchat-login: ${say.failed}\n`); // the log has the reason
  }
}

/** @param {import('../../types/groups.js').ListedGroup} group */
const format = ({ id, name, roles, memberCount }) =>
  `${id}  ${showName(name)}  ${say.members(memberCount)}\n${roles
    .map((role) => `    ${id}/${role.id}  ${showName(role.name)}\n`)
    .join('')}`;

/** @param {Config} config @param {string} groupId */
async function leaveGroup(config, groupId) {
  const api = createApi(config);
  const bot = createBot(config, api, Date.now, { success() {}, failure() {} });
  const deadline = startDeadline(config.deadline);
  try {
    const jwt = await bot.token(deadline);
    const { status } = await api.ask({ action: 'group/quitGroup', parameters: { groupId }, jwt, deadline });
    if (status !== 200) return fail(1, `tailchat-login: ${say.notLeft(groupId, status)}\n`);
    write(`${say.left(groupId)}\n`);
  } catch (error) {
    if (!(error instanceof TailchatLoginError)) throw error;
    return fail(1, `tailchat-login: ${error.code}: ${error.message}\n`);
  } finally {
    deadline.end();
  }
}
