// The code of a user of the package: the button, and all functions for pages, imported by the package's name.
import 'tailchat-login/button';
import { finish, login, logout, start, user } from 'tailchat-login/web';

const output = /** @type {HTMLOutputElement} */ (document.querySelector('output'));

/** @param {string} id @param {() => unknown} act */
function onClick(id, act) {
  document.getElementById(id)?.addEventListener('click', () => Promise.resolve(act()).catch(showError));
}

/** @param {Error} error */
function showError(error) {
  output.value = `error: ${error.message}`;
}

async function show() {
  const done = await finish();
  const someone = done?.user ?? (await user());
  const name = someone ? `${someone.nickname}#${someone.discriminator}` : 'nobody';
  output.value = done ? `${name} back at ${done.returnTo}` : name;
}

async function startHere() {
  const config = await (await fetch('/auth-config.json')).json();
  await start({ ...config, redirectUri: `${location.origin}/`, returnTo: '/inbox' });
}

onClick('login', () => login({ returnTo: '/?from=worker' }));
onClick('start', startHere);
onClick('logout', async () => {
  await logout();
  await show();
});
show().catch(showError);
