import { respondFailure } from '../http/failures.js';
import { preferredLanguage } from '../http/negotiation.js';
import { redirect, respond } from '../http/responses.js';
import { isScript } from '../routes/require.js';
import { describeUser, listGroups } from './headers.js';
import { say } from './texts.js';

/**
 * @param {'check' | 'forward'} route
 * @param {import('./judge.js').Verdict} verdict
 * @param {import('./place.js').Place} place
 * @param {import('./asked.js').Asked} asked
 */
export function sayVerdict(route, { user, headers, response }, place, asked) {
  if (response === undefined) return letPass(user, headers?.getSetCookie() ?? [], place);
  return route === 'check' ? sayStatus(response) : leadToLogin(withStatus(response), place, asked);
}

/**
 * @param {import('./judge.js').User | undefined} user
 * @param {ReadonlyArray<string>} lines of Set-Cookie
 * @param {import('./place.js').Place} place
 */
function letPass(user, lines, { named }) {
  const groups = user === undefined ? '' : listGroups(user, named).join();
  const response = new Response(null, { status: 204, headers: describeUser(user, groups, '') });
  for (const line of lines) response.headers.append('set-cookie', line);
  return response;
}

/**
 * nginx turns every other status into 500, and shows no body. A banned user does not get 401, because the login would lead
 * the user back without end.
 *
 * @param {Response} response
 */
function sayStatus({ status }) {
  if (status === 302 || status === 401) return respond(401, null);
  return respond(status >= 500 ? 503 : 403, null);
}

/** If the session cannot be checked, a proxy needs only the status and not the reason. @param {Response} response */
function withStatus(response) {
  const { status, headers, body } = response;
  return status > 500 || status < 500 ? response : new Response(body, { status: 503, headers });
}

/**
 * Sets the return address: a proxy names the whole address, and the login would put a path below its own origin.
 *
 * @param {Response} response
 * @param {import('./place.js').Place} place
 * @param {import('./asked.js').Asked} asked
 */
function leadToLogin(response, { origin, routes }, { uri }) {
  if (response.status !== 302) return response;
  return redirect(
    `${origin}${routes}/login?${new URLSearchParams({ return_to: uri })}`,
    response.headers.getSetCookie(),
  );
}

/**
 * @param {Request} request
 * @param {import('../../bindings/error.js').TailchatLoginError} error
 * @param {Record<string, string>} [headers]
 */
export function refuse(request, error, headers) {
  const said = say(error.code, preferredLanguage(request));
  return respondFailure(request, error, { json: isScript(request), said, headers });
}
