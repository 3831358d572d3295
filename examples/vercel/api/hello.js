import { withSession } from 'tailchat-login/worker';
import { login } from '../login.js';

export const config = { runtime: 'edge' };

export default async function hello(request) {
  const { user, headers } = await login.session(request);
  const page = new Response(user ? `Hello ${user.nickname}` : 'Nobody is logged in');
  return withSession(page, headers);
}
