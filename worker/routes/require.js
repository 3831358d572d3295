import { TailchatLoginError } from '../../bindings/error.js';
import { preferredLanguage, wantsJson } from '../http/negotiation.js';
import { respondFailure } from '../http/failures.js';
import { destinationOf } from '../http/guards.js';
import { redirect } from '../http/responses.js';
import { logNote } from '../observe/log.js';
import { judgeReturnTo, MOVED } from '../login/return_to.js';
import { findElsewhere, toPublic } from '../http/site.js';

/**
 * What a request for something that only users get is answered, where nobody is logged in: a person who
 * opened a page is led to the login and back; a script gets the 401, as JSON, and can say so itself.
 *
 * @param {Request} request
 * @param {import('../context.js').Context} context
 * @returns {Response}
 */
export function askToLogIn(request, context) {
  const error = new TailchatLoginError('unauthenticated');
  if (isScript(request)) return respondFailure(request, error, { json: true });
  // What a form sent would be lost on the way, and a frame is no place to log in.
  if (request.method === 'POST' || destinationOf(request) !== 'page')
    return respondFailure(request, error, { again: findPage(request, context) });
  const { config, site } = context;
  const url = new URL(request.url);
  const return_to = toPublic(site, url.pathname) + url.search;
  const elsewhere = findElsewhere(site, request, url);
  if (elsewhere !== undefined)
    logNote(config.log, `a login needed at ${elsewhere}, led to ${site.origin}, which is baseUrl's`);
  const query = new URLSearchParams({ return_to, ...(elsewhere !== undefined && { [MOVED]: '1' }) });
  // Complete: Next's middleware takes no path, and the login begins at baseUrl anyway.
  return redirect(`${site.origin}${site.routes}/login?${query}`);
}

/**
 * A page that can be shown, where the one that was asked for cannot: the one that the person came from.
 *
 * @param {Request} request
 * @param {import('../context.js').Context} context
 */
function findPage({ headers }, context) {
  const { origin, path } = judgeReturnTo(context, headers.get('referer') ?? undefined);
  return origin === undefined ? path : context.site.home;
}

/**
 * And what it is answered where nobody can say who it is.
 *
 * @param {Request} request
 * @param {TailchatLoginError} error
 */
export function sayFailure(request, error) {
  return respondFailure(request, error, { json: isScript(request) });
}

/**
 * And what it is answered for whom a group or a role is missing.
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
 * And who is banned. Tailchat's login page may still know him: a page that led there would be led back for ever.
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
 * Links and forms navigate by GET and POST alone. On the site's own addresses a client that does not say what it is counts
 * as a script.
 *
 * @param {Request} request
 */
export function isScript(request) {
  return (request.method !== 'GET' && request.method !== 'POST') || wantsJson(request, true);
}
