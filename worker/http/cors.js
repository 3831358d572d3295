import { LOGIN_HEADER } from '../../bindings/header.js';
import { respond } from './responses.js';

/** Browsers repeat a preflight after this time. A removed origin still sends requests until then, which are refused. */
const PREFLIGHT_SECONDS = 600;

/**
 * The CORS protocol (Fetch 3.2) for scripts on other origins of the same site. Only the configured origins are allowed,
 * and they are compared exactly. Other origins get no CORS headers, so their browser hides the answer from the page.
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
 * Answers the preflight that a browser sends before a request with our header from another origin.
 *
 * @param {Request} request
 * @param {'GET' | 'POST'} method the route's
 * @param {ReadonlyArray<string>} allowedOrigins
 * @returns {Response | undefined} undefined: the request is not a preflight, or its origin is not allowed
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
