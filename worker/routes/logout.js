import { clearCookie, readCookies } from '../cookies.js';
import { refuseCrossSite, requireHeader } from '../guards.js';
import { respond } from '../responses.js';

/**
 * `POST logout`: clears all our cookies, broken or repeated as they may be. It is local: Tailchat
 * has no logout for apps, and the next login is silently the same user.
 *
 * @param {import('../call.js').Call} call
 */
export async function logout({ request, context: { config, cookieNames }, tell }) {
  requireHeader(request);
  refuseCrossSite(request, config);
  const { names } = readCookies(request, cookieNames);
  const all = new Set([cookieNames.session, ...names]);
  tell({ type: 'logout' });
  return respond(
    204,
    null,
    {},
    [...all].map((name) => clearCookie(cookieNames, name)),
  );
}
