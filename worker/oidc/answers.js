import { respond } from '../http/responses.js';

/**
 * OpenID Connect Core 5.3: scripts of other origins may ask. These routes read no cookie, so all origins are allowed. Each
 * answer belongs to one access token, so no cache may store it.
 */
const HEADERS = Object.freeze({
  'cache-control': 'no-store',
  vary: 'Authorization',
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'WWW-Authenticate',
});

/** @type {Readonly<Record<string, number>>} RFC 6750 3.1 */
const STATUS = Object.freeze({ invalid_request: 400, invalid_token: 401, insufficient_scope: 403 });

const PREFLIGHT_SECONDS = '600';

/** @param {number} status @param {unknown} data @param {Record<string, string>} [headers] */
export function answerJson(status, data, headers) {
  const body = JSON.stringify(data);
  return respond(status, body, { ...HEADERS, 'content-type': 'application/json', ...headers });
}

/**
 * RFC 6750 3: the challenge. It names no error if the request has no credentials.
 *
 * @param {'invalid_request' | 'invalid_token' | 'insufficient_scope'} [error]
 * @param {string} [error_description]
 */
export function refuseBearer(error, error_description) {
  if (error === undefined) return respond(401, null, { ...HEADERS, 'www-authenticate': 'Bearer' });
  const scope = error === 'insufficient_scope' ? { scope: 'openid' } : {};
  const said = Object.entries({ error, error_description, ...scope });
  const challenge = said.map(([name, value]) => `${name}="${value}"`).join(', ');
  return answerJson(
    STATUS[error],
    { error, error_description },
    { 'www-authenticate': `Bearer ${challenge}` },
  );
}

/** @param {string} methods */
export const refuseMethod = (methods) =>
  answerJson(405, { error: 'method_not_allowed' }, { allow: `${methods}, OPTIONS` });

/** @param {string} methods */
export const answerPreflight = (methods) =>
  respond(204, null, {
    ...HEADERS,
    'access-control-allow-methods': methods,
    'access-control-allow-headers': 'Authorization, Content-Type',
    'access-control-max-age': PREFLIGHT_SECONDS,
  });
