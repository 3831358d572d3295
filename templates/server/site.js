import { createLogin, withSession } from 'tailchat-login/worker';
import { logoutScript, policies, renderAccount, renderHome } from './page.js';
import { style } from './style.js';

const login = createLogin(); // reads TAILCHAT_* from env

const FILES = { '/logout.js': [logoutScript, 'text/javascript'], '/style.css': [style, 'text/css'] };

/**
 * The whole site. Pass `ctx` if the platform has one. Otherwise a browser that leaves during the callback can interrupt the
 * redemption of its code.
 *
 * @param {Request} request
 * @param {Record<string, string | undefined>} env
 * @param {{ waitUntil?: (work: Promise<unknown>) => void }} [ctx]
 */
export async function answer(request, env, ctx) {
  const pathname = withoutPrefix(new URL(request.url).pathname, env.TAILCHAT_BASE_URL);
  if (pathname.startsWith('/auth/')) return login.fetch(request, env, ctx);
  if (pathname in FILES) return send(...FILES[pathname]);

  if (pathname === '/account') {
    const { user, headers, response } = await login.require(request, env);
    if (response) return response; // leads to the login, and back to this page
    return withSession(send(renderAccount(user)), headers);
  }
  if (pathname !== '/') return new Response('Not found', { status: 404 });
  const { user, headers } = await login.session(request, env);
  return withSession(send(renderHome(user)), headers); // renews the session, and keeps the page out of caches
}

/** @param {string} text @param {string} [type] */
const send = (text, type = 'text/html') =>
  new Response(text, {
    headers: { ...policies, 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' },
  });

/** A proxy may have removed the prefix, or not. */
function withoutPrefix(pathname, baseUrl) {
  const prefix = new URL(baseUrl).pathname.replace(/\/$/, '');
  return pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
}
