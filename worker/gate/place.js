import { invalid } from './options.js';
import { nameGroups } from './headers.js';

/**
 * The rules and the login of one origin together. It is created and checked once for each origin.
 *
 * @typedef {import('../../types/worker.js').LoginSite} LoginSite
 * @typedef {import('../../types/groups.js').Groups} Groups
 *
 * @typedef {object} Place
 * @property {string} baseUrl
 * @property {string} origin
 * @property {string} host
 * @property {string} prefix of baseUrl
 * @property {string} basePath
 * @property {string} routes the public path of the routes
 * @property {boolean | undefined} prefixStripped
 * @property {Groups | undefined} groups
 * @property {boolean} loginAsks whether the login itself asks these groups
 * @property {import('./headers.js').Named} named
 */

/**
 * @param {import('./rules.js').Rules} rules
 * @param {Groups} [own] the gate's option `groups`
 */
export function createPlaces(rules, own) {
  /** @type {WeakMap<LoginSite, Place>} */
  const places = new WeakMap();
  return (/** @type {LoginSite} */ site) => {
    const known = places.get(site);
    if (known !== undefined) return known;
    const place = makePlace(rules, own, site);
    places.set(site, place);
    return place;
  };
}

/**
 * @param {import('./rules.js').Rules} rules
 * @param {Groups | undefined} own
 * @param {LoginSite} site
 * @returns {Place}
 */
function makePlace(
  { rules, needsGroups },
  own,
  { baseUrl, origin, origins, basePath, prefixStripped, groups },
) {
  if (own !== undefined && groups !== undefined && own !== groups)
    throw invalid('groups', 'groups must be those of the login, where that has some');
  const asked = own ?? groups;
  if (needsGroups && asked === undefined)
    throw invalid('groups', 'groups must be given to createLogin or createGate: a rule names a group');
  const hosts = origins?.map((one) => new URL(one).host);
  const stray = rules.find(({ host }) => hosts !== undefined && !hosts.includes(host));
  if (stray !== undefined)
    throw invalid(
      'rules',
      `rules[${stray.number}].host must be a host of baseUrl (TAILCHAT_BASE_URL): no request ever has another`,
    );
  asked?.watch([...new Set(rules.flatMap(({ needs }) => needs.map(({ group }) => group)))]);
  const prefix = baseUrl.slice(origin.length);
  const { host } = new URL(origin);
  return Object.freeze({
    baseUrl,
    origin,
    host,
    prefix,
    basePath,
    routes: prefix + basePath,
    prefixStripped,
    groups: asked,
    loginAsks: groups !== undefined,
    named: nameGroups(rules, host),
  });
}
