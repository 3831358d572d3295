import { withSession } from 'tailchat-login/worker';
import { login } from '../login.js';

export const config = { runtime: 'edge' };

/** A page with scripts, styles or pictures of its own names them here. Browsers heed the last line over https alone. */
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
