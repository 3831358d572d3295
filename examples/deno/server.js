import { createLogin, withSession } from 'tailchat-login/worker';

const login = createLogin();
const env = Deno.env.toObject();

export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/auth/')) return login.fetch(request, env);
    const { user, headers } = await login.session(request, env);
    const page = new Response(user ? `Hello ${user.nickname}` : 'Nobody is logged in');
    return withSession(page, headers);
  },
};
