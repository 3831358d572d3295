/**
 * RFC 9112 3.2: a request has one Host, a name or an address, perhaps with a port. Anything else gets 400. It may be
 * empty, and HTTP/1.0 has none. A Host that passes here makes a valid URL, so no later code has to check it again.
 *
 * @param {import('node:http').IncomingMessage} request
 */
export function hasSoundHost({ rawHeaders, headers }) {
  const { host = '' } = headers;
  const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  if (count > 1) return false;
  return host === '' || (HOST.test(host) && URL.canParse(`http://${host}/`));
}

/** RFC 3986 3.2.2 without escapes, which no client writes. Underscores occur in real names. */
const HOST = /^(?:\[[0-9a-f:.]+\]|[a-z0-9._~-]+)(?::\d{0,5})?$/i;
