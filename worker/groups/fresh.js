import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { startDeadline } from '../lib/deadline.js';

/**
 * @typedef {object} Times
 * @property {number} cacheSeconds
 * @property {number} staleSeconds
 * @property {number} deadline milliseconds
 * @property {() => number} now milliseconds
 */

/**
 * How old an answer is: of the moment at which it was asked for.
 *
 * @param {Times} times
 */
export function createAges({ cacheSeconds, staleSeconds, now }) {
  /** A clock that was set back makes nothing young. @param {number} at @param {number} seconds */
  const isWithin = (at, seconds) => {
    const age = now() - at;
    return age >= 0 && age < seconds * 1000;
  };
  return {
    isFresh: (/** @type {number} */ at) => isWithin(at, cacheSeconds),
    /** Whether it still counts where there is no other. */
    isUsable: (/** @type {number} */ at) => isWithin(at, Math.max(cacheSeconds, staleSeconds)),
  };
}

/** @param {number} at milliseconds */
export const coolDown = (at) => ({ at, until: at + LIMITS.groups_cooldown_seconds * 1000 });

/**
 * A clock that was set back ends it too.
 *
 * @param {{ at: number, until: number } | undefined} span
 * @param {number} now
 */
export const isDuring = (span, now) => span !== undefined && span.at <= now && now < span.until;

/**
 * Something that is loaded when it is needed and kept for a while: one request for all who wait, each by a clock of
 * his own. While loading fails, what was loaded before counts on for `staleSeconds`; then `groups_unavailable`.
 *
 * @template T
 * @param {Times} times
 * @param {() => Promise<T>} load within the deadline
 */
export function createFresh(times, load) {
  const { deadline: milliseconds, now } = times;
  const { isFresh, isUsable } = createAges(times);
  /** @type {{ value: T, at: number } | undefined} */
  let known;
  /** One whose isolate was stopped with it never ends: hence `until`. @type {{ value: Promise<T>, at: number, until: number } | undefined} */
  let loading;
  /** @type {{ error: unknown, at: number, until: number } | undefined} */
  let failed;

  function start() {
    const at = now();
    const started = { value: load(), at, until: at + milliseconds };
    loading = started;
    started.value.then(
      (value) => {
        if (loading === started) [loading, failed] = [undefined, undefined];
        if (known === undefined || known.at <= at) known = { value, at };
      },
      (error) => {
        if (loading !== started) return;
        loading = undefined;
        failed = { error, ...coolDown(now()) };
      },
    );
    return started.value;
  }

  /** In workerd another's promise may never settle. @param {Promise<T>} value */
  async function wait(value) {
    const patience =
      known !== undefined && isUsable(known.at) ? LIMITS.groups_patience_milliseconds : Infinity;
    const deadline = startDeadline(Math.min(milliseconds, patience));
    return deadline.race(value).finally(deadline.end);
  }

  /** @param {unknown} cause @returns {T} */
  function older(cause) {
    if (known !== undefined && isUsable(known.at)) return known.value;
    throw new TailchatLoginError('groups_unavailable', { cause });
  }

  return {
    /** @returns {Promise<T>} */
    async get() {
      if (known !== undefined && isFresh(known.at)) return known.value;
      const under_way = isDuring(loading, now()) ? loading : undefined;
      if (under_way === undefined && isDuring(failed, now())) return older(failed?.error);
      try {
        return await (under_way === undefined ? start() : wait(under_way.value));
      } catch (error) {
        return older(error);
      }
    },

    /** What it is now, without a request. */
    peek: () => known?.value,

    /** The next who needs it has it loaded anew; until then, and where that fails, it counts. */
    expire() {
      if (known !== undefined) known.at -= times.cacheSeconds * 1000;
    },
  };
}
