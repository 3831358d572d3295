import { TailchatLoginError } from '../../bindings/error.js';
import { preferredLanguage, wantsJson } from '../http/negotiation.js';
import { respondFailure } from '../http/failures.js';
import { destinationOf } from '../http/guards.js';
import { redirect } from '../http/responses.js';
import { logNote } from '../observe/log.js';
import { judgeReturnTo, MOVED } from '../login/return_to.js';
import { findElsewhere, toPublic } from '../http/site.js';

/**
 * The answer to a request without a session for something that only users may have. A person who opened a page is led to
 * the login and back. A script gets the 401 as JSON, and can ask the person to log in.
 *
 * @param {Request} request
 * @param {import('../context.js').Context} context
 * @returns {Response}
 */
export function askToLogIn(request, context) {
  const error = new TailchatLoginError('unauthenticated');
  if (isScript(request)) return respondFailure(request, error, { json: true });
  // The login would lose the data of a form, and a login must not open in a frame.
  if (request.method === 'POST' || destinationOf(request) !== 'page')
    return respondFailure(request, error, { again: findPage(request, context), site: context.site });
  const { config, site } = context;
  const url = new URL(request.url);
  const return_to = toPublic(site, url.pathname) + url.search;
  const elsewhere = findElsewhere(site, request);
  if (elsewhere !== undefined)
    logNote(config.log, `a login needed at ${elsewhere}, led to ${site.origin}, which is baseUrl's`);
  const query = new URLSearchParams({ return_to, ...(elsewhere !== undefined && { [MOVED]: '1' }) });
  // The address is absolute, because Next's middleware refuses a path, and the login begins at baseUrl anyway.
  return redirect(`${site.origin}${site.routes}/login?${query}`);
}

/**
 * The page that the person came from, for a link back. The requested page cannot be shown.
 *
 * @param {Request} request
 * @param {import('../context.js').Context} context
 */
function findPage({ headers }, context) {
  const { origin, path } = judgeReturnTo(context, headers.get('referer') ?? undefined);
  return origin === undefined ? path : context.site.home;
}

/**
 * The answer if the session cannot be checked, for example because the store does not answer.
 *
 * @param {Request} request
 * @param {TailchatLoginError} error
 */
export function sayFailure(request, error) {
  return respondFailure(request, error, { json: isScript(request) });
}

/**
 * The answer to a user who lacks a group or a role.
 *
 * @param {Request} request
 * @param {import('../../types/groups.js').Lack} lack
 * @param {import('../../types/groups.js').Groups} groups
 */
export function sayLack(request, lack, groups) {
  const error = new TailchatLoginError(lack.code);
  const { title, text, join } = groups.explain(lack, preferredLanguage(request));
  const said = { title, text, again: join };
  return respondFailure(request, error, { json: isScript(request), again: lack.joinUrl, said });
}

/**
 * The answer to a banned user. It does not lead to the login: Tailchat may still log the user in, and the redirects would
 * never end.
 *
 * @param {Request} request
 */
export function turnAway(request) {
  const json = isScript(request);
  return respondFailure(request, new TailchatLoginError(json ? 'unauthenticated' : 'login_refused'), {
    json,
  });
}

/**
 * Links and forms navigate only by GET and POST. On the site's own addresses, a client that does not identify itself
 * counts as a script.
 *
 * @param {Request} request
 */
export function isScript(request) {
  return (request.method !== 'GET' && request.method !== 'POST') || wantsJson(request, true);
}
