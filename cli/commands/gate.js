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

/** An address as it is written: a URL would have its path resolved. */
const ADDRESS = /^(https?):\/\/([^/?#\\]+)([/?][^#]*)?$/;

/** @param {{ explain?: string, rules?: string, user?: string, method?: string, env?: string }} values */
async function runGate({ explain, rules: file, user, method = 'GET', env }) {
  const address = ADDRESS.exec(explain ?? '');
  if (file === undefined || address === null) return fail(USAGE_ERROR, say.help);
  loadEnvironment(env);
  const given = readRulesFile(file);
  const rules = orFail(() => readRules(given, core.requestPath));
  const [, , host, target = '/'] = address;
  const rule = findRule(rules, host, target.startsWith('?') ? `/${target}` : target, method);
  if (rule !== undefined) write(`${say.decides(rule.number)}\n    ${JSON.stringify(given[rule.number])}\n`);
  const passes = rule !== undefined && (await judge(rule, given, user));
  await writeCookies(host);
  if (!passes) process.exitCode = 1;
}

/**
 * @param {import('../../worker/gate/rules.js').Rules} rules
 * @param {string} host
 * @param {string} target
 * @param {string} method
 */
function findRule(rules, host, target, method) {
  try {
    const rule = rules.find(host, core.requestPath(target.split('?', 1)[0]), method);
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
  if (rule.any) return tell(true, say.anybody);
  if (rule.subs.has(user)) return tell(true, say.named);
  if (rule.needs.length === 0) return tell(false, say.notNamed);
  const groups = orFail(() => makeGroups(given, process.env, (line) => process.stderr.write(`${line}\n`)));
  try {
    if (await groups?.isBanned(user)) return tell(false, say.banned);
    for (const need of rule.needs) {
      const lack = await groups?.lacks(user, need);
      if (lack === undefined) return tell(true, say.has(need));
      tell(false, say.lacks(lack.code, need, showName(lack.group.name)));
    }
    return false;
  } catch (error) {
    if (!(error instanceof TailchatLoginError)) throw error;
    return tell(false, say.unknown(error.code));
  }
}

/** @param {boolean} passes @param {string} text */
function tell(passes, text) {
  write(`${passes ? 'ok  ' : 'no  '}${text}\n`);
  return passes;
}

/**
 * For proxies that have to be told which cookies to pass on. Each host of baseUrl has its own, and the gate refuses any
 * other host.
 *
 * @param {string} host
 */
async function writeCookies(host) {
  if (!process.env.TAILCHAT_BASE_URL) return;
  const login = orFail(() => createLogin(readEnv(process.env)));
  const { cookies, origin } = await login.site({ headers: { host } });
  if (new URL(origin).host === host) write(`${say.cookies(cookies.join(', '))}\n`);
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
