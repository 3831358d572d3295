import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { readBytes } from '../lib/read_bytes.js';
import { startDeadline } from '../lib/deadline.js';

/**
 * The body of a request, within its limit and the deadline. A client may stop in the middle, send one byte per minute, or
 * leave. None of this is our failure.
 *
 * @param {Request} request
 * @param {number} milliseconds
 * @returns {Promise<Uint8Array>}
 */
export async function readRequestBody({ body, bodyUsed }, milliseconds) {
  if (bodyUsed || body?.locked) throw new TailchatLoginError('request_body_used');
  const deadline = startDeadline(milliseconds);
  try {
    return await readBytes(body, LIMITS.request_body_bytes, 'request_too_large', deadline.race);
  } catch (cause) {
    if (deadline.signal.aborted) throw new TailchatLoginError('request_timeout');
    if (cause instanceof TailchatLoginError) throw cause;
    throw new TailchatLoginError('request_invalid', { cause });
  } finally {
    deadline.end();
  }
}
