/**
 * RFC 9112 3.2: a request has one Host, a name or an address and maybe a port; anything else is answered with 400.
 * It may be empty, and HTTP/1.0 knows none. What passes here makes a URL, so no code behind it has to ask again.
 *
 * @param {import('node:http').IncomingMessage} request
 */
export function hasSoundHost({ rawHeaders, headers }) {
  const { host = '' } = headers;
  const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  if (count > 1) return false;
  return host === '' || (HOST.test(host) && URL.canParse(`http://${host}/`));
}

/** RFC 3986 3.2.2 without escapes, which no client writes; the underscore is found in names all the same. */
const HOST = /^(?:\[[0-9a-f:.]+\]|[a-z0-9._~-]+)(?::\d{0,5})?$/i;
