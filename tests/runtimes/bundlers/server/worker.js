// The code of a user of the package: the README's worker, and a route that lists the entries in the bundle.
import { createLogin } from 'tailchat-login/worker';
import { entries } from './entries.js'; // made by consumer.js

const login = createLogin();

export default {
  /** @param {Request} request @param {Record<string, string>} env @param {any} ctx */
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname.startsWith('/auth/')) return login.fetch(request, env, ctx);
    if (new URL(request.url).pathname === '/entries') return Response.json(entries);
    const user = await login.user(request, env);
    return new Response(user ? `Hello ${user.nickname}` : 'Nobody is logged in');
  },
};
