import { joinVary, TARGETED } from '../session/headers.js';

/**
 * The members of node:http's ServerResponse that this code uses.
 *
 * @typedef {object} Outgoing
 * @property {number} statusCode
 * @property {(...given: any[]) => any} writeHead
 * @property {(name: string, value: any) => unknown} setHeader
 * @property {(name: string, value: any) => unknown} appendHeader
 * @property {(name: string) => number | string | ReadonlyArray<string> | undefined} getHeader
 * @property {() => ReadonlyArray<string>} getHeaderNames
 * @property {(name: string) => unknown} removeHeader
 * @property {(body?: any) => unknown} end
 */

/**
 * Sends a whole response. Cookies are appended one by one: in Node 20 and older, `writeHead` with a list of headers keeps
 * only the last of several cookies if any header was set before, and Express sets X-Powered-By before.
 *
 * @param {Response} response
 * @param {Outgoing} outgoing
 */
export async function sendResponse(response, outgoing) {
  const body = new Uint8Array(await response.arrayBuffer());
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers)
    if (name === 'set-cookie') outgoing.appendHeader(name, value);
    else outgoing.setHeader(name, name === 'vary' ? varyOf(outgoing, value) : value);
  outgoing.end(body);
}

/**
 * Adds the session's headers to the answer of the next handler at the moment when its headers are sent, so that they
 * replace what the handler has set. Its own `Cache-Control: public` must not let a cache store the cookie.
 *
 * @param {Headers} headers from `login.session`
 * @param {Outgoing} outgoing
 */
export function addHeaders(headers, outgoing) {
  apply(headers, outgoing); // an HTTP/2 response may send its headers without writeHead
  const { writeHead } = outgoing;
  /** @param {number} status @param {any[]} rest optional reason phrase and headers */
  const write = (status, ...rest) => {
    setAll(rest.find((given) => typeof given === 'object') ?? {}, outgoing);
    apply(headers, outgoing);
    return writeHead.call(outgoing, status, ...rest.filter((given) => typeof given === 'string'));
  };
  outgoing.writeHead = write;
}

/**
 * Sets the headers that `writeHead` received: an object, pairs, or a flat list of names and values.
 *
 * @param {Record<string, any> | any[]} given
 * @param {Outgoing} outgoing
 */
function setAll(given, outgoing) {
  const pairs = Array.isArray(given) ? pairsOf(given) : Object.entries(given);
  const names = new Set();
  for (const [name, value] of pairs) {
    const known = names.has(name.toLowerCase());
    names.add(name.toLowerCase());
    if (value === undefined) continue;
    if (known) outgoing.appendHeader(name, value);
    else outgoing.setHeader(name, value);
  }
}

/** @param {any[]} list @returns {[string, any][]} */
const pairsOf = (list) =>
  Array.isArray(list[0])
    ? list
    : list.flatMap((name, index) => (index % 2 === 0 ? [[name, list[index + 1]]] : []));

/**
 * Does what withSession does to a Response.
 *
 * @param {Headers} headers
 * @param {Outgoing} outgoing
 */
function apply(headers, outgoing) {
  const known = [outgoing.getHeader('set-cookie') ?? []].flat();
  for (const line of headers.getSetCookie())
    if (!known.includes(line)) outgoing.appendHeader('set-cookie', line);
  outgoing.setHeader('vary', varyOf(outgoing, headers.get('vary')));
  const cache = headers.get('cache-control');
  if (cache === null) return;
  for (const name of outgoing.getHeaderNames()) if (TARGETED.test(name)) outgoing.removeHeader(name);
  outgoing.setHeader('cache-control', cache);
}

/** @param {Outgoing} outgoing @param {string | null} more */
const varyOf = (outgoing, more) => joinVary([outgoing.getHeader('vary') ?? ''].flat().join(), more) ?? '';
