import { leadsToRoute } from '../http/site.js';

/** Our own parameter of `login`: the request was already led to baseUrl. */
export const MOVED = 'moved';

/** The code in an event of a login that leads to `/` because its return_to was refused. */
export const REFUSED = Object.freeze({ code: /** @type {const} */ ('return_to_refused') });

/**
 * Where a login leads back to: a path of the site, which the core checks, or such a path on an origin that the
 * configuration names. The origin comes from that list, and never from the request. A refused value leads to the start
 * of the site, which is not `/` if the site is below a prefix.
 *
 * @param {Pick<import('../context.js').Context, 'client' | 'config' | 'site'>} context
 * @param {string | undefined} text
 * @returns {{ origin: string | undefined, path: string, refused: boolean }} refused: the requested address was replaced
 */
export function judgeReturnTo({ client, config, site }, text = '') {
  // Listing the site's own origin changes nothing: its addresses are paths of the site.
  const origin = config.allowedOrigins.find(
    (allowed) => allowed !== site.origin && text.startsWith(`${allowed}/`),
  );
  if (text === '') return { origin, path: site.home, refused: false };
  const judged = client.returnTo(text.slice(origin?.length ?? 0));
  // A login must not lead back to its own routes: `login` would start another login, and `callback` would fail.
  const isRoute = origin === undefined && leadsToRoute(site, judged);
  const isRoot = ['/', `${site.origin}/`, `${origin}/`].includes(text);
  const refused = isRoute || (judged === '/' && !isRoot);
  return { origin, path: refused ? startOf(site, origin) : judged, refused };
}

/**
 * The start page of another origin is unknown here.
 *
 * @param {Readonly<import('../http/site.js').Site>} site
 * @param {string | undefined} origin
 */
export const startOf = ({ home }, origin) => (origin === undefined ? home : '/');

/**
 * An origin that was removed from the configuration in the meantime is left out.
 *
 * @param {unknown} origin
 * @param {string} path
 * @param {ReadonlyArray<string>} allowedOrigins
 */
export function joinReturnTo(origin, path, allowedOrigins) {
  return `${allowedOrigins.find((allowed) => allowed === origin) ?? ''}${path}`;
}
