/**
 * Who asks for a session need not have a Request: the headers are enough. Express, Fastify and node:http have requests
 * of their own, and a page of Next has headers alone.
 *
 * @typedef {Headers | Iterable<[string, string]> | Readonly<Record<string, string | ReadonlyArray<string> | undefined>>} HeadersLike
 *
 * @typedef {object} RequestLike
 * @property {HeadersLike | Promise<HeadersLike>} headers
 * @property {string} [method] GET if not given
 * @property {string | URL} [url] complete, or from the path on
 * @property {string} [originalUrl] counts before `url`: where a framework has taken a part of the path off
 *
 * @typedef {Request | RequestLike} Asked
 */

/** What a Request cannot be made of (Fetch 4.2). Neither one is answered by anything of ours. */
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

/** Of this realm, of another one, or made by a library. @param {any} given */
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
 * The path alone counts. It may begin with two slashes, and is no host then.
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
