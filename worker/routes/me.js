import { TailchatLoginError } from '../../bindings/error.js';
import { readCookies, refuseRepeated } from '../http/cookies.js';
import { refuseCrossSite, refuseEmbedding } from '../http/guards.js';
import { respondJson } from '../http/responses.js';
import { isBanned } from '../session/membership.js';
import { openSession, renewSession } from '../session/session.js';

/**
 * `GET me`: the user, from the session alone. This renews the session. A cookie that does not open stays: another
 * instance may already know its key.
 *
 * @param {import('./router.js').Call} call
 */
export async function me({ request, context }) {
  refuseCrossSite(request, context);
  refuseEmbedding(request);
  const cookies = readCookies(request, context.cookieNames);
  refuseRepeated(cookies);
  const session = await openSession(context, cookies);
  if (session === undefined || (await isBanned(context, session.user.sub)))
    throw new TailchatLoginError('unauthenticated');
  return respondJson(200, session.user, await renewSession(context, session, cookies));
}
