import { login, logout, user } from 'tailchat-login/web';

// Below the prefix that vite.config.js takes from TAILCHAT_BASE_URL.
const basePath = `${import.meta.env.BASE_URL}auth`;

const find = (selector) => document.querySelector(selector);

const someone = await user({ basePath }); // or null
// As text: a nickname is whatever its user chose.
find('#who').textContent = someone
  ? `You are ${someone.nickname}#${someone.discriminator}.`
  : 'Nobody is logged in.';
find('#login').hidden = someone !== null;
find('#logout').hidden = someone === null;

find('#login').onclick = () => login({ basePath });
find('#logout').onclick = async () => {
  await logout({ basePath });
  location.reload();
};
