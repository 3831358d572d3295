import { clearCookie } from './cookies.js';

/** Limits for names, for paths per name, and for domains: a proxy accepts only a limited header size. */
const MOST_NAMES = 6;
const MOST_PATHS = 8;
const MOST_DOMAINS = 3;

/**
 * Clears every cookie of a repeated name. A browser names neither the path nor the domain of a cookie. The answer
 * therefore has one line for each place from which a browser may have sent it to this address: another port of the host
 * may have set it for its own path, and another host of the domain for all of them. A name with the __Host- prefix has
 * only one place.
 * RFC 6265bis 5.1.3, 5.1.4 and 8.6
 *
 * @param {import('../context.js').Context} context
 * @param {import('./cookies.js').OurCookies} cookies
 * @param {Request} request
 * @returns {string[]} Set-Cookie lines
 */
export function expireRepeated({ config, cookieNames }, { repeatedNames }, request) {
  const places = cookieNames.secure ? [PLACE] : listPlaces(new URL(config.baseUrl), new URL(request.url));
  return repeatedNames.slice(0, MOST_NAMES).flatMap((name) => {
    const line = clearCookie(cookieNames, name);
    return places.map((place) => line.replace(PLACE, place));
  });
}

/** The attributes of all our cookies. */
const PLACE = 'Path=/';

/** @param {URL} base @param {URL} address */
function listPlaces({ hostname }, { pathname }) {
  const domains = listDomains(hostname);
  return listPaths(pathname).flatMap((path) => [
    `Path=${path}`,
    ...domains.map((domain) => `Path=${path}; Domain=${domain}`),
  ]);
}

/** `/a/b` -> `/`, `/a`, `/a/`, `/a/b`. @param {string} pathname */
function listPaths(pathname) {
  const paths = new Set(['/']);
  if (!/^[\w/.~%-]*$/.test(pathname)) return [...paths]; // a semicolon would end the attribute
  for (let at = pathname.indexOf('/', 1); at !== -1; at = pathname.indexOf('/', at + 1)) {
    paths.add(pathname.slice(0, at)).add(pathname.slice(0, at + 1));
  }
  return [...paths.add(pathname)].slice(0, MOST_PATHS);
}

/** An address has no parent domain, and a top-level domain has no cookies. @param {string} hostname */
function listDomains(hostname) {
  if (/^\[|^[\d.]+$/.test(hostname)) return [];
  const labels = hostname.split('.');
  const domains = labels.map((_, index) => labels.slice(index).join('.'));
  return domains.filter((domain) => domain.includes('.')).slice(0, MOST_DOMAINS);
}
