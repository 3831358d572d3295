/**
 * Where a login leads back to: a path of ours, which the core judges, or the same on an origin that the
 * configuration names. The origin is one of that list, never a part of what was asked for.
 *
 * @param {string | undefined} text
 * @param {ReadonlyArray<string>} allowedOrigins
 * @returns {{ origin: string | undefined, path: string | undefined }}
 */
export function splitReturnTo(text, allowedOrigins) {
  const origin = allowedOrigins.find((allowed) => text?.startsWith(`${allowed}/`));
  return { origin, path: origin === undefined ? text : text?.slice(origin.length) };
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
