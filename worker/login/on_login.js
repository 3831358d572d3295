import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { locate } from '../client/details.js';

const encoder = new TextEncoder();

/**
 * @param {import('../../types/worker.js').OnLogin} onLogin
 * @param {import('../../types/user.js').User} user
 * @param {import('../lib/deadline.js').Deadline} deadline
 * @param {import('./ask_tailchat.js').Asked} asked
 * @returns {Promise<Record<string, unknown> | undefined>} claims for the session
 * @throws TailchatLoginError: login_refused, on_login_failed, session_claims_invalid, deadline_exceeded
 */
export async function admit(onLogin, user, { signal, race }, asked) {
  let answer;
  try {
    answer = await race(Promise.resolve(onLogin({ user: Object.freeze({ ...user }), signal, ...asked })));
  } catch (cause) {
    if (signal.aborted) throw locate(signal.reason, { at: 'onLogin' });
    throw new TailchatLoginError('on_login_failed', { cause, thrownBy: 'onLogin' });
  }
  if (answer === false) throw new TailchatLoginError('login_refused');
  return answer === undefined ? undefined : readClaims(answer);
}

/**
 * Copies the claims as JSON: the caller may keep a reference to the original, which is then not the sealed one.
 *
 * @param {unknown} answer
 */
function readClaims(answer) {
  let claims;
  try {
    const text = JSON.stringify(answer);
    if (encoder.encode(text).byteLength <= LIMITS.session_claims_bytes) claims = JSON.parse(text);
  } catch (cause) {
    throw new TailchatLoginError('session_claims_invalid', { cause, thrownBy: 'onLogin' });
  }
  if (typeof answer !== 'object' || typeof claims !== 'object' || claims === null || Array.isArray(claims))
    throw new TailchatLoginError('session_claims_invalid');
  return claims;
}
