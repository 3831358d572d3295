/**
 * Two paths that Tailchat's gateway lacks. Tailchat's own logout leaves the cookies of the login service for 14 days, and
 * its form for another account posts to an address that does not exist. A gateway that cannot set four cookies (Traefik)
 * sends these two paths of Tailchat's host here.
 */
import { isPrefetch } from '../http/guards.js';
import { readAddress } from '../config/addresses.js';

const COOKIES = ['_session', '_session.sig', '_session.legacy', '_session.legacy.sig'];
const METHODS = new Map([
  ['/open/logout', 'GET'],
  ['/open/session/end/confirm', 'POST'],
]);
const LOGIN_UNDER_WAY = /^https:\/\/([^/]+)\/open\/auth\/[A-Za-z0-9_-]+$/;

/**
 * @param {ReadonlyArray<string>} addresses the targets of `/open/logout`: the first by default, or the one whose host `?to=` names
 * @returns {(request: Request, url: URL) => Response | undefined} undefined for every other path
 */
export function createTailchatLogout(addresses) {
  const targets = addresses.map((address) => {
    const url = readAddress(address);
    if (url === undefined)
      throw new TypeError(
        'afterTailchatLogout must hold https URLs (http only for localhost, private addresses and names)',
      );
    return url;
  });
  if (targets.length === 0) throw new TypeError('afterTailchatLogout must hold an address');

  return (request, { pathname, searchParams }) => {
    const method = METHODS.get(pathname);
    if (method === undefined) return undefined;
    if (request.method !== method) return answer(405, { allow: method });
    // Only a navigation of a person: no picture, script or prefetch of a page ends a login.
    const mode = request.headers.get('sec-fetch-mode') ?? 'navigate';
    if (mode !== 'navigate' || isPrefetch(request)) return answer(403, {});

    const target = targets.find(({ host }) => host === searchParams.get('to')) ?? targets[0];
    const back = method === 'POST' ? loginUnderWay(request) : undefined;
    const response = answer(303, { location: back ?? target.href });
    for (const name of COOKIES)
      response.headers.append('set-cookie', `${name}=; Path=/; Max-Age=0; HttpOnly`);
    return response;
  };
}

/** A user who was asked to log in as another one goes back to that login. @param {Request} request */
function loginUnderWay({ headers }) {
  const referer = headers.get('referer') ?? '';
  const host = LOGIN_UNDER_WAY.exec(referer)?.[1];
  return host !== undefined && host === headers.get('host') ? referer : undefined;
}

/** @param {number} status @param {Record<string, string>} headers */
function answer(status, headers) {
  return new Response(null, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
