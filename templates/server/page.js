/** A nickname is raw text that a user chose. */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text) => String(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);

const loggedOut = `<p>Nobody is logged in.</p>
<p><a href="/auth/login?return_to=/">Log in with Tailchat</a></p>`;

const loggedIn = ({
  nickname = '?',
  discriminator = '',
}) => `<p>You are ${escape(nickname)}#${escape(discriminator)}.</p>
<p><button id="logout">Log out</button></p>
<script type="module">
  document.querySelector('#logout').onclick = async () => {
    await fetch('/auth/logout', { method: 'POST', headers: { 'X-Tailchat-Login': '1' } });
    location.reload();
  };
</script>`;

/** @param {{ nickname?: string, discriminator?: string } | null} user */
export const renderPage = (user) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>My site</title>
<h1>My site</h1>
${user ? loggedIn(user) : loggedOut}
</html>
`;
