/**
 * The login in Next 14, 15 and 16: the route handlers, the current user for pages and server actions, and the proxy that
 * renews the session. Before Next 16 a proxy was called middleware.
 */
import { headers } from 'next/headers.js';
import * as server from 'next/server.js';
import { withSession } from '../session/headers.js';

/** @typedef {import('../../types/next.js').NextHandler} Handler */

/** The proxy passes the page's address in this header, because Next does not tell a page its path and query. */
const PAGE = 'x-tailchat-login-page';

/** Next's script fetches pages for a person who navigates, so the request counts as a navigation. */
const NAVIGATION = [
  ['sec-fetch-mode', 'navigate'],
  ['sec-fetch-dest', 'document'],
];

/**
 * @param {Pick<import('../../types/worker.js').Login<any, any>, 'fetch' | 'user' | 'require' | 'session'>} login
 * @param {import('../../types/next.js').NextLoginOptions} [options]
 * @returns {import('../../types/next.js').NextLogin<any>}
 */
export function createNextLogin(login, options = {}) {
  const envOf = () => options.env ?? process.env;

  const auth = async () => login.user({ headers: await headers() }, envOf());

  /** @type {Handler} */
  const answer = (request) => login.fetch(request, envOf(), { waitUntil: Reflect.get(server, 'after') });

  /** @type {import('../../types/next.js').NextLogin<any>} */
  const parts = {
    handlers: Object.freeze({ GET: answer, POST: answer, OPTIONS: answer }),
    auth,

    async requireUser({ returnTo } = {}) {
      const user = await auth();
      if (user !== null) return user;
      const asked = new Headers([...(await headers())]);
      const url = returnTo ?? asked.get(PAGE) ?? '/';
      for (const [name, value] of NAVIGATION) asked.set(name, value);
      const { response } = await login.require({ headers: asked, url }, envOf());
      const location = response?.headers.get('location');
      // Imported here and by this name, because Next replaces it to suit the place, and a route handler has no router.
      const { redirect } = await import('next/navigation');
      if (location) redirect(location);
      throw new Error('tailchat-login: nobody is logged in, and no login can be started; the log says why');
    },

    async proxy(request) {
      const passed = new Headers(request.headers);
      const { pathname, search } = new URL(request.url);
      passed.set(PAGE, pathname + search);
      const response = server.NextResponse.next({ request: { headers: passed } });
      const { headers: session } = await login.session(request, envOf());
      return withSession(response, session);
    },
  };
  return Object.freeze(parts);
}
