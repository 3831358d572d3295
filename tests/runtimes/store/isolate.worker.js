// A site's worker with the Durable Object store, and two routes with which a test revokes sessions.
import { createDurableObjectStore, LoginStore } from 'tailchat-login/store/durable-objects';
import { createLogin, readEnv } from 'tailchat-login/worker';

/** @typedef {Record<string, any>} Env */

const login = createLogin((/** @type {Env} */ env) => ({
  ...readEnv(env),
  store: createDurableObjectStore(env.LOGIN_STORE),
  log: () => {},
}));

export { LoginStore };

export default {
  /** @param {Request} request @param {Env} env @param {any} ctx */
  async fetch(request, env, ctx) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/sid') return new Response((await login.session(request, env)).sid ?? null);
    if (pathname === '/revoke-session') await login.revokeSession(searchParams.get('sid') ?? '', env);
    else if (pathname === '/revoke-user') await login.revokeUser(searchParams.get('sub') ?? '', env);
    else return login.fetch(request, env, ctx);
    return new Response(null, { status: 204 });
  },
};
