// What every runtime serves: the package's parts, by name, behind one fetch handler. The core of the vectors is no
// public part of it; each runtime's entry hands over the one that its own way of loading WebAssembly made.
import { createClient } from 'tailchat-login';
import { createLogin } from 'tailchat-login/worker';
import { relevant, run } from '../../support/vectors.js';

/**
 * @typedef {Record<string, string>} Env
 * @typedef {{ waitUntil(work: Promise<unknown>): void }} Context
 */

/** @param {import('../../../bindings/core.js').Core} core */
export function makeApp(core) {
  const login = createLogin(); // reads the environment that comes with the request

  /** @type {Record<string, (request: Request, env: Env) => Promise<unknown>>} */
  const routes = {
    async '/user'(request, env) {
      return { user: await login.user(request, env), session: (await login.session(request, env)).user };
    },
    async '/vectors'(request) {
      const file = await request.json();
      return file.vectors.map((/** @type {any} */ vector) =>
        relevant(run(core, file, vector), vector.expect),
      );
    },
    async '/client/begin'(_, env) {
      return makeClient(env).begin({ returnTo: '/inbox' });
    },
    async '/client/finish'(request, env) {
      const { url, transaction } = await request.json();
      return makeClient(env).finish(url, transaction);
    },
  };

  return {
    /** @param {Request} request @param {Env} env @param {Context} [ctx] */
    async fetch(request, env, ctx) {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/auth/')) return login.fetch(request, env, ctx);
      const route = routes[pathname];
      if (!route) return new Response('Not found', { status: 404 });
      try {
        return Response.json(await route(request, env));
      } catch (error) {
        const { code, message } = /** @type {Error & { code?: string }} */ (error);
        return Response.json({ error: code ?? message }, { status: code ? 400 : 500 });
      }
    },
  };
}

/** @param {Env} env */
const makeClient = (env) =>
  createClient({
    apiUrl: env.TAILCHAT_API_URL,
    clientId: env.TAILCHAT_CLIENT_ID,
    clientSecret: env.TAILCHAT_CLIENT_SECRET,
    redirectUri: `${env.TAILCHAT_BASE_URL}/auth/callback`,
  });
