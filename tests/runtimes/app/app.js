// The app that every runtime serves: it imports the package's entries by name, behind one fetch handler. The core that runs
// the vectors is not public, so the entry of each runtime passes the core that it has loaded.
import { createClient } from 'tailchat-login';
import { gate as gateCore } from 'tailchat-login/core/gate';
import { groups as groupsCore } from 'tailchat-login/core/groups';
import { createGate } from 'tailchat-login/gate';
import { createGroups, readGroupsEnv } from 'tailchat-login/groups';
import { createLogin } from 'tailchat-login/worker';
import { relevant, run } from '../../support/vectors.js';

/**
 * @typedef {Record<string, string>} Env
 * @typedef {{ waitUntil(work: Promise<unknown>): void }} Context
 */

const [host, GUILD] = ['app.example', '64b1f0c2a5d3e97b4c8f1a40'];
const RULES = [
  { host, path: '/staff/*', roles: [`${GUILD}/64b1f0c2a5d3e97b4c8f1a41`] },
  { host, path: '/editors/*', roles: [`${GUILD}/64b1f0c2a5d3e97b4c8f1a42`] },
];

/** @param {import('../../../bindings/core.js').Core} core */
export function makeApp(core) {
  const login = createLogin(); // reads the environment that comes with the request
  const cores = { ...core, ...groupsCore, ...gateCore };
  /** @type {import('tailchat-login/gate').Gate | undefined} */
  let gate;

  /** @type {Record<string, (request: Request, env: Env) => Promise<unknown>>} */
  const routes = {
    async '/user'(request, env) {
      return { user: await login.user(request, env), session: (await login.session(request, env)).user };
    },
    async '/vectors'(request) {
      const file = await request.json();
      return file.vectors.map((/** @type {any} */ vector) =>
        relevant(run(cores, file, vector), vector.expect),
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
      if (pathname === '/auth/check') {
        gate ??= createGate({ login, groups: createGroups(readGroupsEnv(env)), rules: RULES });
        return gate.fetch(request, env, ctx);
      }
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
