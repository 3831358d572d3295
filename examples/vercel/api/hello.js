import { login } from '../login.js';

export const config = { runtime: 'edge' };

export default async function hello(request) {
  const user = await login.user(request);
  return new Response(user ? `Hello ${user.nickname}` : 'Nobody is logged in');
}
