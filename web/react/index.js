'use client';
/**
 * The session in React, 18 or newer. All components of a page share what is known (`web/session.js`), and with them
 * the buttons of `tailchat-login/button`.
 */
import * as React from 'react';
import { login } from '../index.js';
import { openSession, UNKNOWN } from '../session.js';

const { useCallback, useMemo, useState, useSyncExternalStore } = React;

/** @typedef {import('../session.js').User} User */
/** @typedef {import('../session.js').LoginError} LoginError */
/**
 * @typedef {object} TailchatUser
 * @property {User | null} user
 * @property {boolean} loading while the worker is asked; what was known stays until the answer
 * @property {LoginError | null} error of the last question or logout
 * @property {(options?: { returnTo?: string, prompt?: string }) => void} login goes to Tailchat, and back to where the
 *   page is if not told otherwise
 * @property {() => Promise<void>} logout ends the session here; a failure is `error`, not thrown
 * @property {() => Promise<void>} refresh asks again; a failure is `error`, not thrown
 */

/**
 * Who is logged in. Without `initialUser` the server renders `loading`, and the page asks once, however many
 * components there are.
 *
 * @param {object} [options]
 * @param {string} [options.basePath] `/auth` if not given
 * @param {User | null} [options.initialUser] what `login.user(request, env)` said on the server: then nothing is asked
 * @returns {TailchatUser}
 */
export function useTailchatUser({ basePath, initialUser } = {}) {
  // A range in package.json would refuse the installation of the whole package.
  if (!useSyncExternalStore)
    throw new Error(`tailchat-login/react needs React 18 or newer, found ${React.version}`);
  const session = openSession(basePath);
  const [initial] = useState(() =>
    initialUser === undefined ? UNKNOWN : { user: initialUser, loading: false, error: null },
  );
  const subscribe = useCallback(
    (/** @type {() => void} */ listener) =>
      session.subscribe(listener, initial === UNKNOWN ? undefined : initial),
    [session, initial],
  );
  // On a server there is nobody to subscribe, so the session there stays empty, whoever is rendered.
  const snapshot = useSyncExternalStore(
    subscribe,
    () => (session.isSettled() ? session.read() : initial),
    () => initial,
  );
  return useMemo(
    () => ({
      ...snapshot,
      login: ({ returnTo, prompt } = {}) => login({ basePath, returnTo, prompt }),
      logout: session.logout,
      refresh: session.refresh,
    }),
    [snapshot, session, basePath],
  );
}
