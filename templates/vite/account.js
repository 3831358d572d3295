import 'tailchat-login/button';
import { login, user } from 'tailchat-login/web';

// Below the path of TAILCHAT_BASE_URL.
const basePath = `${import.meta.env.BASE_URL}auth`;

// This file is public, like the whole page. Data for users only must come from a server that calls `login.require`.
const someone = await user({ basePath });
if (!someone)
  login({ basePath }); // leads to the login, and back to this page
else document.querySelector('#who').textContent = `You are ${someone.nickname}#${someone.discriminator}.`;

addEventListener('tailchat-logout', () => location.assign(import.meta.env.BASE_URL));
