/** The usual ports of development servers. */
const PORTS = ['3000', '5173', '8000', '8080', '8787'];

/**
 * Addresses that are easily mistaken for this one: each differs in one thing.
 *
 * @param {string} redirectUri
 * @returns {string[]}
 */
export function listVariants(redirectUri) {
  const url = new URL(redirectUri);
  const { hostname, pathname, port, search } = url;
  const other = (/** @type {Partial<URL>} */ parts) => Object.assign(new URL(url), parts).href;
  const local = ['localhost', '127.0.0.1'].includes(hostname);
  const variants = [
    url.href,
    redirectUri.toLowerCase(),
    other({ pathname: pathname.endsWith('/') ? pathname.slice(0, -1) : `${pathname}/` }),
    // URL writes the slash even without a path.
    ...(search === '' ? [url.origin] : []),
    ...['/', '/auth/callback', '/callback', '/auth'].map((path) => other({ pathname: path, search: '' })),
    other({ search: '' }),
    other({ protocol: url.protocol === 'https:' ? 'http:' : 'https:' }),
    ...(local
      ? [other({ hostname: hostname === 'localhost' ? '127.0.0.1' : 'localhost' })]
      : [other({ hostname: hostname.startsWith('www.') ? hostname.slice(4) : `www.${hostname}` })]),
    ...(port === '' ? [] : [other({ port: '' })]),
    ...(local ? PORTS.map((at) => other({ port: at })) : []),
  ];
  return [...new Set(variants)].filter((variant) => variant !== redirectUri);
}
