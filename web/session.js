/**
 * The page's knowledge of its session, kept once for each worker, however its basePath is written. All buttons and hooks
 * on a page share one request to the worker, and change together. `subscribe` and `read` fit React's
 * useSyncExternalStore. Importing this file touches no browser object. A server never keeps anything of a user.
 */
import { isFramed, logout, user } from './index.js';
import { addressOf, request } from './request.js';

/** @typedef {import('../types/user.js').User} User */
/** @typedef {import('./error.js').LoginError} LoginError */
/**
 * `loading` is true during a request to the worker. The previous knowledge stays until the answer arrives. An error beside
 * a user comes from a failed logout.
 *
 * @typedef {{ readonly user: User | null, readonly loading: boolean, readonly error: LoginError | null }} Snapshot
 */
/** @typedef {ReturnType<typeof createSession>} Session */

/** @type {Snapshot} */
export const UNKNOWN = Object.freeze({ user: null, loading: true, error: null });

/** @type {Map<string | undefined, Session>} */
const sessions = new Map();

/** @param {string} [basePath] checked when the worker is asked */
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
    // A server has no address to compare with.
    return basePath;
  }
}

/** @param {string} [basePath] */
function createSession(basePath) {
  let current = UNKNOWN;
  /** Whether the page knows who is logged in, or that it could not find out. */
  let settled = false;
  /** Whether the next subscriber must ask. */
  let stale = true;
  /** Grows with every request. Only the answer to the last request counts. */
  let turn = 0;
  /** @type {Set<() => void>} */
  const listeners = new Set();

  /** @param {Snapshot} next */
  function change(next) {
    // An unchanged user stays the same object, so that dependent work is not repeated.
    const same = JSON.stringify(next.user) === JSON.stringify(current.user);
    current = Object.freeze(same ? { ...next, user: current.user } : next);
    // In a panel a silent login may find the user.
    if (!settled && !next.loading && !next.user && !next.error && isFramed())
      import('./panel.js').then(({ ask }) => ask(request, addressOf(basePath))).catch(() => {});
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

  /** Another tab may have logged in or out in the meantime. */
  function look() {
    if (document.visibilityState !== 'visible' || current.loading) return;
    if (listeners.size) take(user({ basePath }), true);
    else stale = true;
  }

  return {
    /** The current knowledge. The same object until it changes. */
    read: () => current,

    /** Whether any answer or failure has arrived. */
    isSettled: () => settled,

    /**
     * Asks who is logged in, if no other subscriber has asked yet.
     *
     * @param {() => void} listener called after every change
     * @param {Snapshot} [known] what the page's server knows; then nothing is asked
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
