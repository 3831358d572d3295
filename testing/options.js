/**
 * The options of startTailchat(). The error for a wrong option has its name but not its value, which may be a secret.
 *
 * Redirect URLs and icons are not checked here: a real Tailchat stores anything, and a bad entry disables the app at its
 * first login.
 */

/** @typedef {import('../types/testing.js').TestApp} App */
/** @typedef {import('../types/testing.js').TestUser} User */
/** @typedef {import('../types/testing.js').TestGroup} Group */
/** @typedef {import('../types/testing.js').TestInvite} Invite */
/** @typedef {import('../types/testing.js').TailchatOptions} TailchatOptions */

/** @typedef {(value: unknown) => boolean} Rule */
/** @typedef {Record<string, { is: Rule, what: string, optional?: boolean }>} Shape */

/** @type {Rule} */
const isText = (value) => typeof value === 'string' && value !== '';
/** @type {Rule} */
const isTextList = (value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string');

const text = { is: isText, what: 'a non-empty string' };
const flag = { is: (/** @type {unknown} */ value) => typeof value === 'boolean', what: 'a boolean' };
const textList = { is: isTextList, what: 'an array of strings' };

/** @type {Shape} */
const APP = {
  appId: text,
  appSecret: text,
  appName: text,
  capability: textList,
  redirectUrls: { ...textList, optional: true },
  anyLocalhostCallback: { ...flag, optional: true },
  appIcon: { is: (value) => typeof value === 'string', what: 'a string', optional: true },
  owner: { ...text, optional: true },
};

/** @type {Shape} */
const USER = {
  _id: text,
  email: text,
  password: text,
  nickname: { is: (value) => typeof value === 'string', what: 'a string' },
  discriminator: text,
  avatar: {
    is: (value) => value === null || typeof value === 'string',
    what: 'a string or null',
    optional: true,
  },
  banned: { ...flag, optional: true },
  emailVerified: { ...flag, optional: true },
};

const list = { is: Array.isArray, what: 'an array' };

/** @type {Shape} */
const GROUP = {
  _id: text,
  name: { is: (value) => typeof value === 'string', what: 'a string' },
  owner: text,
  members: list,
  roles: { ...list, optional: true },
  panels: { ...list, optional: true },
};

/** @type {Shape} */
const OPTIONS = {
  apps: { is: Array.isArray, what: 'an array of apps' },
  users: { is: Array.isArray, what: 'an array of users' },
  groups: { is: Array.isArray, what: 'an array of groups', optional: true },
  invites: { is: Array.isArray, what: 'an array of invites', optional: true },
  port: { is: isPort, what: 'an integer from 0 to 65535', optional: true },
  host: { ...text, optional: true },
  controls: { ...flag, optional: true },
  standardDiscovery: { ...flag, optional: true },
  apiUrl: { is: isIssuer, what: 'an http(s) URL without query and fragment', optional: true },
};

/**
 * Checks the options, and copies the parts that may change later, so that two servers never share an app or a user.
 * @param {TailchatOptions} options
 */
export function checkOptions(options) {
  checkShape('options', options, OPTIONS);
  options.apps.forEach((app, index) => checkShape(`apps[${index}]`, app, APP));
  options.users.forEach((user, index) => checkShape(`users[${index}]`, user, USER));
  (options.groups ?? []).forEach((group, index) => checkShape(`groups[${index}]`, group, GROUP));
  checkUnique('apps', 'appId', options.apps);
  checkUnique('groups', '_id', options.groups ?? []);
  checkUnique('users', '_id', options.users);
  checkUnique('users', 'email', options.users);
  return {
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    controls: options.controls ?? false,
    standardDiscovery: options.standardDiscovery ?? false,
    apiUrl: options.apiUrl,
    apps: structuredClone([...options.apps]),
    users: structuredClone([...options.users]),
    // Each group is copied separately, so that two groups do not share one list of members.
    groups: (options.groups ?? []).map((group) => structuredClone(group)),
    invites: structuredClone([...(options.invites ?? [])]),
  };
}

/**
 * @param {string} name
 * @param {any} value
 * @param {Shape} shape
 */
function checkShape(name, value, shape) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`startTailchat: ${name} must be an object`);
  }
  const prefix = name === 'options' ? '' : `${name}.`;
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(shape, key));
  if (unknown !== undefined) throw new TypeError(`startTailchat: ${prefix}${unknown} is not an option`);
  for (const [key, { is, what, optional }] of Object.entries(shape)) {
    if (optional && value[key] === undefined) continue;
    if (!is(value[key])) throw new TypeError(`startTailchat: ${prefix}${key} must be ${what}`);
  }
}

/**
 * @template T
 * @param {string} name
 * @param {keyof T & string} key
 * @param {ReadonlyArray<T>} list
 */
function checkUnique(name, key, list) {
  if (new Set(list.map((entry) => entry[key])).size !== list.length) {
    throw new TypeError(`startTailchat: two of ${name} have the same ${key}`);
  }
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function isPort(value) {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65535;
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function isIssuer(value) {
  if (typeof value !== 'string' || /[?#\s]/.test(value) || !URL.canParse(value)) return false;
  return /^https?:\/\/[^/]/.test(value);
}
