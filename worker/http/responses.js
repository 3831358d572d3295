/** For every answer: do not store, frame, sniff or embed it, and do not pass its address to the next site. */
const HEADERS = Object.freeze({
  'cache-control': 'private, no-store',
  vary: 'Cookie',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
});

/**
 * @param {number} status
 * @param {string | null} body
 * @param {Record<string, string>} [headers]
 * @param {ReadonlyArray<string>} [cookies] Set-Cookie lines
 */
export function respond(status, body, headers = {}, cookies = []) {
  const response = new Response(body, { status, headers: Object.assign({}, HEADERS, headers) });
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}

/**
 * @param {number} status
 * @param {unknown} data
 * @param {ReadonlyArray<string>} [cookies]
 */
export function respondJson(status, data, cookies) {
  return respond(status, JSON.stringify(data), { 'content-type': 'application/json' }, cookies);
}

/**
 * @param {string} location sent unchanged
 * @param {ReadonlyArray<string>} [cookies]
 */
export function redirect(location, cookies) {
  return respond(302, null, { location }, cookies);
}
