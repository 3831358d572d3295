/**
 * The request that a proxy asks about, from the headers of one route. A client can send headers that its proxy does not set,
 * so each route reads only its own set. Each header must appear exactly once: repeated headers arrive joined by a comma and
 * a blank, and no valid value contains these.
 *
 * @typedef {object} Asked
 * @property {string} method
 * @property {string} host
 * @property {string} origin
 * @property {string} uri path and query, as the client has written them
 * @property {string} path
 */

const METHOD = /^[A-Z][A-Z-]{0,31}$/;
const HOST = /^[\w.:[\]-]{1,261}$/;
/** Visible characters, and bytes beyond ASCII. Only a query may have the latter: the core refuses them in a path. */
const URI = /^\/[\x21-\x7e\x80-\xff]*$/;

/** Traefik and others send the scheme of a WebSocket. @type {ReadonlyMap<string, string>} */
const SCHEMES = new Map(Object.entries({ http: 'http', https: 'https', ws: 'http', wss: 'https' }));

/** @param {'Original' | 'Forwarded'} set */
const namesOf = (set) => Object.freeze(['Method', 'Proto', 'Host', 'Uri'].map((name) => `X-${set}-${name}`));

/** The headers of each route. */
export const SETS = Object.freeze({ check: namesOf('Original'), forward: namesOf('Forwarded') });

/**
 * @param {{ get(name: string): string | null }} headers
 * @param {ReadonlyArray<string>} names
 * @returns {Asked | string} a string: the fault, for the log
 */
export function readAsked(headers, names) {
  const method = headers.get(names[0]) ?? '';
  const scheme = SCHEMES.get(headers.get(names[1]) ?? '');
  const host = headers.get(names[2]) ?? '';
  const uri = headers.get(names[3]) ?? '';
  if (!METHOD.test(method)) return faultOf(headers, names[0]);
  if (scheme === undefined) return faultOf(headers, names[1]);
  if (!HOST.test(host)) return faultOf(headers, names[2]);
  if (!URI.test(uri)) return faultOf(headers, names[3]);
  const question = uri.indexOf('?');
  const path = question === -1 ? uri : uri.slice(0, question);
  return { method, host, origin: `${scheme}://${host}`, uri, path };
}

/** @param {{ get(name: string): string | null }} headers @param {string} name */
const faultOf = (headers, name) => `${name} is ${headers.get(name) ? 'repeated or malformed' : 'missing'}`;
