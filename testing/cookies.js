/**
 * A cookie jar with the rules that matter for a login (RFC 6265 5.3, 5.4). Cookies belong to a host name on all ports, and
 * to a path. `Secure` cookies are sent only over https. Max-Age takes precedence over Expires.
 */

/** @typedef {{ name: string, value: string, host: string, path: string, secure: boolean, expires: number }} Cookie */

export function createCookieJar() {
  /** @type {Map<string, Cookie>} */
  const jar = new Map();

  /** @param {string | URL} url */
  function list(url) {
    const target = new URL(url);
    return [...jar.values()].filter((cookie) => isSentTo(cookie, target));
  }

  return {
    /**
     * The cookies of a request to this URL, the most specific path first.
     * @param {string | URL} url
     */
    list,

    /** @param {string | URL} url */
    header: (url) =>
      list(url)
        .sort((one, other) => other.path.length - one.path.length)
        .map(({ name, value }) => `${name}=${value}`)
        .join('; '),

    /**
     * @param {string | URL} url  of the request that was answered
     * @param {string[]} lines  its Set-Cookie headers
     */
    store(url, lines) {
      for (const cookie of lines.map((line) => readCookie(line, new URL(url)))) {
        const key = [cookie.host, cookie.path, cookie.name].join(' ');
        if (cookie.expires <= Date.now()) jar.delete(key);
        else jar.set(key, cookie);
      }
    },

    /** Removes all cookies. */
    clear: () => jar.clear(),
  };
}

/**
 * @param {Cookie} cookie
 * @param {URL} url
 */
function isSentTo({ host, path, secure, expires }, url) {
  if (host !== url.hostname || expires <= Date.now()) return false;
  if (secure && url.protocol !== 'https:') return false;
  // RFC 6265 5.1.4
  if (path === url.pathname) return true;
  return url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
}

/**
 * @param {string} line
 * @param {URL} url
 * @returns {Cookie}
 */
function readCookie(line, url) {
  const [[name, value], ...rest] = line.split(';').map(splitPair);
  const attributes = new Map(rest.map(([key, text]) => [key.toLowerCase(), text]));
  const path = attributes.get('path');
  const maxAge = attributes.get('max-age');
  const expires = attributes.get('expires');
  return {
    name,
    value,
    host: url.hostname,
    path: path?.startsWith('/') ? path : url.pathname.slice(0, url.pathname.lastIndexOf('/')) || '/',
    secure: attributes.has('secure'),
    expires: maxAge ? Date.now() + Number(maxAge) * 1000 : expires ? Date.parse(expires) : Infinity,
  };
}

/**
 * @param {string} part
 * @returns {[string, string]}
 */
function splitPair(part) {
  const at = part.indexOf('=');
  return at < 0 ? [part.trim(), ''] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}
