import { TailchatLoginError } from '../../bindings/error.js';
import { readVariables } from '../config/config.js';
import { parseFlag, readFlag, readFunction, readGroups, readLog, readNow } from '../config/option_values.js';
import { readFrom } from '../config/options.js';
import { KEYS_RULE, readAssertionKeys } from './keys.js';

/**
 * @typedef {import('../config/options.js').Option} Option
 * @typedef {import('../../types/gate.js').GateOptions} GateOptions
 * @typedef {import('../../types/worker.js').Login<any, any>} Login
 *
 * @typedef {Readonly<Omit<GateOptions, 'login' | 'now' | 'assertionKeys'> & { login: Login, now?: () => number,
 *   assertionKeys?: ReadonlyArray<string> }>} GateConfig
 */

/** @param {unknown} value */
function readLogin(value) {
  const { fetch, require, site } = /** @type {any} */ (
    typeof value === 'object' && value !== null ? value : {}
  );
  return [fetch, require, site].every(readFunction) ? value : undefined;
}

/** @type {ReadonlyArray<Readonly<Option>>} */
const OPTIONS = Object.freeze([
  {
    name: 'login',
    of: [],
    required: true,
    rule: 'what createLogin of tailchat-login/worker gives',
    read: readLogin,
  },
  { name: 'rules', of: [], required: true, rule: 'an array of rules', read: (value) => value },
  { name: 'groups', of: [], rule: 'what createGroups of tailchat-login/groups gives', read: readGroups },
  {
    name: 'assertionKeys',
    of: [],
    env: 'TAILCHAT_ASSERTION_KEYS',
    rule: KEYS_RULE,
    read: readAssertionKeys,
  },
  {
    name: 'extAuthz',
    of: [],
    env: 'TAILCHAT_EXT_AUTHZ',
    default: false,
    rule: 'true or false',
    parse: parseFlag,
    read: readFlag,
  },
  { name: 'now', of: [], rule: 'a function', read: readNow },
  { name: 'log', of: [], rule: 'a function', read: readLog },
]);

/** @param {unknown} given @returns {GateConfig} */
export const readGateOptions = (given) => /** @type {GateConfig} */ (readFrom(OPTIONS, given));

/**
 * The options that `serve --gate` reads from the environment.
 *
 * @param {unknown} env
 * @returns {Pick<GateConfig, 'assertionKeys' | 'extAuthz'>}
 */
export function readGateEnv(env) {
  const options = OPTIONS.filter((option) => option.env !== undefined);
  return /** @type {any} */ (
    readFrom(options, readVariables(options, env), (option) => option.env ?? option.name)
  );
}

/** @param {string} option @param {string} message */
export const invalid = (option, message) =>
  new TailchatLoginError('configuration_invalid', { option, message });
