import { TailchatLoginError } from '../../bindings/errors/gate.js';
import { sayLack, turnAway } from '../routes/require.js';

/**
 * Decides whether a request may pass, and finds its user.
 *
 * @typedef {import('./rules.js').Rule} Rule
 * @typedef {import('./place.js').Place} Place
 * @typedef {import('../../types/worker.js').SessionUser} User
 *
 * @typedef {object} Verdict
 * @property {User} [user] missing if the rule is public and no user is known
 * @property {ReadonlyArray<string>} [lines] of Set-Cookie, which renew the session
 * @property {Headers} [headers] the login's own, with these lines
 * @property {Response} [response] the response to return instead
 */

/**
 * @param {import('./create.js').Gateway} gateway
 * @param {import('./create.js').Prepared} here
 * @param {import('./asked.js').Asked} asked
 * @param {any} request as the program gets it: its headers tell a person from a script
 * @param {any} env
 * @param {any} [carrier] the same, but its headers may have more, such as another host
 * @returns {Promise<Verdict>}
 * @throws {TailchatLoginError} if the request may not pass, or if that is unknown
 */
export async function decide({ core, login }, here, { path, method }, request, env, carrier = request) {
  const { rules, place } = here;
  const rule = rules.find(place.host, core.requestPath(path), method);
  if (rule === undefined) throw new TailchatLoginError('rule_refused');
  // Only the user, which is most often enough. Where nobody is logged in, or where this fails, the login itself answers.
  const reading = here.read?.(carrier);
  /** @type {Verdict | undefined} */
  let seen;
  try {
    seen = await reading;
  } catch {}
  if (seen?.user !== undefined || (seen !== undefined && rule.isPublic))
    return judge(place, rule, request, seen);
  const { user, headers, response } =
    here.require && reading ? await here.require(request, reading) : await login.require(request, env);
  return judge(place, rule, request, { user, headers, lines: headers?.getSetCookie(), response });
}

/**
 * @param {Place} place
 * @param {Rule} rule the rule that matches the request
 * @param {Request} request as the program behind the gate receives it
 * @param {Verdict} found by the login
 * @returns {Promise<Verdict>}
 */
async function judge(place, rule, request, found) {
  const { groups, loginAsks } = place;
  const isWhole = groups === undefined || loginAsks || found.user === undefined;
  const { user, lines, headers, response } = isWhole ? found : await complete(groups, found);
  const isKnown = groups === undefined || user?.groups !== undefined;
  if (rule.isPublic) return isKnown ? { user, lines, headers } : {};
  if (user === undefined) return { response: response ?? turnAway(request) };
  if (!isKnown) throw new TailchatLoginError('groups_unavailable');
  if (rule.any || rule.subs.has(user.sub) || rule.needs.some((need) => meets(user, need)))
    return { user, lines, headers };
  if (groups === undefined || rule.needs.length === 0) throw new TailchatLoginError('rule_refused');
  return { response: sayLack(request, await findLack(groups, user, rule.needs), groups) };
}

/**
 * Adds the user's groups if only the gate has the option `groups`. Otherwise the login has added them already. A banned user
 * counts as logged out.
 *
 * @param {import('../../types/groups.js').Groups} groups
 * @param {Verdict} found
 * @returns {Promise<Verdict>}
 */
async function complete(groups, found) {
  const { lines, headers, response } = found;
  const user = /** @type {User} */ (found.user);
  const [banned, own] = await Promise.allSettled([groups.isBanned(user.sub), groups.of(user.sub)]);
  if (banned.status === 'rejected' || own.status === 'rejected') return found;
  if (banned.value) return {};
  const member = Object.freeze(Object.assign({}, user, { groups: own.value }));
  return { user: member, lines, headers, response };
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
