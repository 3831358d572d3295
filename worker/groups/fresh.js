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
 * The age of an answer, counted from the moment when its request was sent.
 *
 * @param {Times} times
 */
export function createAges({ cacheSeconds, staleSeconds, now }) {
  /** If the clock was set back, the age is negative, and the answer is not fresh. @param {number} at @param {number} seconds */
  const isWithin = (at, seconds) => {
    const age = now() - at;
    return age >= 0 && age < seconds * 1000;
  };
  return {
    isFresh: (/** @type {number} */ at) => isWithin(at, cacheSeconds),
    /** Whether the answer may be used if Tailchat gives no newer one. */
    isUsable: (/** @type {number} */ at) => isWithin(at, Math.max(cacheSeconds, staleSeconds)),
  };
}

/** @param {number} at milliseconds */
export const coolDown = (at) => ({ at, until: at + LIMITS.groups_cooldown_seconds * 1000 });

/**
 * Whether a span of time still lasts. A clock that was set back ends it too.
 *
 * @param {{ at: number, until: number } | undefined} span
 * @param {number} now
 */
export const isDuring = (span, now) => span !== undefined && span.at <= now && now < span.until;

/**
 * A value that is loaded when it is needed and kept for a while. All callers share one request, and each has its own
 * timer. If loading fails, the previous value stays valid for `staleSeconds`. After that, callers get
 * `groups_unavailable`.
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
  /** A request whose isolate was stopped never ends, hence `until`. @type {{ value: Promise<T>, at: number, until: number } | undefined} */
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

  /** In workerd the promise of another request may never settle. @param {Promise<T>} value */
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

    /** The current value. This sends no request. */
    peek: () => known?.value,

    /** Makes the next caller load the value again. If that fails, the current value stays valid. */
    expire() {
      if (known !== undefined) known.at -= times.cacheSeconds * 1000;
    },
  };
}
