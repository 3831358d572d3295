/**
 * What startTailchat() takes. A wrong option is refused by its name; its value, maybe a secret, is not shown.
 *
 * Redirect URLs and icons are not judged here: a real Tailchat stores anything, and one bad entry disables
 * the app later, at its first login.
 */

/**
 * @typedef {object} App
 * @property {string} appId
 * @property {string} appSecret
 * @property {string} appName
 * @property {string[]} capability  holds `oauth` for an app that may log people in, `bot` for one with a bot
 * @property {string[]} [redirectUrls]  an app whose page of redirect addresses was never saved has none at all
 * @property {boolean} [anyLocalhostCallback]  allows every http(s) address of localhost, 127.0.0.1 and [::1] as
 *   well, which no real Tailchat does: for development, where the port is not known beforehand
 * @property {string} [appIcon]
 * @property {string} [owner]  the `_id` of the user whose app it is; the first user if not given
 */

/**
 * @typedef {object} User
 * @property {string} _id
 * @property {string} email
 * @property {string} password
 * @property {string} nickname
 * @property {string} discriminator
 * @property {string | null} [avatar]  stored text, handed out as it is: `{BACKEND}/...`, a URL, empty or null
 * @property {boolean} [banned]
 */

/**
 * @typedef {object} Group
 * @property {string} _id
 * @property {string} name
 * @property {string} owner  a user's _id; the owner is a member too, and normally without a role
 * @property {{ userId: string, roles?: string[] | null, muteUntil?: string }[]} members
 * @property {{ _id: string, name: string, permissions?: string[] }[]} [roles]
 * @property {object[]} [panels]
 */

/**
 * @typedef {object} Invite
 * @property {string} code
 * @property {string} groupId
 * @property {string} [expiredAt]  a permanent one has none
 * @property {number} [usage]
 * @property {number} [usageLimit]
 */

/**
 * @typedef {object} TailchatOptions
 * @property {App[]} apps
 * @property {User[]} users
 * @property {Group[]} [groups]
 * @property {Invite[]} [invites]
 * @property {number} [port]  0, a free one, by default
 * @property {string} [host]  127.0.0.1 by default
 * @property {boolean} [controls]  a page at /stand-in that gives and takes roles, and bans
 * @property {string} [apiUrl]  the issuer, byte for byte; by default where the server listens
 */

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
  apiUrl: { is: isIssuer, what: 'an http(s) URL without query and fragment', optional: true },
};

/**
 * Checks the options and copies what may be changed later: two servers never share an app or a user.
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
    apiUrl: options.apiUrl,
    apps: structuredClone(options.apps),
    users: structuredClone(options.users),
    // One by one: two that were given the same list of members do not share it.
    groups: (options.groups ?? []).map((group) => structuredClone(group)),
    invites: structuredClone(options.invites ?? []),
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
 * @param {T[]} list
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
