import { createLogin } from 'tailchat-login/worker';

const login = createLogin();

const server = Bun.serve({
  port: process.env.PORT ?? 8787,
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/auth/')) return login.fetch(request, process.env);
    const user = await login.user(request, process.env);
    return new Response(user ? `Hello ${user.nickname}` : 'Nobody is logged in');
  },
});
console.log(`Listening on ${server.url}`);
