import { clearCookie, readCookies } from '../http/cookies.js';
import { respondFailure } from '../http/failures.js';
import { toLoginError } from '../observe/log.js';
import { answer } from '../routes/router.js';
import { setOut } from './stay_out.js';

/**
 * Ends both sessions, and sets the mark that the person has logged out. The plain route checks the request first, and clears
 * no cookies if it refuses the request.
 *
 * @type {import('./answer.js').Route}
 */
export async function logout(place, parts) {
  const { request } = parts;
  const { twin } = place;
  const response = await answer(parts);
  if (response.headers.getSetCookie().length === 0) return response;
  for (const line of setOut(place)) response.headers.append('set-cookie', line);
  if (twin === undefined) return response;
  const { cookieNames, stored } = twin;
  const cookies = readCookies(request, cookieNames);
  const cleared = cookies.names.map((name) => clearCookie(cookieNames, name));
  try {
    if (cookies.session !== undefined) await stored?.end(twin, cookies.session);
  } catch (error) {
    const options = { json: true, cookies: [...response.headers.getSetCookie(), ...cleared] };
    return respondFailure(request, toLoginError(error), options);
  }
  for (const line of cleared) response.headers.append('set-cookie', line);
  return response;
}
