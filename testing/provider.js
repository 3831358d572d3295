/**
 * oidc-provider, configured as a Tailchat server configures it. It handles tokens, grants and sessions itself. Everything
 * that differs from its defaults is here.
 */
import { renderProviderError } from './pages.js';

/** @typedef {import('./options.js').App} App */
/** @typedef {import('./options.js').User} User */

const HOUR = 60 * 60;
const DAY = 24 * HOUR;

/** The defaults of oidc-provider, as values: its default functions print a notice when they are first used. */
const LIFETIMES = {
  AuthorizationCode: 600,
  AccessToken: HOUR,
  IdToken: HOUR,
  Interaction: HOUR,
  RefreshToken: 14 * DAY,
  Session: 14 * DAY,
  Grant: 14 * DAY,
};

const ADVICE = 'install it with: npm install --save-dev oidc-provider@7';

/** @type {Promise<any> | undefined} */
let loading;

/** Loads the optional peer dependency, once. It ships no types, which is the reason for `any` here. */
export function loadOidcProvider() {
  loading ??= load();
  return loading;
}

/** An import instead of `createRequire`, because Jest with Babel does not support `import.meta`. */
async function load() {
  let oidcProvider;
  const showNotices = hideNotices();
  try {
    // @ts-expect-error it has no declarations
    oidcProvider = await import('oidc-provider');
  } catch (cause) {
    throw new Error(`startTailchat needs the package oidc-provider, version 7; ${ADVICE}`, { cause });
  } finally {
    showNotices();
  }
  // In newer versions the class does not have the errors.
  if (!oidcProvider.Provider?.errors)
    throw new Error(`startTailchat needs oidc-provider version 7, found another; ${ADVICE}`);
  return oidcProvider;
}

/**
 * @param {any} oidcProvider  the module
 * @param {{ issuer: string, adapter: ReturnType<import('./adapter.js').createAdapter>, apps: App[], users: User[] }} parts
 * @returns {any} the Provider
 */
export function createProvider(oidcProvider, { issuer, adapter, apps, users }) {
  const configuration = configure(oidcProvider, adapter, users);
  const showNotices = hideNotices();
  const provider = new oidcProvider.Provider(issuer, configuration);
  showNotices();

  openLocalhost(provider.Client, apps);

  // Another server in front of this one handles https (OPENAPI_UNDER_PROXY=true in a real deployment).
  provider.proxy = issuer.startsWith('https:');
  // Marks its "no x-forwarded-proto" warning as printed already.
  const proxyWarning = provider.app.middleware.find((/** @type {any} */ step) => step.firstInternal);
  if (proxyWarning) proxyWarning.pass = true;
  // Without a listener Koa prints unexpected errors. The answer to the request is enough.
  provider.app.on('error', () => {});
  return provider;
}

/**
 * @param {any} Client  this provider's own class
 * @param {App[]} apps
 */
function openLocalhost(Client, apps) {
  const isListed = Client.prototype.redirectUriAllowed;
  Client.prototype.redirectUriAllowed = function (/** @type {string} */ uri) {
    const app = apps.find(({ appId }) => appId === this.clientId);
    return isListed.call(this, uri) || (app?.anyLocalhostCallback === true && isLocal(uri));
  };
}

/** @param {string} uri */
function isLocal(uri) {
  if (!URL.canParse(uri) || uri.includes('#')) return false;
  const { protocol, hostname, username, password } = new URL(uri);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return local && ['http:', 'https:'].includes(protocol) && username === '' && password === '';
}

/**
 * No `jwks`: a Tailchat server has no setting for it, so it signs with oidc-provider's published development key, as the
 * stand-in does.
 * @param {any} oidcProvider
 * @param {ReturnType<import('./adapter.js').createAdapter>} adapter
 * @param {User[]} users
 */
function configure(oidcProvider, adapter, users) {
  return {
    adapter,
    clients: [],
    pkce: { methods: ['S256'], required: () => false },
    claims: { profile: ['nickname', 'discriminator', 'avatar'] },
    cookies: { keys: ['__tailchat_oidc'] },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo() {
          throw new oidcProvider.errors.InvalidTarget();
        },
      },
    },
    interactions: {
      url: (/** @type {unknown} */ _ctx, /** @type {{ uid: string }} */ { uid }) =>
        `/open/interaction/${uid}`,
    },
    ttl: LIFETIMES,
    clientBasedCORS: () => false,
    renderError: renderProviderError,
    findAccount: (/** @type {unknown} */ _ctx, /** @type {string} */ id) => findAccount(users, id),
  };
}

/**
 * Any id is an account, and only reading its claims fails after the user was deleted. A deleted user is therefore a
 * server_error at /token and /me.
 * @param {User[]} users
 * @param {string} id
 */
function findAccount(users, id) {
  return {
    accountId: id,
    async claims() {
      const user = users.find(({ _id }) => _id === id);
      if (user === undefined) throw new Error('no such user');
      const { nickname, discriminator, avatar } = user;
      return { sub: id, nickname, discriminator, avatar };
    },
  };
}

/** Hides what oidc-provider prints about the development key and this version of Node. @returns {() => void} its end */
function hideNotices() {
  const { warn, info } = console;
  const without =
    (/** @type {typeof console.info} */ print) =>
    (/** @type {unknown[]} */ ...args) =>
      String(args[0]).includes('oidc-provider ') || print(...args);
  console.warn = without(warn);
  console.info = without(info);
  return () => Object.assign(console, { warn, info });
}
