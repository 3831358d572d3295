import { login, logout, user } from 'tailchat-login/web';

const find = (selector) => document.querySelector(selector);

const someone = await user(); // or null
// As text: a nickname is whatever its user chose.
find('#who').textContent = someone
  ? `You are ${someone.nickname}#${someone.discriminator}.`
  : 'Nobody is logged in.';
find('#login').hidden = someone !== null;
find('#logout').hidden = someone === null;

find('#login').onclick = () => login();
find('#logout').onclick = async () => {
  await logout();
  location.reload();
};
