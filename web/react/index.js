'use client';
/**
 * The session in React, 18 or newer. All components of a page share what is known (`web/session.js`), and with them
 * the buttons of `tailchat-login/button`.
 */
import * as React from 'react';
import { login } from '../index.js';
import { openSession, UNKNOWN } from '../session.js';

const { useCallback, useMemo, useState, useSyncExternalStore } = React;

/** @type {typeof import('../../types/react.js').useTailchatUser} */
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
  // On a server nothing subscribes, so the session there stays empty for every user.
  const snapshot = useSyncExternalStore(
    subscribe,
    () => (session.isSettled() ? session.read() : initial),
    () => initial,
  );
  return useMemo(
    () => ({
      ...snapshot,
      login: ({ returnTo, prompt, popup } = {}) =>
        login({ basePath, returnTo, prompt, popup })?.then(session.refresh),
      logout: session.logout,
      refresh: session.refresh,
    }),
    [snapshot, session, basePath],
  );
}
