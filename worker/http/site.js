/**
 * The address at which browsers find the site: baseUrl is its origin, perhaps with a path. A proxy or a framework may
 * remove that path, the prefix, before a request arrives here.
 *
 * @typedef {object} Site
 * @property {string} origin
 * @property {string} prefix empty, or a path without a slash at its end
 * @property {string} basePath below the prefix
 * @property {string} routes the public path of the routes
 * @property {string} home where a login without a return address ends
 * @property {boolean | undefined} prefixStripped
 */

/**
 * @param {Readonly<Pick<import('../config/config.js').Config, 'baseUrl' | 'basePath' | 'prefixStripped'>>} config
 * @returns {Readonly<Site>}
 */
export function readSite({ baseUrl, basePath, prefixStripped }) {
  const { origin } = new URL(baseUrl);
  const prefix = baseUrl.slice(origin.length);
  const routes = prefix + basePath;
  return Object.freeze({ origin, prefix, basePath, routes, home: `${prefix}/`, prefixStripped });
}

/**
 * The name of a route: the part after basePath. The prefix may precede it. One slash may follow, because some frameworks
 * end every path with one.
 *
 * @param {Readonly<Pick<Site, 'basePath' | 'routes'>>} site
 * @param {string} pathname
 * @returns {string | undefined} undefined: the path is not below basePath
 */
export function nameRoute({ basePath, routes }, pathname) {
  const start = [`${routes}/`, `${basePath}/`].find((one) => pathname.startsWith(one));
  return start && pathname.slice(start.length).replace(/\/$/, '');
}

/**
 * Whether a path of the site leads to a route of the login.
 *
 * @param {Readonly<Pick<Site, 'routes'>>} site
 * @param {string} path with its query and fragment
 */
export const leadsToRoute = ({ routes }, path) => `${path.split(/[?#]/, 1)[0]}/`.startsWith(`${routes}/`);

/**
 * The path as the address bar shows it.
 *
 * @param {Readonly<Pick<Site, 'prefix' | 'prefixStripped'>>} site
 * @param {string} pathname as it came here
 */
export function toPublic({ prefix, prefixStripped }, pathname) {
  const lacks = !`${pathname}/`.startsWith(`${prefix}/`);
  return (prefixStripped ?? lacks) ? prefix + pathname : pathname;
}

/** A Host header may be any text, so the log shows only names and addresses of this form. */
const PLAIN_HOST = /^(?:[\w.-]{1,253}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/;

/**
 * @param {string} origin its scheme decides the default port
 * @param {Request} request
 * @returns {string} empty if it cannot be read
 */
function hostOf(origin, { headers, url }) {
  // Some servers invent the URL, and pass the browser's Host on in the header.
  const named = headers.get('host') ?? new URL(url).host;
  const asked = `${origin.split('/', 1)[0]}//${named}`;
  return !/[/?#@\\]/.test(named) && URL.canParse(asked) ? new URL(asked).host : '';
}

/**
 * Selects the entry with the host of the request. A login that begins at another host is led to the first entry.
 *
 * @template {{ readonly site: Readonly<Pick<Site, 'origin'>> }} T
 * @param {ReadonlyArray<T>} all
 * @param {Request} [request]
 * @returns {T}
 */
export function pickHost(all, request) {
  if (all.length === 1 || request === undefined) return all[0];
  return all.find(({ site: { origin } }) => origin.endsWith(`//${hostOf(origin, request)}`)) ?? all[0];
}

/**
 * The address of a request, if it is not the site's own: cookies that are set there never reach the callback, which is at
 * the site's address. Host and port are compared. The scheme is compared only if a proxy says that it was http: behind a
 * proxy that terminates TLS every request is http.
 *
 * @param {Readonly<Site>} site
 * @param {Request} request
 * @returns {string | undefined} an address to show, undefined if the request was made at the site's own
 */
export function findElsewhere({ origin }, request) {
  const own = new URL(origin);
  const host = hostOf(origin, request);
  const [forwarded] = (request.headers.get('x-forwarded-proto') ?? '').split(',');
  const plain = own.protocol === 'https:' && forwarded.trim().toLowerCase() === 'http';
  if (host === own.host && !plain) return undefined;
  const shown = PLAIN_HOST.test(host) ? host : '(not printable)';
  return plain ? `http://${shown}` : shown;
}
