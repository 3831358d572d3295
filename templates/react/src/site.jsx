import 'tailchat-login/button';
import { useTailchatUser } from 'tailchat-login/react';

/** The login's routes, below the path of TAILCHAT_BASE_URL. */
const basePath = `${import.meta.env.BASE_URL}auth`;

export function Site() {
  const { user } = useTailchatUser({ basePath });
  return (
    <>
      <header>
        <a href={import.meta.env.BASE_URL}>My site</a>
        <tailchat-login base-path={basePath} />
      </header>
      <main>
        <h1>{user ? `Welcome, ${user.nickname}` : 'Welcome'}</h1>
        {/* This script is public: data for users alone comes from a server that asks `login.require`. */}
        <p>{user ? 'You see this, for you are logged in.' : 'Nobody is logged in.'}</p>
      </main>
    </>
  );
}
