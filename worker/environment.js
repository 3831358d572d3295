import { TailchatLoginError } from '../bindings/error.js';
import { OPTIONS, readEnv } from './config/config.js';
import { findLackOfWasm, findUnusedProxy } from './config/node_settings.js';
import { prepareHosts } from './context.js';

/** Variables that createGroups, createPanels, `npm start` or the command line reads, but createLogin does not. */
const OTHERS = [
  'TAILCHAT_TRY_EMAIL',
  'TAILCHAT_TRY_PASSWORD',
  'TAILCHAT_INTERNAL_API_URL',
  'TAILCHAT_ASSERTION_KEYS',
  'TAILCHAT_EXT_AUTHZ',
  'TAILCHAT_EMBEDDED_IN',
  'TAILCHAT_OIDC_EMAIL',
  'TAILCHAT_OIDC_PLACEHOLDER_EMAIL',
  'TAILCHAT_OIDC_GROUPS',
  // createGroups reads these.
  'TAILCHAT_BOT_ID',
  'TAILCHAT_BOT_SECRET',
  'TAILCHAT_GROUP_IDS',
  'TAILCHAT_JOIN_URLS',
  'TAILCHAT_LEAVE_GROUPS',
  'TAILCHAT_GROUPS_CACHE_SECONDS',
  'TAILCHAT_GROUPS_STALE_SECONDS',
  'TAILCHAT_GROUPS_DEADLINE',
];

/** Variables that Kubernetes sets in every pod if the name of a Service begins with `tailchat`. */
const INJECTED = /^TAILCHAT(?:_[A-Z0-9]+)*?_(?:SERVICE_HOST|SERVICE_PORT|PORT)(?:_[A-Z0-9_]+)?$/;

/** @type {typeof import('../types/worker.js').checkEnvironment} */
export function checkEnvironment(env, warn = console.warn) {
  const known = [...OPTIONS.flatMap((option) => option.env ?? []), ...OTHERS];
  const names = Object.keys(env).filter((name) => !known.includes(name) && env[name] !== '');
  for (const name of names) refuseSlip(name, known);
  refuseMissing(env);
  const lack = findLackOfWasm();
  if (lack !== undefined) throw new TailchatLoginError('configuration_invalid', { message: lack });
  const config = readEnv(env);
  prepareHosts(config);
  for (const name of names)
    if (name.startsWith('TAILCHAT_') && !INJECTED.test(name))
      warn(`tailchat-login: ${show(name)} is not known and changes nothing`);
  const proxy = findUnusedProxy(env, config.internalUrl ?? config.apiUrl);
  if (proxy !== undefined) warn(`tailchat-login: ${proxy}`);
  return config;
}

/**
 * Names all missing variables at once. If only one is missing, readEnv reports it together with its rule.
 *
 * @param {Record<string, unknown>} env
 */
function refuseMissing(env) {
  const missing = OPTIONS.filter(({ required, env: name }) => required && name && !env[name]);
  if (missing.length < 2) return;
  const names = missing.map(({ env: name }) => name);
  const message = `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are missing`;
  throw new TailchatLoginError('configuration_invalid', { option: missing[0].name, message });
}

/**
 * @param {string} name
 * @param {string[]} known
 */
function refuseSlip(name, known) {
  const meant = INJECTED.test(name) ? undefined : known.find((one) => isSlip(name, one));
  if (meant === undefined) return;
  const message = `${show(name)} is not known: is ${meant} meant?`;
  throw new TailchatLoginError('configuration_invalid', { message });
}

/** Hides names of an unusual form: somebody may have pasted a secret in place of a name. @param {string} name */
const show = (name) => (/^[\w-]{1,64}$/.test(name) ? name : 'a variable');

/** @param {string} text */
const lettersOf = (text) => text.toUpperCase().replace(/[^A-Z]/g, '');

/**
 * Whether a name may be a misspelling of the known one: it differs in upper and lower case or in its separators, or one
 * character is missing, added, replaced, or exchanged with the next one.
 *
 * @param {string} name
 * @param {string} known
 */
function isSlip(name, known) {
  if (Math.abs(name.length - known.length) > known.length / 2) return false;
  if (lettersOf(name) === lettersOf(known)) return true;
  const given = name.toUpperCase();
  let at = 0;
  while (at < known.length && given[at] === known[at]) at += 1;
  const [rest, knownRest] = [given.slice(at), known.slice(at)];
  return (
    rest.slice(1) === knownRest.slice(1) ||
    rest === knownRest.slice(1) ||
    rest.slice(1) === knownRest ||
    (rest[0] === knownRest[1] && rest[1] === knownRest[0] && rest.slice(2) === knownRest.slice(2))
  );
}
