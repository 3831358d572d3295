// A caller that asks for a session does not need a Request, because the headers are enough. Express, Fastify and node:http
// have their own request objects, and a page of Next has only headers.

/** @typedef {import('../../types/platform.js').AskedRequest} Asked */

/** Methods that a Request cannot have (Fetch 4.2). The login answers none of them. */
const FORBIDDEN = /^(?:connect|trace|track)$/i;

/**
 * @param {Asked} asked
 * @returns {Promise<Request>}
 */
export async function toRequest(asked) {
  const given = /** @type {any} */ (asked);
  if (typeof given?.headers !== 'object' || given.headers === null)
    throw new TypeError('the request must be a Request, or an object that has its headers');
  if (isRequest(given)) return given;
  const headers = readHeaders(await given.headers);
  const { method = 'GET' } = given;
  const url = addressOf(given.originalUrl ?? given.url, headers.get('host'));
  return new Request(url, { method: FORBIDDEN.test(method) ? 'OPTIONS' : method, headers });
}

/** A Request of this realm, of another one, or of a library. @param {any} given */
function isRequest({ headers, method, url }) {
  return (
    typeof headers.get === 'function' &&
    typeof method === 'string' &&
    typeof url === 'string' &&
    URL.canParse(url)
  );
}

/** @param {any} given */
function readHeaders(given) {
  if (typeof given !== 'object' || given === null) throw new TypeError('headers must be an object');
  if (typeof given[Symbol.iterator] === 'function') return new Headers([...given]);
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    const isPseudo = name.startsWith(':'); // HTTP/2, RFC 9113 8.3
    if (!isPseudo) for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  return headers;
}

/**
 * Only the path matters. If it begins with two slashes, they do not introduce a host.
 *
 * @param {string | URL | undefined} given
 * @param {string | null} host
 */
function addressOf(given, host) {
  const text = String(given ?? '/');
  if (!text.startsWith('/')) return URL.canParse(text) ? text : 'http://localhost/';
  const own = `http://${host}${text}`;
  return host !== null && /^[\w.:[\]-]+$/.test(host) && URL.canParse(own) ? own : `http://localhost${text}`;
}
