// A page of a user, without JSX. The browser and the server load the same file.
import { createElement as h, StrictMode } from 'react';
import { useTailchatUser } from 'tailchat-login/react';

/** The text of each rendering in the browser. @type {string[]} */
export const said = [];

/** @param {{ id: string, initialUser?: import('../../../types/user.js').User | null }} props */
export function Who({ id, initialUser }) {
  const { user, loading, error, login, logout, refresh } = useTailchatUser({ initialUser });
  const text = error
    ? `error ${error.code}`
    : user
      ? `hello ${user.nickname}`
      : loading
        ? 'loading'
        : 'nobody';
  said.push(`${id}: ${text}${loading ? ' …' : ''}`);
  return h(
    'p',
    { id },
    h('output', null, text),
    h('button', { className: 'login', onClick: () => login() }, 'log in'),
    h('button', { className: 'logout', onClick: logout }, 'log out'),
    h('button', { className: 'refresh', onClick: refresh }, 'again'),
  );
}

/** @param {{ initialUser?: import('../../../types/user.js').User | null }} props */
export const App = (props) =>
  h(StrictMode, null, h(Who, { id: 'one', ...props }), h(Who, { id: 'two', ...props }));
