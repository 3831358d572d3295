import { TailchatLoginError } from '../../bindings/error.js';
import { gate as core } from '../../bindings/wasm/gate/inline.js';
import { readRules } from '../../worker/gate/rules.js';
import { createLogin, readEnv } from '../../worker/index.js';
import { loadEnvironment } from '../environment.js';
import { failConfiguration } from '../fault.js';
import { makeGroups, readRulesFile } from '../gate.js';
import { fail, USAGE_ERROR, write } from '../output.js';
import { showName } from '../show.js';
import { texts } from '../texts/index.js';

const say = texts.gate;

/** @type {import('../main.js').Command} */
export const gate = {
  help: say.help,
  options: {
    explain: { type: 'string' },
    rules: { type: 'string' },
    user: { type: 'string' },
    method: { type: 'string' },
    env: { type: 'string' },
  },
  run: runGate,
};

/** @typedef {import('../../worker/gate/rules.js').Rule} Rule */

const ADDRESS = /^(https?:\/\/[^/?#\\]+)([^#]*)/i;
const METHOD = /^[A-Z][A-Z-]{0,31}$/;

/** @param {{ explain?: string, rules?: string, user?: string, method?: string, env?: string }} values */
async function runGate({ explain = '', rules: file, user, method: asked = 'GET', env }) {
  const address = readAddress(explain);
  const method = asked.toUpperCase();
  if (file === undefined || address === undefined || !METHOD.test(method)) return fail(USAGE_ERROR, say.help);
  loadEnvironment(env);
  const given = readRulesFile(file);
  const rules = orFail(() => readRules(given, core.requestPath));
  const cookies = await findCookies(address);
  if (cookies === undefined) write(`${say.elsewhere(address.origin)}\n`);
  const rule = cookies && findRule(rules, address.host, address.path, method);
  if (rule !== undefined) write(`${say.decides(rule.number)}\n    ${JSON.stringify(given[rule.number])}\n`);
  const passes = rule !== undefined && (await judge(rule, given, user));
  if (cookies !== undefined && cookies.length > 0) write(`${say.cookies(cookies.join(', '))}\n`);
  if (!passes) process.exitCode = 1;
}

/**
 * Reads an address that somebody has copied or typed, as a browser requests it. URL would resolve its dot segments.
 *
 * @param {string} text
 */
function readAddress(text) {
  const [, start, target] = ADDRESS.exec(text) ?? [];
  if (start === undefined || !URL.canParse(start)) return undefined;
  const { origin, host } = new URL(start);
  const [path] = target.split('?', 1);
  return { origin, host, path: path.replace(/[^\x21-\x7e]+/g, encodeURIComponent) || '/' };
}

/**
 * @param {import('../../worker/gate/rules.js').Rules} rules
 * @param {string} host
 * @param {string} path
 * @param {string} method
 */
function findRule(rules, host, path, method) {
  try {
    const rule = rules.find(host, core.requestPath(path), method);
    if (rule === undefined) write(`${say.noRule(host, method)}\n`);
    return rule;
  } catch (error) {
    if (!(error instanceof TailchatLoginError) || error.code !== 'path_ambiguous') throw error;
    write(`${say.ambiguous}\n`);
  }
}

/**
 * @param {Rule} rule
 * @param {unknown} given
 * @param {string} [user]
 * @returns {Promise<boolean>} whether the user may pass; without one, whether anybody may
 */
async function judge(rule, given, user) {
  if (rule.isPublic) return tell(true, say.everybody);
  if (user === undefined) return tell(true, say.someone);
  const groups = findGroups(rule, given);
  try {
    if (await groups?.isBanned(user)) return tell(false, say.banned);
    await groups?.of(user); // while nobody can say, the gate lets nobody in
    if (rule.any) return tell(true, say.anybody);
    if (rule.subs.has(user)) return tell(true, say.named);
    if (rule.needs.length === 0) return tell(false, say.notNamed);
    for (const need of rule.needs) if (await meets(groups, user, need)) return true;
    return false;
  } catch (error) {
    if (!(error instanceof TailchatLoginError)) throw error;
    return tell(false, say.unknown(error.code));
  }
}

/**
 * Without an address of Tailchat, a rule that names no group is explained all the same.
 *
 * @param {Rule} rule
 * @param {unknown} given
 */
function findGroups({ needs }, given) {
  if (needs.length === 0 && !process.env.TAILCHAT_API_URL) return undefined;
  const groups = orFail(() => makeGroups(given, process.env, (line) => process.stderr.write(`${line}\n`)));
  groups?.watch(needs.map(({ group }) => group)); // as the gate does: groupIds need not have them
  return groups;
}

/**
 * @param {import('../../types/groups.js').Groups | undefined} groups
 * @param {string} user
 * @param {Rule['needs'][number]} need
 */
async function meets(groups, user, need) {
  try {
    const lack = await groups?.lacks(user, need);
    return lack === undefined
      ? tell(true, say.has(need))
      : tell(false, say.lacks(lack.code, need, showName(lack.group.name)));
  } catch (error) {
    if (!(error instanceof TailchatLoginError) || error.code !== 'group_unknown') throw error;
    return tell(false, say.notSeen(need.group)); // another group may be enough
  }
}

/** @param {boolean} passes @param {string} text */
function tell(passes, text) {
  write(`${passes ? 'ok  ' : 'no  '}${text}\n`);
  return passes;
}

/**
 * The names of the cookies, for proxies whose configuration must list them. Each host of baseUrl has its own.
 *
 * @param {{ origin: string, host: string }} address
 * @returns {Promise<ReadonlyArray<string> | undefined>} undefined: the gate refuses any other origin
 */
async function findCookies({ origin, host }) {
  if (!process.env.TAILCHAT_BASE_URL) return [];
  const login = orFail(() => createLogin(readEnv(process.env)));
  const site = await login.site({ headers: { host } });
  return site.origin === origin ? site.cookies : undefined;
}

/** @template T @param {() => T} make @returns {T} */
function orFail(make) {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof TailchatLoginError)) throw error;
    return failConfiguration(error, USAGE_ERROR);
  }
}
