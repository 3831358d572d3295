import { TailchatLoginError } from '../../bindings/errors/groups.js';
import * as LIMITS from '../../bindings/limits.js';
import { createApi } from './api.js';
import { createBans } from './bans.js';
import { createBot } from './bot.js';
import { explain } from './explain.js';
import { createFresh } from './fresh.js';
import { isId } from './ids.js';
import { createLoader } from './load.js';
import { readGroupsOptions } from './options.js';
import { createNotes } from './notes.js';

/**
 * @typedef {import('../../types/groups.js').Groups} Groups
 * @typedef {import('../../types/groups.js').GroupsOptions} GroupsOptions
 * @typedef {import('../../types/groups.js').Requirement} Requirement
 */

/**
 * @param {import('../../bindings/groups.js').GroupsCore} core
 * @returns {(options: GroupsOptions) => Groups}
 */
export const groupsOn = (core) => (options) => {
  const config = readGroupsOptions(options);
  const now = () => Math.floor((config.now ?? Date.now)()); // looks up the function at each call, as fetch does
  const times = { ...config, now };
  const notes = createNotes(config.log, now);
  const api = createApi(config);
  const named = createNamed(config.groupIds);
  const loader = createLoader({ core, config, api, bot: createBot(config, api, now, notes), named, notes });
  const answer = createFresh(times, loader.loadGroups);
  const bans = createBans(times, loader.loadBans);
  const seconds = () => Math.floor(now() / 1000);

  /** @param {ReadonlyArray<string>} ids */
  function watch(ids) {
    const isNew = ids.filter(named.add);
    const seen = answer.peek();
    if (isNew.some((id) => seen !== undefined && seen.group(id) === undefined)) answer.expire();
  }

  /** @type {Groups} */
  const groups = {
    of: async (sub) => (isId(sub) ? (await answer.get()).of(sub, seconds()) : NONE),
    isBanned: bans.isBanned,
    list: async () => Object.freeze((await answer.get()).list()),
    watch,
    explain,

    async lacks(sub, requirement) {
      const { group: id, role: roleId } = readRequirement(requirement);
      if (config.groupIds === undefined) watch([id]);
      else if (!named.has(id)) throw invalid('groupIds', 'groupIds must have each group that is asked for');
      const memberships = await answer.get();
      const group = memberships.group(id);
      if (group === undefined) {
        notes.once(`${id} is none of the bot's groups, or there is none of this id: nobody is let in by it`);
        throw new TailchatLoginError('group_unknown');
      }
      const own = isId(sub) ? memberships.of(sub, seconds()).find((one) => one.id === id) : undefined;
      const joinUrl = config.joinUrls[id];
      const lack = { group: { id, name: group.name }, ...(joinUrl !== undefined && { joinUrl }) };
      if (own === undefined) return Object.freeze({ code: 'group_missing', ...lack });
      if (roleId === undefined || own.roles.some((one) => one.id === roleId)) return undefined;
      const role = group.roles.find((one) => one.id === roleId);
      if (role === undefined) notes.once(`group ${id} has no role ${roleId}: nobody has it`);
      return Object.freeze({ code: 'role_missing', ...lack, role: role ?? { id: roleId, name: roleId } });
    },
  };
  return Object.freeze(groups);
};

/** @type {ReadonlyArray<never>} */
const NONE = Object.freeze([]);

/** @param {string} option @param {string} message */
const invalid = (option, message) => new TailchatLoginError('configuration_invalid', { option, message });

/** @param {unknown} given @returns {Requirement} */
function readRequirement(given) {
  const { group, role } = /** @type {any} */ (typeof given === 'object' && given !== null ? given : {});
  const digits = '24 lower-case hexadecimal digits; a name can be copied by anybody';
  if (!isId(group)) throw invalid('group', `group must be the id of a group, ${digits}`);
  if (role !== undefined && !isId(role)) throw invalid('role', `role must be the id of a role, ${digits}`);
  return { group, role };
}

/**
 * The ids of the groups that the answer must keep even if it leaves out others.
 *
 * @param {ReadonlyArray<string>} [given]
 */
function createNamed(given = []) {
  const ids = new Set(given);
  return {
    has: (/** @type {string} */ id) => ids.has(id),
    list: () => [...ids],
    /** @param {string} id @returns {boolean} whether it is new */
    add(id) {
      if (ids.has(id)) return false;
      if (!isId(id))
        throw invalid('groupIds', 'a group must be named by its id, 24 lower-case hexadecimal digits');
      if (ids.size >= LIMITS.groups)
        throw invalid('groupIds', `no more than ${LIMITS.groups} groups can be named`);
      ids.add(id);
      return true;
    },
  };
}

/** @typedef {ReturnType<typeof createNamed>} NamedGroups */
