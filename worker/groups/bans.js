import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { startDeadline } from '../lib/deadline.js';
import { createGenerations } from '../lib/generations.js';
import { coolDown, createAges, isDuring } from './fresh.js';
import { isId } from './ids.js';

/**
 * Finds out which users are banned or deleted. One request asks Tailchat about a list of users, and only one request runs
 * at a time. The next list has the users that were needed in the meantime, and those whose answers will soon be too old.
 *
 * @typedef {object} Known
 * @property {boolean} gone
 * @property {number} at when the request was sent, in milliseconds
 * @property {number} used_at when the answer was last needed, in milliseconds
 *
 * @typedef {object} Flight
 * @property {ReadonlySet<string>} asked
 * @property {Promise<void>} done
 * @property {number} at
 * @property {number} until when others stop waiting: a request whose isolate was stopped never ends
 */

/**
 * @param {import('./fresh.js').Times} times
 * @param {(ids: ReadonlyArray<string>) => Promise<string>} load returns one character for each id, within the deadline
 */
export function createBans(times, load) {
  const { deadline: milliseconds, now, cacheSeconds } = times;
  const { isFresh, isUsable } = createAges(times);
  /** @type {ReturnType<typeof createGenerations<Known>>} */
  const known = createGenerations({ most: LIMITS.known_users });
  /** @type {Set<string>} */
  let waiting = new Set();
  /** @type {Flight | undefined} */
  let flight;
  /** @type {{ error: unknown, at: number, until: number } | undefined} */
  let failed;

  /** Adds the users in use whose answers have reached half of their life. */
  function gather() {
    const time = now();
    const due = [...known.entries()].filter(
      ([, { at, used_at }]) => time - at >= cacheSeconds * 500 && time - used_at < cacheSeconds * 1000,
    );
    const asked = new Set([...waiting, ...due.map(([id]) => id)].slice(0, LIMITS.listed_users));
    waiting = new Set([...waiting].filter((id) => !asked.has(id)));
    return asked;
  }

  function start() {
    const at = now();
    const asked = gather();
    const ids = [...asked];
    const done = load(ids).then((verdicts) => {
      ids.forEach((id, place) => {
        const used_at = known.get(id)?.used_at ?? at;
        known.set(id, { gone: verdicts[place] !== 'a', at, used_at });
      });
    });
    const started = { asked, done, at, until: at + milliseconds };
    flight = started;
    const land = (/** @type {typeof failed} */ failure) => {
      if (flight !== started) return;
      flight = undefined;
      failed = failure;
    };
    done.then(
      () => land(undefined),
      (error) => land({ error, ...coolDown(now()) }),
    );
    return started;
  }

  /**
   * Waits for a request of this call or of another one, until a request included this user.
   *
   * @param {string} id
   * @param {import('../lib/deadline.js').Deadline} deadline
   */
  async function learn(id, deadline) {
    waiting.add(id);
    for (;;) {
      const under_way = isDuring(flight, now()) ? flight : undefined;
      if (under_way === undefined && isDuring(failed, now())) throw failed?.error;
      const { asked, done } = under_way ?? start();
      // The failure of a request without this user is ignored here. The loop then meets the cool-down, and throws.
      await deadline.race(asked.has(id) ? done : done.catch(() => {}));
      if (asked.has(id)) return;
    }
  }

  /** @param {Known | undefined} found @param {unknown} cause */
  function older(found, cause) {
    if (found !== undefined && isUsable(found.at)) return found.gone;
    throw new TailchatLoginError('groups_unavailable', { cause });
  }

  return {
    /**
     * @param {string} sub
     * @returns {Promise<boolean>} also true for a deleted user, and for a text that is not an id of Tailchat
     */
    async isBanned(sub) {
      if (!isId(sub)) return true;
      const found = known.get(sub);
      if (found !== undefined) found.used_at = now();
      if (found !== undefined && isFresh(found.at)) return found.gone;
      const patience =
        found !== undefined && isUsable(found.at) && flight ? LIMITS.groups_patience_milliseconds : Infinity;
      const deadline = startDeadline(Math.min(milliseconds, patience));
      try {
        await learn(sub, deadline);
      } catch (error) {
        return older(found, error);
      } finally {
        deadline.end();
        waiting.delete(sub);
      }
      return older(known.get(sub), undefined);
    },
  };
}
