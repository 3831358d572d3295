import { clearCookie, readCookies } from '../http/cookies.js';
import { refuseCrossSite, refuseEmbedding, requireHeader } from '../http/guards.js';
import { toLoginError } from '../observe/log.js';
import { expireRepeated } from '../http/repeated.js';
import { respond, respondJson } from '../http/responses.js';

/**
 * `POST logout`: clears all cookies of the login, even if they are broken or repeated. The logout is local: Tailchat has
 * no logout for apps, and the next login silently gives the same user. If the site knows an address that ends the login
 * at Tailchat, the answer contains it, and the page goes there. If the store cannot be reached, it keeps the session and
 * the answer is an error, but the cookies are still cleared.
 *
 * @param {import('./router.js').Call} call
 */
export async function logout(call) {
  const response = await endLogin(call);
  // The browser's cached pages of this origin may show the user. Browsers accept the header on https only.
  if (call.context.config.baseUrl.startsWith('https:')) response.headers.set('clear-site-data', '"cache"');
  return response;
}

/** @param {import('./router.js').Call} call */
async function endLogin({ request, context, fail, tell }) {
  const { cookieNames } = context;
  requireHeader(request);
  refuseCrossSite(request, context);
  refuseEmbedding(request);
  const ours = readCookies(request, cookieNames);
  const all = new Set([cookieNames.session, cookieNames.renewal, ...ours.names]);
  const cleared = [...all].map((name) => clearCookie(cookieNames, name));
  const cookies = [...new Set([...cleared, ...expireRepeated(context, ours, request)])];
  try {
    if (ours.session !== undefined) await context.stored?.end(context, ours.session);
  } catch (error) {
    return fail(toLoginError(error), { cookies });
  }
  tell({ type: 'logout' });
  const { logoutUrl } = context.config;
  return logoutUrl === undefined
    ? respond(204, null, {}, cookies)
    : respondJson(200, { logout_url: logoutUrl }, cookies);
}
