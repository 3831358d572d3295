import { createLogin, withSession } from 'tailchat-login/worker';
import { logoutScript, policies, renderPage } from './page.js';

const login = createLogin(); // reads TAILCHAT_* from env

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
  if (pathname === '/logout.js')
    return new Response(logoutScript, { headers: { ...policies, 'content-type': 'text/javascript' } });
  if (pathname !== '/') return new Response('Not found', { status: 404 });

  const { user, headers } = await login.session(request, env);
  const page = new Response(renderPage(user), {
    headers: { ...policies, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
  return withSession(page, headers); // renews the session, and keeps the page out of caches
}

/** A proxy may have removed the prefix, or not. */
function withoutPrefix(pathname, baseUrl) {
  const prefix = new URL(baseUrl).pathname.replace(/\/$/, '');
  return pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
}
