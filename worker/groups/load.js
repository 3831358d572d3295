import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { startDeadline } from '../lib/deadline.js';
import { createMemberships } from './memberships.js';

/**
 * @typedef {import('../lib/deadline.js').Deadline} Deadline
 *
 * @typedef {object} Parts
 * @property {import('../../bindings/groups.js').GroupsCore} core
 * @property {import('./options.js').GroupsConfig} config
 * @property {import('./api.js').Api} api
 * @property {ReturnType<typeof import('./bot.js').createBot>} bot
 * @property {import('./create.js').NamedGroups} named
 * @property {import('./notes.js').Notes} notes
 */

/**
 * The requests to Tailchat. Each has the configured deadline.
 *
 * @param {Parts} parts
 */
export function createLoader({ core, config, api, bot, named, notes }) {
  const { deadline: milliseconds, groupIds, leave } = config;

  /**
   * @template T
   * @param {string} what
   * @param {(deadline: Deadline) => Promise<T>} work
   * @param {() => string | undefined} [hint] a second line for the log if the work fails
   */
  async function within(what, work, hint = () => undefined) {
    const deadline = startDeadline(milliseconds);
    try {
      const value = await work(deadline);
      notes.success(what);
      return value;
    } catch (error) {
      notes.failure(what, error, hint());
      throw error;
    } finally {
      deadline.end();
    }
  }

  /**
   * Renews a refused token once: Tailchat's secret or the bot's account may have changed.
   *
   * @template T
   * @param {Deadline} deadline
   * @param {(jwt: string) => Promise<T>} work
   */
  async function withToken(deadline, work) {
    try {
      return await work(await bot.token(deadline));
    } catch (error) {
      const { code, upstreamStatus } = /** @type {TailchatLoginError} */ (error);
      if (code !== 'api_response_invalid' || upstreamStatus !== 401) throw error;
      bot.refused();
      return work(await bot.token(deadline));
    }
  }

  /** @param {ReadonlyArray<string>} ids @param {Deadline} deadline */
  async function quit(ids, deadline) {
    const jwt = await bot.token(deadline);
    for (const groupId of ids.slice(0, LIMITS.left_groups)) {
      const { status } = await api.ask({ action: 'group/quitGroup', parameters: { groupId }, jwt, deadline });
      notes.once(
        status === 200 ? `the bot has left group ${groupId}` : `the bot could not leave group ${groupId}`,
      );
    }
  }

  /** Ignores failures: an unwanted group must not lock users out. @param {ReadonlyArray<string>} ids @param {Deadline} deadline */
  async function quitForeign(ids, deadline) {
    const foreign = leave ? ids.filter((id) => !named.has(id)) : [];
    if (foreign.length > 0) await quit(foreign, deadline).catch(() => {});
  }

  /** A group that made one answer unreadable would do the same to the next one. @param {string} id */
  async function leaveSuspect(id) {
    const deadline = startDeadline(LIMITS.deadline_milliseconds);
    await quitForeign([id], deadline).finally(deadline.end);
  }

  return {
    loadGroups() {
      /** @type {string | undefined} */
      let suspect;
      const load = async (/** @type {Deadline} */ deadline) => {
        const read = await withToken(deadline, async (jwt) => {
          await core.ready();
          const reader = core.readGroups(named.list(), groupIds === undefined);
          const call = { action: 'group/getUserGroups', parameters: {}, jwt, deadline };
          try {
            return await api.read(call, reader);
          } catch (error) {
            suspect = reader.suspect();
            throw error;
          }
        });
        if (read.left_out > 0)
          notes.once(`${read.left_out} groups are left out, too large or too many: name yours in groupIds`);
        await quitForeign(read.foreign, deadline);
        return createMemberships(read);
      };
      const explain = () => (suspect === undefined ? undefined : explainSuspect(suspect, named.has(suspect)));
      return within('groups', load, explain).catch(async (error) => {
        if (suspect !== undefined && !named.has(suspect)) await leaveSuspect(suspect);
        throw error;
      });
    },

    /** @param {ReadonlyArray<string>} ids of users */
    loadBans: (ids) =>
      within('bans', async (deadline) => {
        await core.ready();
        return api.read(
          { action: 'user/getUserInfoList', parameters: { userIds: ids }, deadline },
          core.readUsers(ids),
        );
      }),
  };
}

/** @param {string} id @param {boolean} isNamed */
function explainSuspect(id, isNamed) {
  if (isNamed) return `groups: it broke off in group ${id}, which is named`;
  return (
    `groups: group ${id}, which is not named, may be why: let the bot leave it, by ` +
    `\`tailchat-login groups --leave ${id}\` or for all such groups by the option leave`
  );
}
