import { createGate } from 'tailchat-login/gate';
import { createGroups, readGroupsEnv } from 'tailchat-login/groups';
import { readGateEnv } from '../worker/gate/options.js';
import { createLogin, readEnv } from '../worker/index.js';
import { readJsonFile } from './json_file.js';
import { fail, USAGE_ERROR } from './output.js';
import { makePanels } from './panels.js';
import { texts } from './texts/index.js';

/** The rules of a file. @param {string} file @returns {any} */
export function readRulesFile(file) {
  const read = readJsonFile(file);
  if ('value' in read) return read.value;
  const { unreadable, noJson } = texts.gate;
  const why = 'unreadable' in read ? unreadable(file, read.unreadable) : noJson(file, read.line);
  return fail(USAGE_ERROR, `tailchat-login: ${why}\n`);
}

/**
 * The source of users' groups, if the rules or the environment need one.
 *
 * @param {unknown} rules
 * @param {Record<string, string | undefined>} env
 * @param {(line: string) => void} log
 */
export function makeGroups(rules, env, log) {
  const named =
    Array.isArray(rules) && rules.some((rule) => rule?.groups !== undefined || rule?.roles !== undefined);
  const wanted = named || env.TAILCHAT_BOT_ID || env.TAILCHAT_GROUP_IDS;
  return wanted ? createGroups({ ...readGroupsEnv(env), log }) : undefined;
}

/**
 * Makes the gate that the environment describes, and checks it.
 *
 * @param {unknown} rules
 * @param {Record<string, string | undefined>} env
 * @param {(line: string) => void} log
 * @throws {import('../bindings/error.js').TailchatLoginError}
 */
export async function makeGate(rules, env, log) {
  const groups = makeGroups(rules, env, log);
  const login = createLogin({ ...readEnv(env), groups, panels: makePanels(env), log });
  const gate = createGate({ login, rules: /** @type {any} */ (rules), ...readGateEnv(env), log });
  await gate.ready(env);
  return gate;
}
