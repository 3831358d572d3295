/** A parameter of our own for `login`: baseUrl was led to. */
export const MOVED = 'moved';

/** What an event says of a login that leads to `/`, though something else was asked for. */
export const REFUSED = Object.freeze({ code: /** @type {const} */ ('return_to_refused') });

/**
 * Where a login leads back to: a path of ours, which the core judges, or the same on an origin that the
 * configuration names. The origin is one of that list, never a part of what was asked for. What is refused leads to the
 * start, which is not `/` where the site stands under a prefix.
 *
 * @param {Pick<import('../context.js').Context, 'client' | 'config' | 'site'>} context
 * @param {string | undefined} text
 * @returns {{ origin: string | undefined, path: string, refused: boolean }} refused: something else was asked for
 */
export function judgeReturnTo({ client, config, site }, text = '') {
  // Who lists our own origin as well says nothing new: its addresses are paths of ours.
  const origin = config.allowedOrigins.find(
    (allowed) => allowed !== site.origin && text.startsWith(`${allowed}/`),
  );
  if (text === '') return { origin, path: site.home, refused: false };
  const judged = client.returnTo(text.slice(origin?.length ?? 0));
  // A route of ours is no place to be: `login` would start another login, and `callback` has nothing to end.
  const isRoute = origin === undefined && `${judged.split(/[?#]/, 1)[0]}/`.startsWith(`${site.routes}/`);
  const isRoot = ['/', `${site.origin}/`, `${origin}/`].includes(text);
  const refused = isRoute || (judged === '/' && !isRoot);
  return { origin, path: refused ? startOf(site, origin) : judged, refused };
}

/**
 * The start of another origin is not ours to know.
 *
 * @param {Readonly<import('../http/site.js').Site>} site
 * @param {string | undefined} origin
 */
export const startOf = ({ home }, origin) => (origin === undefined ? home : '/');

/**
 * An origin that the configuration has dropped meanwhile is left out.
 *
 * @param {unknown} origin
 * @param {string} path
 * @param {ReadonlyArray<string>} allowedOrigins
 */
export function joinReturnTo(origin, path, allowedOrigins) {
  return `${allowedOrigins.find((allowed) => allowed === origin) ?? ''}${path}`;
}
