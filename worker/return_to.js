/** What an event says of a login that leads to `/`, though something else was asked for. */
export const REFUSED = Object.freeze({ code: /** @type {const} */ ('return_to_refused') });

/**
 * Where a login leads back to: a path of ours, which the core judges, or the same on an origin that the
 * configuration names. The origin is one of that list, never a part of what was asked for.
 *
 * @param {Pick<import('./context.js').Context, 'client' | 'config'>} context
 * @param {string | undefined} text
 * @returns {{ origin: string | undefined, path: string, refused: boolean }} refused: something else was asked for
 */
export function judgeReturnTo({ client, config }, text = '/') {
  const { allowedOrigins, basePath, baseUrl } = config;
  const origin = allowedOrigins.find((allowed) => text.startsWith(`${allowed}/`));
  const judged = client.returnTo(text.slice(origin?.length ?? 0));
  // A route of ours is no place to be: `login` would start another login, and `callback` has nothing to end.
  const isRoute = origin === undefined && `${judged.split(/[?#]/, 1)[0]}/`.startsWith(`${basePath}/`);
  const path = isRoute ? '/' : judged;
  const isRoot = ['', '/', `${baseUrl}/`, `${origin}/`].includes(text);
  return { origin, path, refused: path === '/' && !isRoot };
}

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
