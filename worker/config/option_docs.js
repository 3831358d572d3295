/**
 * What the options of createLogin mean: for docs/configuration.md and the command line.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const MEANINGS = Object.freeze({
  apiUrl: "Tailchat's address, as its own API_URL says it",
  internalUrl:
    'where the worker itself reaches `/open`, where that is not apiUrl: browsers still go to apiUrl',
  allowHttp: '`private`: plain http in a private network; what is lost is in [SECURITY.md](../SECURITY.md)',
  clientId: "the open-platform app's id",
  clientSecret: "the app's secret",
  sessionKeys: 'the keys of the cookies: the first seals, all open; `tailchat-login key` makes one',
  baseUrl:
    "the site's public address, with the path under which it stands if there is one: the only source of redirect_uri, Secure and __Host-",
  issuer: "the deployment's own spelling of iss, where it differs from apiUrl (the default)",
  scope: 'the scope asked for; `openid profile` if not given',
  basePath: 'the path under which the routes stand',
  prefixStripped:
    "whether baseUrl's path is taken off before requests reach the site; if not given, each path says so by how it begins",
  allowedOrigins:
    'other origins of the same site whose pages may ask for the user, log out, and be led back to',
  redirectUris: 'redirect URIs outside baseUrl that a page-started login may have used, compared exactly',
  logoutUrl:
    'where a page goes after a logout: the address that ends the login at Tailchat, where its gateway has one',
  sessionSeconds:
    "a session's life without use: without `/auth/me`, `session()` and `require()`, which renew it",
  sessionAbsoluteSeconds: "a session's life in all",
  store: 'keeps the sessions, so that they can be revoked; without one they are in their cookies alone',
  groups:
    'says which groups of Tailchat a user is in, and who is banned: createGroups of `tailchat-login/groups` makes it',
  family:
    'with a store: a name that your sites share, so that revokeUser of one ends the sessions on all; without it each is by itself',
  deadline:
    'how long the token and the userinfo request together may take, each visit to the store, and the body of a request',
  clockLeewaySeconds: 'how far the clocks of worker, Tailchat and page may differ',
  fetch: "reaches Tailchat; the platform's fetch if not given",
  now: 'the time in milliseconds; Date.now if not given',
  randomBytes: 'n random bytes as a Uint8Array; crypto.getRandomValues if not given',
  verifyIdToken:
    "verifies the id_token's signature as well: createVerifier of `tailchat-login/verify` makes one",
  onLogin: 'has a say in each login: links or refuses the account, gives claims to the session',
  agentName: 'with a store: names the browser of a login for login.sessions, from its request',
  onEvent: 'is told of each login that started, finished or failed, and of each logout',
  debug: 'for development: Server-Timing on the callback, and login.report() for an issue',
  log: 'takes one line for each failure; console.warn if not given',
});
