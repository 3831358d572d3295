import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { isSiteAddress, judgeAddress } from '../config/addresses.js';
import { readVariables } from '../config/config.js';
import { LONGEST_DEADLINE_MILLISECONDS, OPTIONS, optionError, readFrom } from '../config/options.js';
import { parseFlag, parseNumber, readFlag, readInteger, readUrl } from '../config/option_values.js';
import { warnOfPlainHttp } from '../config/plain_http.js';
import { isId } from './ids.js';

/**
 * @typedef {import('../config/options.js').Option} Option
 * @typedef {import('../../types/groups.js').GroupsOptions} GroupsOptions
 *
 * @typedef {Readonly<Required<Pick<GroupsOptions, 'apiUrl' | 'botId' | 'botSecret' | 'cacheSeconds' | 'staleSeconds'
 *   | 'deadline'>> & Omit<GroupsOptions, 'groupIds' | 'joinUrls'> & {
 *   groupIds?: ReadonlyArray<string>, joinUrls: Readonly<Record<string, string>>, leave: boolean }>} GroupsConfig
 */

const LONGEST_CACHE_SECONDS = 3600;
const LONGEST_STALE_SECONDS = 86400;

/** The login's options that mean the same here, and their variables. @type {Readonly<Record<string, string | undefined>>} */
const SHARED = Object.freeze({
  apiUrl: 'TAILCHAT_API_URL',
  internalUrl: 'TAILCHAT_INTERNAL_API_URL',
  allowHttp: 'TAILCHAT_ALLOW_HTTP',
  fetch: undefined,
  now: undefined,
  log: undefined,
});

/** @param {unknown} value */
function readGroupIds(value) {
  const ids = typeof value === 'string' ? value.split(',').map((id) => id.trim()) : value;
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > LIMITS.groups) return undefined;
  return ids.every(isId) && new Set(ids).size === ids.length ? Object.freeze([...ids]) : undefined;
}

/** Reads an object, or a variable of the form `id=url,id=url`. @param {unknown} value */
function readJoinUrls(value) {
  const entries =
    typeof value === 'string'
      ? value
          .split(',')
          .map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1)])
      : typeof value === 'object' && value !== null && !Array.isArray(value) && Object.entries(value);
  if (!entries || !entries.every(([id, url]) => isId(id) && readUrl(url) !== undefined)) return undefined;
  const urls = Object.fromEntries(entries);
  return Object.keys(urls).length === entries.length ? Object.freeze(urls) : undefined; // a group named twice
}

/** @type {ReadonlyArray<Readonly<Option>>} */
const OWN = Object.freeze([
  {
    name: 'botId',
    of: [],
    env: 'TAILCHAT_BOT_ID',
    required: true,
    rule: '1 to 255 visible ASCII characters',
    read: (value) => (typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value) ? value : undefined),
  },
  {
    name: 'botSecret',
    of: [],
    env: 'TAILCHAT_BOT_SECRET',
    required: true,
    rule: '1 to 512 printable ASCII characters',
    read: (value) => (typeof value === 'string' && /^[\x20-\x7e]{1,512}$/.test(value) ? value : undefined),
  },
  {
    name: 'groupIds',
    of: [],
    env: 'TAILCHAT_GROUP_IDS',
    rule: `1 to ${LIMITS.groups} different ids of groups, 24 lower-case hexadecimal digits each, comma separated or in an array`,
    read: readGroupIds,
  },
  {
    name: 'joinUrls',
    of: [],
    env: 'TAILCHAT_JOIN_URLS',
    default: Object.freeze({}),
    rule: "an https URL (http only for localhost; with allowHttp also for private addresses and names) for each group's id, in an object or as id=url, comma separated",
    read: readJoinUrls,
  },
  {
    name: 'leave',
    of: [],
    env: 'TAILCHAT_LEAVE_GROUPS',
    default: false,
    rule: 'true or false; true needs groupIds (TAILCHAT_GROUP_IDS)',
    parse: parseFlag,
    read: readFlag,
  },
  {
    name: 'cacheSeconds',
    of: [],
    env: 'TAILCHAT_GROUPS_CACHE_SECONDS',
    default: LIMITS.groups_cache_seconds,
    rule: `a whole number of seconds from 1 to ${LONGEST_CACHE_SECONDS}`,
    parse: parseNumber,
    read: (value) => readInteger(value, LONGEST_CACHE_SECONDS),
  },
  {
    name: 'staleSeconds',
    of: [],
    env: 'TAILCHAT_GROUPS_STALE_SECONDS',
    default: LIMITS.groups_stale_seconds,
    rule: `a whole number of seconds from 0 to ${LONGEST_STALE_SECONDS}`,
    parse: (text) => (text === '0' ? 0 : parseNumber(text)),
    read: (value) => (value === 0 ? 0 : readInteger(value, LONGEST_STALE_SECONDS)),
  },
  {
    name: 'deadline',
    of: [],
    env: 'TAILCHAT_GROUPS_DEADLINE',
    default: LIMITS.groups_deadline_milliseconds,
    rule: `a whole number of milliseconds from 1 to ${LONGEST_DEADLINE_MILLISECONDS}`,
    parse: parseNumber,
    read: (value) => readInteger(value, LONGEST_DEADLINE_MILLISECONDS),
  },
]);

/** @type {ReadonlyArray<Readonly<Option>>} */
export const GROUPS_OPTIONS = Object.freeze([
  ...OPTIONS.filter(({ name, of }) => Object.hasOwn(SHARED, name) && of.includes('worker')).map((option) => ({
    ...option,
    env: SHARED[option.name],
  })),
  ...OWN,
]);

/**
 * @param {unknown} given
 * @param {(option: Option) => string} [label] the option's name in a message
 * @returns {GroupsConfig}
 */
export function readGroupsOptions(given, label = (option) => option.name) {
  const config = /** @type {GroupsConfig} */ (readFrom(GROUPS_OPTIONS, given, label));
  /** @param {string} name */
  const refuse = (name) => {
    const option = /** @type {Option} */ (GROUPS_OPTIONS.find((one) => one.name === name));
    return optionError(option, label, 'must be');
  };
  const { apiUrl, internalUrl, allowHttp, log, joinUrls, leave, groupIds } = config;
  const fault =
    judgeAddress('apiUrl', apiUrl, allowHttp) ??
    (internalUrl === undefined ? undefined : judgeAddress('internalUrl', internalUrl));
  if (fault !== undefined) {
    const option = fault.code === 'api_url_invalid' ? 'apiUrl' : 'internalUrl';
    const variable = GROUPS_OPTIONS.filter(({ name }) => name === option).map(label)[0];
    const message = variable === option ? undefined : `${variable}: ${fault.message}`;
    throw new TailchatLoginError(fault.code, { option, message });
  }
  if (!Object.values(joinUrls).every((url) => isSiteAddress(url, allowHttp))) throw refuse('joinUrls');
  if (leave && groupIds === undefined) throw refuse('leave');
  if (allowHttp) warnOfPlainHttp(log);
  return config;
}

/**
 * Reads the options from the environment: `createGroups(readGroupsEnv(env))`. If no bot is configured, the bot of the
 * login's own app is used.
 *
 * @param {unknown} env
 * @returns {GroupsConfig}
 */
export function readGroupsEnv(env) {
  const bindings = /** @type {Record<string, unknown>} */ (
    typeof env === 'object' && env !== null ? env : {}
  );
  const { TAILCHAT_BOT_ID, TAILCHAT_BOT_SECRET, TAILCHAT_CLIENT_ID, TAILCHAT_CLIENT_SECRET } = bindings;
  const own = TAILCHAT_BOT_ID || TAILCHAT_BOT_SECRET;
  const bot = own ? {} : { TAILCHAT_BOT_ID: TAILCHAT_CLIENT_ID, TAILCHAT_BOT_SECRET: TAILCHAT_CLIENT_SECRET };
  /** @type {Record<string, unknown>} */
  const values = { ...bindings, ...bot };
  /** @param {Option} option */
  const label = ({ env: variable, name }) =>
    own ? (variable ?? name) : (variable?.replace('_BOT_', '_CLIENT_') ?? name);
  return readGroupsOptions(readVariables(GROUPS_OPTIONS, values), label);
}
