import { TailchatLoginError } from '../../bindings/errors/gate.js';
import { sayLack, turnAway } from '../routes/require.js';

/**
 * Decides whether a request may pass, and finds its user.
 *
 * @typedef {import('./rules.js').Rule} Rule
 * @typedef {import('./place.js').Place} Place
 * @typedef {import('../../types/worker.js').SessionUser} User
 * @typedef {import('../../types/worker.js').RequireResult} Required
 *
 * @typedef {object} Verdict
 * @property {User} [user] missing if the rule is public and no user is known
 * @property {Headers} [headers] renew the session
 * @property {Response} [response] the response to return instead
 */

/**
 * @param {import('./create.js').Gateway} gateway
 * @param {import('./rules.js').Rules} rules
 * @param {Place} place
 * @param {import('./asked.js').Asked} asked
 * @param {any} request as the program gets it: its headers tell a person from a script
 * @param {any} env
 */
export async function decide({ core, login }, rules, place, { path, method }, request, env) {
  const rule = rules.find(place.host, core.requestPath(path), method);
  if (rule === undefined) throw new TailchatLoginError('rule_refused');
  return judge(place, rule, request, await login.require(request, env));
}

/**
 * @param {Place} place
 * @param {Rule} rule the rule that matches the request
 * @param {Request} request as the program behind the gate receives it
 * @param {Required} required the login's result for the request
 * @returns {Promise<Verdict>}
 * @throws {TailchatLoginError} if the request may not pass, or if that is unknown
 */
async function judge(place, rule, request, required) {
  const { user, headers } = required.response === undefined ? await complete(place, required) : required;
  const isKnown = place.groups === undefined || user?.groups !== undefined;
  if (rule.isPublic) return isKnown ? { user, headers } : {};
  if (user === undefined) return { response: required.response ?? turnAway(request) };
  if (!isKnown) throw new TailchatLoginError('groups_unavailable');
  if (rule.any || rule.subs.has(user.sub) || rule.needs.some((need) => meets(user, need)))
    return { user, headers };
  if (rule.needs.length === 0) throw new TailchatLoginError('rule_refused');
  const { groups } = /** @type {{ groups: import('../../types/groups.js').Groups }} */ (place);
  return { response: sayLack(request, await findLack(groups, user, rule.needs), groups) };
}

/**
 * Adds the user's groups if only the gate has the option `groups`. Otherwise the login has added them already. A banned user
 * counts as logged out.
 *
 * @param {Place} place
 * @param {import('../../types/worker.js').RequiredUser} required
 * @returns {Promise<{ user?: User, headers?: Headers }>}
 */
async function complete({ groups, loginAsks }, { user, headers }) {
  if (groups === undefined || loginAsks) return { user, headers };
  const { sub } = user;
  const [banned, own] = await Promise.allSettled([groups.isBanned(sub), groups.of(sub)]);
  if (banned.status === 'rejected' || own.status === 'rejected') return { user, headers };
  return banned.value ? {} : { user: Object.freeze({ ...user, groups: own.value }), headers };
}

/** @param {User} user @param {import('./rules.js').Requirement} need */
function meets({ groups = [] }, { group, role }) {
  const own = groups.find(({ id }) => id === group);
  return own !== undefined && (role === undefined || own.roles.some(({ id }) => id === role));
}

/**
 * The lack that the user is told: a missing role in a group of the user if there is one, otherwise the first group.
 *
 * @param {import('../../types/groups.js').Groups} groups
 * @param {User} user
 * @param {Rule['needs']} needs
 * @returns {Promise<import('../../types/groups.js').Lack>}
 */
async function findLack(groups, user, needs) {
  const near = needs.filter(({ group }) => meets(user, { group }));
  let failure = new TailchatLoginError('rule_refused'); // the missing role was given in the meantime
  for (const need of [...near, ...needs]) {
    try {
      const lack = await groups.lacks(user.sub, need);
      if (lack !== undefined) return lack;
    } catch (error) {
      // The bot does not see this group. Another group of the rule may still be named.
      if (!(error instanceof TailchatLoginError)) throw error;
      failure = error;
    }
  }
  throw failure;
}
