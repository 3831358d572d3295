import { TailchatLoginError } from '../../bindings/error.js';
import { createRuleTree } from './rule_tree.js';

/**
 * A rule after reading.
 *
 * @typedef {object} Rule
 * @property {number} number its place in the list, from 0
 * @property {string} host
 * @property {ReadonlyArray<string>} segments of its path, decoded
 * @property {boolean} below whether the rule includes all paths below its path
 * @property {ReadonlySet<string>} [methods] if missing, all methods
 * @property {boolean} isPublic
 * @property {boolean} any
 * @property {ReadonlySet<string>} subs
 * @property {ReadonlyArray<Requirement>} needs one is enough
 *
 * @typedef {{ group: string, role?: string }} Requirement
 * @typedef {ReturnType<typeof readRules>} Rules
 */

const WHO = Object.freeze(['public', 'any', 'subs', 'groups', 'roles']);
const MEMBERS = new Set(['host', 'path', 'methods', ...WHO]);

const METHOD = /^[A-Z][A-Z-]{0,31}$/;
const SUB = /^[\x21-\x7e]{1,255}$/;
const GROUP = /^[0-9a-f]{24}$/;
const ROLE = /^[0-9a-f]{24}\/[0-9a-f]{24}$/;

/**
 * Reads and checks the rules of a gate. An error names the place of the rule and the member.
 *
 * @param {unknown} given
 * @param {(path: string) => string} readPath decodes, or throws `path_ambiguous`
 */
export function readRules(given, readPath) {
  if (!Array.isArray(given) || given.length === 0)
    throw invalid('rules must be an array with at least one rule');
  const tree = createRuleTree();
  const rules = Array.from(given, (rule, number) => readRule(rule, number, readPath)); // map leaves out a gap
  for (const rule of rules) {
    const before = tree.add(rule);
    if (before !== undefined)
      throw refuse(rule.number, 'path', `can never be reached: rules[${before.number}] comes before it`);
  }
  return Object.freeze({ rules, find: tree.find, needsGroups: rules.some(({ needs }) => needs.length > 0) });
}

/** @param {string} message */
const invalid = (message) => new TailchatLoginError('configuration_invalid', { option: 'rules', message });

/** @param {number} number @param {string} member @param {string} complaint */
const refuse = (number, member, complaint) => invalid(`rules[${number}].${member} ${complaint}`);

/**
 * @param {any} given
 * @param {number} number
 * @param {(path: string) => string} readPath
 * @returns {Rule}
 */
function readRule(given, number, readPath) {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw invalid(`rules[${number}] must be an object`);
  for (const name of Object.keys(given)) {
    if (MEMBERS.has(name)) continue;
    if (!/^\w{1,40}$/.test(name)) throw invalid(`rules[${number}] has a member that is not known`);
    throw refuse(number, name, 'is not known');
  }
  const { host, path, methods, subs, groups, roles } = given;
  if (!isHost(host))
    throw refuse(
      number,
      'host',
      'must be a host as browsers send it, such as wiki.example or localhost:8080',
    );
  const who = WHO.filter((name) => given[name] !== undefined);
  if (who.length === 0) throw invalid(`rules[${number}] must say who may pass: ${WHO.join(', ')}`);
  for (const name of who) checkWho(number, name, given[name], who);
  return Object.freeze({
    number,
    host,
    ...readRulePath(path, number, readPath),
    ...(methods !== undefined && {
      methods: new Set(readList(number, 'methods', methods, METHOD, 'methods such as GET')),
    }),
    isPublic: given.public === true,
    any: given.any === true,
    subs: new Set(readList(number, 'subs', subs, SUB, "users' ids")),
    needs: Object.freeze([
      ...readList(number, 'groups', groups, GROUP, "groups' ids, 24 lower-case hexadecimal digits each").map(
        (group) => Object.freeze({ group }),
      ),
      ...readList(
        number,
        'roles',
        roles,
        ROLE,
        'pairs GROUP/ROLE of ids, 24 lower-case hexadecimal digits each',
      ).map((pair) => Object.freeze({ group: pair.slice(0, 24), role: pair.slice(25) })),
    ]),
  });
}

/**
 * Refuses other members beside `public` and `any`, because they would have no effect.
 *
 * @param {number} number
 * @param {string} name
 * @param {unknown} value
 * @param {ReadonlyArray<string>} who
 */
function checkWho(number, name, value, who) {
  if (name !== 'public' && name !== 'any') return;
  if (value !== true) throw refuse(number, name, 'must be true, or left out');
  if (who.length > 1) throw refuse(number, name, `must stand without ${who.filter((one) => one !== name)}`);
}

/**
 * @param {number} number
 * @param {string} member
 * @param {unknown} value
 * @param {RegExp} form
 * @param {string} what
 * @returns {string[]} empty if the member is left out
 */
function readList(number, member, value, form, what) {
  if (value === undefined) return [];
  const list = Array.isArray(value) ? Array.from(value) : [];
  const sound = list.length > 0 && new Set(list).size === list.length;
  if (sound && list.every((one) => typeof one === 'string' && form.test(one))) return list;
  throw refuse(number, member, `must be an array of different ${what}`);
}

/** Whether a browser may send it as Host. @param {unknown} host */
function isHost(host) {
  if (typeof host !== 'string' || /[/?#@\\]/.test(host)) return false;
  return ['https:', 'http:'].some((scheme) => {
    const url = `${scheme}//${host}`;
    return URL.canParse(url) && new URL(url).host === host;
  });
}

/**
 * Reads a path as the address bar shows it, with or without escapes.
 *
 * @param {unknown} path
 * @param {number} number
 * @param {(path: string) => string} readPath
 */
function readRulePath(path, number, readPath) {
  const complaint = 'must be a path such as /wiki, or with /* at its end, which no program reads differently';
  if (typeof path !== 'string' || !path.startsWith('/')) throw refuse(number, 'path', complaint);
  const below = path.endsWith('/*');
  const own = below ? path.slice(0, -2) : path;
  if (own.includes('*') || (below && own.endsWith('/'))) throw refuse(number, 'path', complaint);
  if (own === '') return { segments: Object.freeze([]), below };
  try {
    const escaped = own.replace(/[^\x21-\x7e]+/g, encodeURIComponent);
    return { segments: Object.freeze(readPath(escaped).split('/').slice(1)), below };
  } catch (error) {
    // Half of a surrogate pair has no escape.
    if (!(error instanceof URIError) && /** @type {any} */ (error).code !== 'path_ambiguous') throw error;
    throw refuse(number, 'path', complaint);
  }
}
