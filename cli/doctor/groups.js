import { createGroups, readGroupsEnv } from 'tailchat-login/groups';
import { TailchatLoginError } from '../../bindings/error.js';
import { showName } from '../show.js';
import { ask, readObject } from './ask.js';
import { failed, ok, skipped, warn } from './finding.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */
/** @typedef {Awaited<ReturnType<typeof look>>} Sight */

/** If one of these is set, or a rule is given, the doctor checks groups. */
const ASKED = ['TAILCHAT_BOT_ID', 'TAILCHAT_BOT_SECRET', 'TAILCHAT_GROUP_IDS', 'TAILCHAT_JOIN_URLS'];

/** The bot's groups, read once for all checks of a visit. @type {WeakMap<Visit, Promise<Sight>>} */
const sights = new WeakMap();

/** @param {Visit} visit */
function lookOnce(visit) {
  const sight = sights.get(visit) ?? look(visit);
  sights.set(visit, sight);
  return sight;
}

/** @param {Visit} visit */
async function look({ client, env, means, rules }) {
  if (rules.length === 0 && !ASKED.some((name) => env[name])) return { asked: false };
  try {
    const { apiUrl, clientId } = client; // flags may have set them
    const config = readGroupsEnv({ ...env, TAILCHAT_API_URL: apiUrl, TAILCHAT_CLIENT_ID: clientId });
    // Reads all groups of the bot, to find the named ones that are missing.
    const { groupIds = [], leave: _, joinUrls, ...others } = config;
    const groups = createGroups({
      ...others,
      joinUrls,
      fetch: means.fetch,
      deadline: means.deadline,
      log: () => {},
    });
    groups.watch([...groupIds, ...rules.map(({ group }) => group)]);
    return { asked: true, config, list: await groups.list() };
  } catch (error) {
    if (!(error instanceof TailchatLoginError)) throw error;
    return { asked: true, error: error.cause instanceof TailchatLoginError ? error.cause : error };
  }
}

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkBot(visit) {
  const { asked, error } = await lookOnce(visit);
  const say = visit.texts.bot;
  if (!asked) return skipped(say.none);
  if (error === undefined) return ok(say.ok);
  if (error.code === 'configuration_invalid')
    return failed(say.configuration(error.message), say.adviceVariables);
  const word = String(error.oauthError ?? error.code);
  const known = Object.hasOwn(say.faults, word) ? say.faults[word] : undefined;
  if (known !== undefined) return failed(known, say.advice[word]);
  return failed(say.fails(error.code, error.upstreamStatus), say.adviceApi);
}

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkGroups(visit) {
  const { config, list = [] } = await lookOnce(visit);
  const say = visit.texts.groups;
  const { rules } = visit;
  const byId = new Map(list.map((group) => [group.id, group]));
  const wanted = [...new Set([...(config?.groupIds ?? []), ...rules.map(({ group }) => group)])];
  const faults = [
    ...wanted.filter((id) => !byId.has(id)).map((id) => say.noGroup(id)),
    ...rules
      .filter(({ group, role }) => role && byId.get(group)?.roles.every(({ id }) => id !== role))
      .map(({ group, role }) => say.noRole(group, String(role))),
  ];
  if (faults.length > 0) return failed(faults.join('; '), say.advice);
  const seen = list.map(({ id, name }) => `${id} (${showName(name)})`);
  if (seen.length === 0) return warn(say.empty, say.adviceEmpty);
  return ok(say.ok(seen));
}

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkJoinUrls(visit) {
  const { config } = await lookOnce(visit);
  const say = visit.texts.join;
  const entries = Object.entries(config?.joinUrls ?? {});
  if (config === undefined || entries.length === 0) return skipped(say.none);
  const judged = await Promise.all(
    entries.map(([id, url]) => judgeJoinUrl(visit, config.internalUrl ?? config.apiUrl, id, url)),
  );
  const faults = judged.flatMap(({ fault }) => fault ?? []);
  if (faults.length > 0) return failed(faults.join('; '), say.advice);
  const doubts = judged.flatMap(({ doubt }) => doubt ?? []);
  return doubts.length > 0 ? warn(doubts.join('; ')) : ok(say.ok);
}

/**
 * @param {Visit} visit
 * @param {string} base
 * @param {string} id of the group
 * @param {string} url
 * @returns {Promise<{ fault?: string, doubt?: string }>}
 */
async function judgeJoinUrl({ means, texts: { join: say } }, base, id, url) {
  const [, code] = /\/invite\/([\w-]{1,64})\/?$/.exec(new URL(url).pathname) ?? [];
  if (code === undefined) return { doubt: say.noInvite(id) };
  const answer = await ask(means, `${base.replace(/\/$/, '')}/api/group/invite/findInviteByCode`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  const body = readObject(answer);
  if (answer.status !== 200 || body?.code !== 200) return { doubt: say.unknown(id, answer.status) };
  const { groupId, expiredAt, usage = 0, usageLimit } = /** @type {any} */ (body.data ?? {});
  if (groupId === undefined) return { fault: say.gone(id) };
  if (groupId !== id) return { fault: say.other(id) };
  if (usageLimit && usage >= usageLimit) return { fault: say.used(id) };
  if (expiredAt && Date.parse(expiredAt) <= means.now()) return { fault: say.expired(id) };
  return expiredAt ? { doubt: say.expires(id) } : {};
}
