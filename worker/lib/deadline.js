import { TailchatLoginError } from '../../bindings/error.js';

/**
 * One time limit for several steps. `race` ends at the deadline even if its promise ignores the signal, as the caller's
 * own fetch or an endless stream may do.
 *
 * @typedef {object} Deadline
 * @property {AbortSignal} signal its reason is always a TailchatLoginError
 * @property {<T>(work: Promise<T>) => Promise<T>} race
 * @property {() => void} end clears the timer
 */

/**
 * @param {number} milliseconds
 * @param {AbortSignal} [caller] may end it sooner
 * @returns {Deadline}
 */
export function startDeadline(milliseconds, caller) {
  const controller = new AbortController();
  /** @type {(reason: TailchatLoginError) => void} */
  let reject = () => {};
  /** @type {Promise<never>} */
  const expired = new Promise((_, refuse) => {
    reject = refuse;
  });
  expired.catch(() => {}); // `race` reports it; without a race it must not be an unhandled rejection

  /** @param {TailchatLoginError} reason */
  const expire = (reason) => {
    controller.abort(reason);
    reject(reason);
  };
  const timer = setTimeout(() => expire(new TailchatLoginError('deadline_exceeded')), milliseconds);
  const leave = () => expire(callerLeft(caller?.reason));
  if (caller?.aborted) leave();
  else caller?.addEventListener('abort', leave, { once: true });

  return {
    signal: controller.signal,
    race: (work) => Promise.race([work, expired]),
    end() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', leave);
    },
  };
}

/** @param {unknown} reason */
function callerLeft(reason) {
  if (reason instanceof TailchatLoginError) return reason; // another deadline, around this one
  const timedOut = reason instanceof Error && reason.name === 'TimeoutError'; // AbortSignal.timeout()
  return new TailchatLoginError(timedOut ? 'deadline_exceeded' : 'upstream_unreachable', { cause: reason });
}
