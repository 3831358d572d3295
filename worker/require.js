import { TailchatLoginError } from '../bindings/error.js';
import { readRanges } from './accept.js';
import { respondFailure } from './failures.js';
import { redirect } from './responses.js';
import { toPublic } from './site.js';

/**
 * What a request for something that only users get is answered, where nobody is logged in: a person who
 * opened a page is led to the login and back; a script gets the 401, as JSON, and can say so itself.
 *
 * @param {Request} request
 * @param {Readonly<import('./site.js').Site>} site
 * @returns {Response}
 */
export function askToLogIn(request, site) {
  const error = new TailchatLoginError('unauthenticated');
  if (!isNavigation(request)) return respondFailure(request, error, { json: true });
  const { pathname, search } = new URL(request.url);
  const return_to = toPublic(site, pathname) + search;
  const again = `${site.routes}/login?${new URLSearchParams({ return_to })}`;
  // What a form sent would be lost on the way, and a frame is no place to log in.
  return isPage(request) ? redirect(again) : respondFailure(request, error, { again });
}

/**
 * And what it is answered where nobody can say who it is.
 *
 * @param {Request} request
 * @param {TailchatLoginError} error
 */
export function sayFailure(request, error) {
  return respondFailure(request, error, { json: !isNavigation(request) });
}

/** A client without fetch metadata is known by what it accepts. @param {Request} request */
function isNavigation({ headers }) {
  const mode = headers.get('sec-fetch-mode');
  if (mode !== null) return mode === 'navigate';
  return readRanges(headers.get('accept')).some(({ range }) => range === 'text/html');
}

/** @param {Request} request */
function isPage({ method, headers }) {
  const destination = headers.get('sec-fetch-dest');
  return method === 'GET' && (destination === null || destination === 'document');
}
