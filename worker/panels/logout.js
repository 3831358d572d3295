import { clearCookie, readCookies } from '../http/cookies.js';
import { respondFailure } from '../http/failures.js';
import { toLoginError } from '../observe/log.js';
import { answer } from '../routes/router.js';

/**
 * Ends both sessions. The plain route checks the request first, and clears cookies only if it may be carried out.
 *
 * @type {import('./answer.js').Route}
 */
export async function logout({ twin }, parts) {
  const { request } = parts;
  const response = await answer(parts);
  const lines = response.headers.getSetCookie();
  if (twin === undefined || lines.length === 0) return response;
  const { cookieNames, stored } = twin;
  const cookies = readCookies(request, cookieNames);
  const cleared = cookies.names.map((name) => clearCookie(cookieNames, name));
  try {
    if (cookies.session !== undefined) await stored?.end(twin, cookies.session);
  } catch (error) {
    const options = { json: true, cookies: [...lines, ...cleared] };
    return respondFailure(request, toLoginError(error), options);
  }
  for (const line of cleared) response.headers.append('set-cookie', line);
  return response;
}
