import { joinVary, TARGETED } from '../session/headers.js';

/**
 * What is asked of a ServerResponse of node:http.
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
 * Gives a whole answer. Cookies are added one by one: `writeHead` with a list of headers, on Node 20 and older, keeps
 * the last of several once any header was set before, as Express sets X-Powered-By.
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
 * Puts the session's headers on the answer of the handler behind, whatever that one sets: in the moment when they are
 * sent. A `Cache-Control: public` of its own must not let a cache keep the cookie.
 *
 * @param {Headers} headers as of `login.session`
 * @param {Outgoing} outgoing
 */
export function addHeaders(headers, outgoing) {
  apply(headers, outgoing); // HTTP/2's answer has other ways than writeHead
  const { writeHead } = outgoing;
  /** @param {number} status @param {any[]} rest a text perhaps, and headers perhaps */
  const write = (status, ...rest) => {
    setAll(rest.find((given) => typeof given === 'object') ?? {}, outgoing);
    apply(headers, outgoing);
    return writeHead.call(outgoing, status, ...rest.filter((given) => typeof given === 'string'));
  };
  outgoing.writeHead = write;
}

/**
 * The headers that `writeHead` was given: an object, pairs, or names and values one after the other.
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
 * As withSession does it on a Response.
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
