import { TailchatLoginError } from '../../bindings/error.js';
import { readCookies, refuseRepeated } from '../http/cookies.js';
import { refuseCrossSite, refuseEmbedding } from '../http/guards.js';
import { respondJson } from '../http/responses.js';
import { isBanned } from '../session/membership.js';
import { openSession, renewSession } from '../session/session.js';

/**
 * `GET me`: the user, or 401. A proxy may ask it to guard other pages.
 *
 * @param {import('./router.js').Call} call
 */
export const me = (call) => tellUser(call, true);

/**
 * `GET session`: the user, or `null`. The page asks it, because a browser reports every 401 in its console.
 *
 * @param {import('./router.js').Call} call
 */
export const session = (call) => tellUser(call, false);

/**
 * The user, from the session alone. This renews the session. A cookie that does not open stays: another instance may
 * already know its key.
 *
 * @param {import('./router.js').Call} call
 * @param {boolean} required
 */
async function tellUser({ request, context }, required) {
  refuseCrossSite(request, context);
  refuseEmbedding(request);
  const cookies = readCookies(request, context.cookieNames);
  refuseRepeated(cookies);
  const found = await openSession(context, cookies);
  if (found !== undefined && !(await isBanned(context, found.user.sub)))
    return respondJson(200, found.user, await renewSession(context, found, cookies));
  if (required) throw new TailchatLoginError('unauthenticated');
  return respondJson(200, null);
}
