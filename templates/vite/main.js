import 'tailchat-login/button';

const who = document.querySelector('#who');

// As text, because the user chose the nickname.
addEventListener('tailchat-login', ({ detail }) => {
  who.textContent = `Welcome, ${detail.user.nickname}`;
});
addEventListener('tailchat-logout', () => {
  who.textContent = 'Welcome';
});
