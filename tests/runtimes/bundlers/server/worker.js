// What a user of the package would write: the README's worker.
import { createLogin } from 'tailchat-login/worker';

const login = createLogin();

export default {
  /** @param {Request} request @param {Record<string, string>} env @param {any} ctx */
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname.startsWith('/auth/')) return login.fetch(request, env, ctx);
    const user = await login.user(request, env);
    return new Response(user ? `Hello ${user.nickname}` : 'Nobody is logged in');
  },
};
