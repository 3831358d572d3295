import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { startDeadline } from '../lib/deadline.js';
import { createGenerations } from '../lib/generations.js';
import { coolDown, createAges, isDuring } from './fresh.js';
import { isId } from './ids.js';

/**
 * Who is banned or deleted. Users are asked about in lists: one request at a time, with all who are asked for
 * meanwhile in the next, and with those whose answer will soon be too old.
 *
 * @typedef {object} Known
 * @property {boolean} gone
 * @property {number} at when it was asked for, in milliseconds
 * @property {number} used_at when somebody last wanted to know
 *
 * @typedef {object} Flight
 * @property {ReadonlySet<string>} asked
 * @property {Promise<void>} done
 * @property {number} at
 * @property {number} until one whose isolate was stopped with it never ends
 */

/**
 * @param {import('./fresh.js').Times} times
 * @param {(ids: ReadonlyArray<string>) => Promise<string>} load a character for each, within the deadline
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

  /** Those in use whose answer has lived half of its life go along. */
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
   * One request or another's, until one has asked for this user.
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
      // Another's that fails is no reason to give up: the failure cools down first.
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
     * @returns {Promise<boolean>} of who is deleted, and of what is no id of Tailchat, as well
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
