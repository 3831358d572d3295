/** A user chooses the nickname, so it must be escaped. */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text) => String(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);

/** Addresses are relative, because the site may be below a prefix, which is then in TAILCHAT_BASE_URL. */
const loggedOut = '<a href="auth/login">Log in with Tailchat</a>';

const loggedIn = ({ avatar }) => `${
  avatar ? `<img src="${escape(avatar)}" alt="" width="40" height="40" referrerpolicy="no-referrer">` : ''
}
<button id="logout">Log out</button>
<script type="module" src="logout.js"></script>`;

const nameOf = ({ nickname = '?', discriminator = '' }) => `${escape(nickname)}#${escape(discriminator)}`;

/** @typedef {{ nickname?: string, discriminator?: string, avatar?: string }} User */

/** For everybody. @param {User | null} user */
export const renderHome = (user) =>
  renderPage(
    user,
    'Welcome',
    `<p>${user ? `You are ${nameOf(user)}.` : 'Nobody is logged in.'}</p>
<p><a href="account">Your account</a> is for users.</p>`,
  );

/** For users alone. @param {User} user */
export const renderAccount = (user) =>
  renderPage(
    user,
    'Your account',
    `<p>Only you see this, ${nameOf(user)}.</p>\n<p><a href="./">Back</a></p>`,
  );

/** @param {User | null} user @param {string} title @param {string} content */
const renderPage = (user, title, content) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - My site</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="style.css">
<header>
<strong>My site</strong>
<nav>${user ? loggedIn(user) : loggedOut}</nav>
</header>
<main>
<h1>${title}</h1>
${content}
</main>
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
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: data:; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000',
};
