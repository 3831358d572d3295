import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { respondFailure } from '../http/failures.js';
import { preferredLanguage } from '../http/negotiation.js';
import { redirect, respond } from '../http/responses.js';
import { isScript } from '../routes/require.js';
import { NOBODY } from './headers.js';
import { leadToRenew, mayBeLed } from './lead.js';
import { say } from './texts.js';

/** @typedef {import('../../bindings/vocabulary.js').ErrorCode} ErrorCode */

/**
 * @param {import('./create.js').Gateway} gateway
 * @param {'check' | 'forward'} route
 * @param {import('./judge.js').Verdict} verdict
 * @param {import('./place.js').Place} place
 * @param {import('./asked.js').Asked} asked
 * @param {Request} inner as the program gets it
 */
export async function sayVerdict(gateway, route, { user, lines = [], response }, place, asked, inner) {
  if (response !== undefined)
    return route === 'check' ? sayStatus(response) : leadToLogin(withStatus(response), place, asked);
  if (user === undefined) return new Response(null, { status: 204, headers: NOBODY });
  const key = `${place.host} ${user.sub}`;
  const isLost = route === 'forward' && gateway.renewals.note(key, lines.length > 0);
  if (isLost && (await mayBeLed(inner, place, asked.uri))) return leadToRenew(place, asked.uri);
  const passed = new Response(null, { status: 204, headers: await gateway.passed(key, user, place) });
  for (const line of lines) passed.headers.append('set-cookie', line);
  return passed;
}

/**
 * nginx turns every other status into 500, and shows no body. A banned user does not get 401, because the login would lead
 * the user back without end.
 *
 * @param {Response} response
 */
export function sayStatus({ status }) {
  if (status === 302 || status === 401) return respond(401, null);
  return respond(status >= 500 ? 503 : 403, null);
}

/** Where nobody can say, the reason does not matter to a proxy. @param {Response} response */
export function withStatus(response) {
  const { status, headers, body } = response;
  return status > 500 || status < 500 ? response : new Response(body, { status: 503, headers });
}

/**
 * Sets the return address: a proxy names the whole address, and the login would put a path below its own origin. An address
 * that the login would refuse for its length is left out: with it, a proxy might refuse the request.
 *
 * @param {Response} response
 * @param {import('./place.js').Place} place
 * @param {import('./asked.js').Asked} asked
 */
function leadToLogin(response, { origin, routes }, { uri }) {
  if (response.status !== 302) return response;
  const query = uri.length > LIMITS.return_to_bytes ? '' : `?${new URLSearchParams({ return_to: uri })}`;
  return redirect(`${origin}${routes}/login${query}`, response.headers.getSetCookie());
}

/**
 * @param {Request} request
 * @param {TailchatLoginError | ErrorCode} given
 * @param {Record<string, string>} [headers]
 */
export function refuse(request, given, headers) {
  const error = typeof given === 'string' ? new TailchatLoginError(given) : given;
  const said = say(error.code, preferredLanguage(request));
  return respondFailure(request, error, { json: isScript(request), said, headers });
}
