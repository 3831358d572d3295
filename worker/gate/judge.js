import { TailchatLoginError } from '../../bindings/error.js';
import { sayLack, turnAway } from '../routes/require.js';

/**
 * Whether a request may pass, and as whom.
 *
 * @typedef {import('./rules.js').Rule} Rule
 * @typedef {import('./place.js').Place} Place
 * @typedef {import('../../types/worker.js').SessionUser} User
 * @typedef {import('../../types/worker.js').RequireResult} Required
 *
 * @typedef {object} Verdict
 * @property {User} [user] who it is; nobody where the rule is public and nobody can be said
 * @property {Headers} [headers] with which the session slides
 * @property {Response} [response] the answer to give instead
 */

/**
 * @param {Place} place
 * @param {Rule} rule that the request meets
 * @param {Request} request as the program behind the gate gets it
 * @param {Required} required what the login says of it
 * @returns {Promise<Verdict>}
 * @throws {TailchatLoginError} where it may not pass, or nobody can say
 */
export async function judge(place, rule, request, required) {
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
 * The login has asked its groups already. Those that the gate alone has are asked here: a banned user is nobody.
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
 * What is told to the user: a role of a group that he is in, if there is one; else the first group.
 *
 * @param {import('../../types/groups.js').Groups} groups
 * @param {User} user
 * @param {Rule['needs']} needs
 * @returns {Promise<import('../../types/groups.js').Lack>}
 */
async function findLack(groups, user, needs) {
  const near = needs.filter(({ group }) => meets(user, { group }));
  let failure = new TailchatLoginError('rule_refused'); // what was missing has been given since
  for (const need of [...near, ...needs]) {
    try {
      const lack = await groups.lacks(user.sub, need);
      if (lack !== undefined) return lack;
    } catch (error) {
      // A group that the bot does not see: another may still be named.
      if (!(error instanceof TailchatLoginError)) throw error;
      failure = error;
    }
  }
  throw failure;
}
