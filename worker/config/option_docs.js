/**
 * The meanings of createLogin's options, for docs/configuration.md, the command line and types/options.d.ts.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const MEANINGS = Object.freeze({
  apiUrl: "Tailchat's address, exactly as in its own API_URL",
  internalUrl:
    'the address at which the worker itself reaches `/open`, if it is not apiUrl; browsers still go to apiUrl',
  allowHttp:
    '`private` allows plain http in a private network; [SECURITY.md](../SECURITY.md) lists the risks',
  clientId: "the open-platform app's id",
  clientSecret: "the app's secret",
  sessionKeys: 'the keys of the cookies: the first one seals, and all open; `tailchat-login key` creates one',
  baseUrl:
    "the site's public address, including its path if it has one: the only source of redirect_uri, Secure and __Host-",
  issuer: "the deployment's spelling of iss, if it differs from apiUrl (the default)",
  scope: 'the requested scope; by default `openid profile`',
  basePath: 'the path of the routes',
  errorPage:
    "your own page for a failed login, including baseUrl's path if it has one; it gets `error` (the code) and `return_to`",
  prefixStripped:
    "whether a proxy removes baseUrl's path before requests reach the site; by default the beginning of each path decides",
  allowedOrigins:
    'other origins of the same site; their pages may ask for the user and log out, and logins may lead back to them',
  redirectUris: 'redirect URIs outside baseUrl that a page-started login may use, compared exactly',
  logoutUrl:
    'the address to which a page goes after a logout, to end the login at Tailchat too, if its gateway has such an address',
  sessionSeconds: 'the life of a session without use; `/auth/session`, `session()` and `require()` renew it',
  sessionAbsoluteSeconds: "a session's total life",
  store: 'keeps the sessions, so that they can be revoked; without a store they are only in their cookies',
  groups: 'knows the groups and bans of Tailchat: the result of createGroups of `tailchat-login/groups`',
  panels: 'lets Tailchat show the site in a panel: the result of createPanels of `tailchat-login/panels`',
  family:
    'with a store: a name that your sites share, so that revokeUser on one of them ends the sessions on all; without it each site is separate',
  deadline:
    'the time limit for the token and the userinfo request together, for each visit to the store, and for the body of a request',
  clockLeewaySeconds: 'how far the clocks of worker, Tailchat and page may differ',
  fetch: "sends the requests to Tailchat; by default the platform's fetch",
  now: 'returns the time in milliseconds; by default Date.now',
  randomBytes: 'returns the given number of random bytes as a Uint8Array; by default crypto.getRandomValues',
  verifyIdToken:
    "also verifies the id_token's signature: the result of createVerifier of `tailchat-login/verify`",
  onLogin: 'decides about each login: links or refuses the account, and adds claims to the session',
  agentName: 'with a store: returns the name of the browser of a login, from its request, for login.sessions',
  onEvent: 'receives an event for each login that started, finished or failed, and for each logout',
  debug: 'for development: adds Server-Timing to the callback, and login.report() for an issue',
  log: 'receives one line for each failure; by default console.warn',
});

/**
 * The meanings of the options of createClient, createVerifier and createGroups that createLogin does not have, or that mean
 * something else there.
 *
 * @type {Readonly<Record<'client' | 'verifier' | 'groups', Readonly<Record<string, string>>>>}
 */
export const OTHER_MEANINGS = Object.freeze({
  client: {
    redirectUri:
      'the address to which Tailchat leads the browser back, as registered there; it is sent byte for byte',
    deadline: 'the time limit for the token and the userinfo request together',
    clockLeewaySeconds: 'how far the clocks of this server and of Tailchat may differ',
    log: 'receives the warning about plain http; by default console.warn',
  },
  verifier: {
    issuer: 'the expected iss; a login does not need it, because it has already compared iss',
    clientId: 'the client that aud must name; a login does not need it, because it has already compared aud',
    deadline: 'the time limit for one verification, including the request for the keys',
    cacheSeconds: 'how long the keys are kept',
    fetch: "requests the keys; by default the platform's fetch",
    log: 'receives the warnings about plain http and about the published key; by default console.warn',
  },
  groups: {
    internalUrl: 'the address at which this server itself reaches `/api`, if it is not apiUrl',
    botId: 'the id of the open-platform app whose bot is in the groups',
    botSecret: 'the secret of that app',
    groupIds: 'the ids of your groups; all other groups are skipped',
    joinUrls: "the links to join groups, by the groups' ids",
    leave: 'whether the bot leaves every group that is not in groupIds',
    cacheSeconds: 'how long an answer is used; a user who loses a role keeps access for at most this time',
    staleSeconds: 'how long an answer is still used while Tailchat gives no newer one',
    deadline: "the time limit for one answer, including the bot's login",
    log: 'receives notes and failures of the bot and its groups; by default console.warn',
  },
});

/**
 * The TypeScript type of each option, and its type after reading if that differs.
 *
 * @type {Readonly<Record<string, Readonly<{ given: string, read?: string }>>>}
 */
export const OPTION_TYPES = Object.freeze({
  apiUrl: { given: 'string' },
  internalUrl: { given: 'string' },
  allowHttp: { given: "'private'" },
  clientId: { given: 'string' },
  clientSecret: { given: 'string' },
  redirectUri: { given: 'string' },
  sessionKeys: { given: 'string | ReadonlyArray<string>', read: 'ReadonlyArray<string>' },
  baseUrl: { given: 'string | ReadonlyArray<string>', read: 'string | ReadonlyArray<string>' },
  issuer: { given: 'string' },
  scope: { given: 'string' },
  basePath: { given: 'string' },
  errorPage: { given: 'string' },
  prefixStripped: { given: 'boolean' },
  allowedOrigins: { given: 'string | ReadonlyArray<string>', read: 'ReadonlyArray<string>' },
  redirectUris: { given: 'string | ReadonlyArray<string>', read: 'ReadonlyArray<string>' },
  logoutUrl: { given: 'string' },
  sessionSeconds: { given: 'number' },
  sessionAbsoluteSeconds: { given: 'number' },
  store: { given: 'SessionStore' },
  groups: { given: 'Groups' },
  panels: { given: 'Panels' },
  family: { given: 'string' },
  deadline: { given: 'number' },
  clockLeewaySeconds: { given: 'number' },
  cacheSeconds: { given: 'number' },
  staleSeconds: { given: 'number' },
  botId: { given: 'string' },
  botSecret: { given: 'string' },
  groupIds: { given: 'string | ReadonlyArray<string>', read: 'ReadonlyArray<string>' },
  joinUrls: {
    given: 'string | Readonly<Record<string, string>>',
    read: 'Readonly<Record<string, string>>',
  },
  leave: { given: 'boolean' },
  fetch: { given: 'Fetch' },
  now: { given: '() => number' },
  randomBytes: { given: '(length: number) => Uint8Array' },
  verifyIdToken: { given: 'VerifyIdToken' },
  onLogin: { given: 'OnLogin<Claims, Env>' },
  agentName: { given: '(request: WebRequest) => string | undefined' },
  onEvent: { given: '(event: LoginEvent) => unknown' },
  debug: { given: 'boolean' },
  log: { given: '(line: string) => unknown' },
});
