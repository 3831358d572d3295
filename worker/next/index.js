/**
 * The login in Next 14, 15 and 16: its routes, who is logged in for pages and server actions, and the proxy (middleware,
 * as Next called it before 16) with which the session slides.
 */
import { headers } from 'next/headers.js';
import * as server from 'next/server.js';
import { withSession } from '../session/headers.js';

/** @typedef {import('../../types/next.js').NextHandler} Handler */

/** From the proxy to the page: Next tells a page neither its path nor its query. */
const PAGE = 'x-tailchat-login-page';

/** The page is opened by a person, whatever Next's own script fetched it with. */
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
      // Here alone, and by the name that Next replaces by what suits the place: a route handler has no router.
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
