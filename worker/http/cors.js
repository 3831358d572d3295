import { LOGIN_HEADER } from '../../bindings/header.js';
import { respond } from './responses.js';

/** A browser asks again after this many seconds: so long a removed origin is still asked for, in vain. */
const PREFLIGHT_SECONDS = 600;

/**
 * The CORS protocol (Fetch 3.2) for the scripts of pages on other origins of the same site, for the named
 * origins alone, compared exactly. Nobody else is told anything: a browser then gives its page nothing.
 *
 * @param {Request} request
 * @param {ReadonlyArray<string>} allowedOrigins
 * @returns {Record<string, string>} headers of the answer
 */
function allow({ headers }, allowedOrigins) {
  const vary = { vary: 'Cookie, Origin' };
  const origin = headers.get('origin');
  if (origin === null || !allowedOrigins.includes(origin)) return vary;
  return { ...vary, 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' };
}

/**
 * @param {Request} request
 * @param {Response} response
 * @param {ReadonlyArray<string>} allowedOrigins
 */
export function withOrigin(request, response, allowedOrigins) {
  if (allowedOrigins.length === 0) return response;
  for (const [name, value] of Object.entries(allow(request, allowedOrigins)))
    response.headers.set(name, value);
  return response;
}

/**
 * What a browser asks before it sends our header from another origin.
 *
 * @param {Request} request
 * @param {'GET' | 'POST'} method the route's
 * @param {ReadonlyArray<string>} allowedOrigins
 * @returns {Response | undefined} undefined: this is no such question, or not from an origin to be answered
 */
export function answerPreflight(request, method, allowedOrigins) {
  if (request.method !== 'OPTIONS' || !allowedOrigins.includes(request.headers.get('origin') ?? ''))
    return undefined;
  return respond(204, null, {
    'access-control-allow-methods': method,
    'access-control-allow-headers': `content-type, ${LOGIN_HEADER}`,
    'access-control-max-age': `${PREFLIGHT_SECONDS}`,
  });
}
