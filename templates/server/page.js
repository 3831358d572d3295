/** A user chooses the nickname, so it must be escaped. */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text) => String(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);

/** Addresses are relative, because the site may be below a prefix, which is then in TAILCHAT_BASE_URL. */
const loggedOut = `<p>Nobody is logged in.</p>
<p><a href="auth/login">Log in with Tailchat</a></p>`;

const loggedIn = ({
  nickname = '?',
  discriminator = '',
}) => `<p>You are ${escape(nickname)}#${escape(discriminator)}.</p>
<p><button id="logout">Log out</button></p>
<script type="module" src="logout.js"></script>`;

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

/** A separate file, so that the policy of the page can forbid inline scripts. */
export const logoutScript = `document.querySelector('#logout').onclick = async () => {
  const response = await fetch('auth/logout', { method: 'POST', headers: { 'X-Tailchat-Login': '1' } });
  // With TAILCHAT_LOGOUT_URL the answer has an address that also ends the login at Tailchat.
  const { logout_url } = response.status === 200 ? await response.json() : {};
  location.assign(logout_url ?? './');
};
`;

/** `tailchat-login/button` works with this policy too. Browsers apply the last line only over https. */
export const policies = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https:; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000',
};
