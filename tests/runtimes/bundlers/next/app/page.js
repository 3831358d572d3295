'use client';
// The same page as bundlers/page, as a client component.
import { createElement as h, useEffect, useState } from 'react';
import 'tailchat-login/button';
import { useTailchatUser } from 'tailchat-login/react';
import { finish, login, logout, start, user } from 'tailchat-login/web';

/** Next does not add its prefix to addresses that a script makes. */
const prefix = process.env.NEXT_PUBLIC_PREFIX ?? '';
const basePath = `${prefix}/auth`;

async function look() {
  const done = await finish({ basePath });
  const someone = done?.user ?? (await user({ basePath }));
  const name = someone ? `${someone.nickname}#${someone.discriminator}` : 'nobody';
  return done ? `${name} back at ${done.returnTo}` : name;
}

async function startHere() {
  const config = await (await fetch(`${prefix}/auth-config.json`)).json();
  await start({ ...config, redirectUri: location.origin + (prefix || '/'), returnTo: '/inbox' });
}

export default function Page() {
  const { user: someone } = useTailchatUser({ basePath });
  const [text, setText] = useState('');
  const show = () => look().then(setText, (error) => setText(`error: ${error.message}`));
  useEffect(() => void show(), []);
  return h(
    'main',
    null,
    h(
      'button',
      { id: 'login', onClick: () => login({ basePath, returnTo: `${prefix}/?from=worker` }) },
      'Log in by the worker',
    ),
    h('button', { id: 'start', onClick: startHere }, 'Log in by the page'),
    h('button', { id: 'logout', onClick: () => logout({ basePath }).then(show) }, 'Log out'),
    h('output', null, text),
    h('tailchat-login', { 'base-path': basePath }),
    h('p', { id: 'hook' }, someone ? someone.nickname : ''),
  );
}
