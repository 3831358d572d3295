/**
 * What a page knows of its session, kept once for each worker, however its basePath is written: buttons and hooks on one page ask the worker
 * once between them, and change together. `subscribe` and `read` are what React's useSyncExternalStore takes.
 * Importing this touches no browser object; what is known of a user is never kept on a server.
 */
import { logout, user } from './index.js';
import { addressOf } from './request.js';

/** @typedef {import('./index.js').User} User */
/** @typedef {import('./error.js').LoginError} LoginError */
/**
 * `loading` is true while the worker is asked who is logged in, or to end the session; what was known stays until the
 * answer. An error beside a user is a logout that failed.
 *
 * @typedef {{ readonly user: User | null, readonly loading: boolean, readonly error: LoginError | null }} Snapshot
 */
/** @typedef {ReturnType<typeof createSession>} Session */

/** @type {Snapshot} */
export const UNKNOWN = Object.freeze({ user: null, loading: true, error: null });

/** @type {Map<string | undefined, Session>} */
const sessions = new Map();

/** @param {string} [basePath] what is wrong with it is said when the worker is asked */
export function openSession(basePath) {
  const key = keyOf(basePath);
  const session = sessions.get(key) ?? createSession(basePath);
  sessions.set(key, session);
  return session;
}

/** @param {string} [basePath] */
function keyOf(basePath) {
  try {
    return addressOf(basePath);
  } catch {
    // Also on a server, where there is no address to compare with.
    return basePath;
  }
}

/** @param {string} [basePath] */
function createSession(basePath) {
  let current = UNKNOWN;
  /** Whether it is known who is logged in, or that this could not be learnt. */
  let settled = false;
  /** Whether the next one who wants to know must ask. */
  let stale = true;
  /** Grows with every question: an answer to any but the last is out of date. */
  let turn = 0;
  /** @type {Set<() => void>} */
  const listeners = new Set();

  /** @param {Snapshot} next */
  function change(next) {
    // The same user stays the same object, so that what depends on it is not done again.
    const same = JSON.stringify(next.user) === JSON.stringify(current.user);
    current = Object.freeze(same ? { ...next, user: current.user } : next);
    settled ||= !current.loading;
    for (const listener of [...listeners]) listener();
  }

  /** @param {Promise<User | null>} answer @param {boolean} [quiet] nobody asked, so a failure changes nothing */
  async function take(answer, quiet = false) {
    stale = false;
    const mine = (turn += 1);
    if (!quiet) change({ ...current, loading: true });
    try {
      const found = await answer;
      if (mine === turn) change({ user: found, loading: false, error: null });
    } catch (error) {
      if (mine === turn && !quiet)
        change({ user: current.user, loading: false, error: /** @type {LoginError} */ (error) });
    }
  }

  const refresh = () => take(user({ basePath }));

  /** Another tab may have logged in or out meanwhile. */
  function look() {
    if (document.visibilityState !== 'visible' || current.loading) return;
    if (listeners.size) take(user({ basePath }), true);
    else stale = true;
  }

  return {
    /** What is known. The same object until it changes. */
    read: () => current,

    /** Whether an answer, or a failure, has come at all. */
    isSettled: () => settled,

    /**
     * Asks who is logged in, if nobody has yet.
     *
     * @param {() => void} listener called after every change
     * @param {Snapshot} [known] what the page's server said, instead of asking
     * @returns {() => void} ends it
     */
    subscribe(listener, known) {
      listeners.add(listener);
      document.addEventListener('visibilitychange', look);
      if (known && !settled) {
        stale = false;
        change(known);
      } else if (stale) refresh();
      return () => void listeners.delete(listener);
    },

    /** Asks again. Never rejects: a failure is the snapshot's `error`. @returns {Promise<void>} */
    refresh,

    /** Ends the session. Never rejects: a failure is the snapshot's `error`. @returns {Promise<void>} */
    logout: () => take(logout({ basePath }).then(() => null)),
  };
}
