import { serve } from 'srvx';
import { createLogin, withSession } from 'tailchat-login/worker';

const login = createLogin();
const { PORT = '8787', HOST = '127.0.0.1' } = process.env; // a proxy on this machine stands before it

serve({
  port: Number(PORT),
  hostname: HOST,
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/auth/')) return login.fetch(request, process.env);
    const { user, headers } = await login.session(request, process.env);
    const page = new Response(user ? `Hello ${user.nickname}` : 'Nobody is logged in');
    return withSession(page, headers);
  },
});
