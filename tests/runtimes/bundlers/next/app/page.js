'use client';
// The same page as bundlers/page, as a client component.
import { createElement as h, useEffect, useState } from 'react';
import 'tailchat-login/button';
import { useTailchatUser } from 'tailchat-login/react';
import { finish, login, logout, start, user } from 'tailchat-login/web';

async function look() {
  const done = await finish();
  const someone = done?.user ?? (await user());
  const name = someone ? `${someone.nickname}#${someone.discriminator}` : 'nobody';
  return done ? `${name} back at ${done.returnTo}` : name;
}

async function startHere() {
  const config = await (await fetch('/auth-config.json')).json();
  await start({ ...config, redirectUri: `${location.origin}/`, returnTo: '/inbox' });
}

export default function Page() {
  const { user: someone } = useTailchatUser();
  const [text, setText] = useState('');
  const show = () => look().then(setText, (error) => setText(`error: ${error.message}`));
  useEffect(() => void show(), []);
  return h(
    'main',
    null,
    h('button', { id: 'login', onClick: () => login({ returnTo: '/?from=worker' }) }, 'Log in by the worker'),
    h('button', { id: 'start', onClick: startHere }, 'Log in by the page'),
    h('button', { id: 'logout', onClick: () => logout().then(show) }, 'Log out'),
    h('output', null, text),
    h('tailchat-login'),
    h('p', { id: 'hook' }, someone ? someone.nickname : ''),
  );
}
