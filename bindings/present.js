/**
 * The members that are not undefined. Object.entries would take ten times as long.
 *
 * @template {Record<string, any>} T
 * @param {T} members
 * @returns {T}
 */
export function present(members) {
  /** @type {Record<string, any>} */
  const kept = {};
  for (const name in members) if (members[name] !== undefined) kept[name] = members[name];
  return /** @type {T} */ (kept);
}
