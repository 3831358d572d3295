import 'tailchat-login/button';
import { login, user } from 'tailchat-login/web';

// Below the prefix that TAILCHAT_BASE_URL has.
const basePath = `${import.meta.env.BASE_URL}auth`;

// This file is public, as all of the page is: data for users alone comes from a server that asks `login.require`.
const someone = await user({ basePath });
if (!someone)
  login({ basePath }); // and back to this page
else document.querySelector('#who').textContent = `You are ${someone.nickname}#${someone.discriminator}.`;

addEventListener('tailchat-logout', () => location.assign(import.meta.env.BASE_URL));
