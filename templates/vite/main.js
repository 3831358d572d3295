import 'tailchat-login/button';

const who = document.querySelector('#who');

// As text: a nickname is whatever its user chose.
addEventListener('tailchat-login', ({ detail }) => {
  who.textContent = `Welcome, ${detail.user.nickname}`;
});
addEventListener('tailchat-logout', () => {
  who.textContent = 'Welcome';
});
