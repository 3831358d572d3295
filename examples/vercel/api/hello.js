import { withSession } from 'tailchat-login/worker';
import { login } from '../login.js';

export const config = { runtime: 'edge' };

/** Add the scripts, styles and pictures of your page to this policy. Browsers apply the last line only over https. */
const policies = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000',
};

export default async function hello(request) {
  const { user, headers } = await login.session(request);
  const text = user ? `Hello ${user.nickname}` : 'Nobody is logged in';
  return withSession(new Response(text, { headers: policies }), headers);
}
