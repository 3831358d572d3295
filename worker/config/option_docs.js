/**
 * What the options of createLogin mean: for docs/configuration.md, the command line and types/options.d.ts.
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
    "a session's life without use: without `/auth/session`, `session()` and `require()`, which renew it",
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
  randomBytes: 'gives so many random bytes as a Uint8Array; crypto.getRandomValues if not given',
  verifyIdToken:
    "verifies the id_token's signature as well: createVerifier of `tailchat-login/verify` makes one",
  onLogin: 'has a say in each login: links or refuses the account, gives claims to the session',
  agentName: 'with a store: names the browser of a login for login.sessions, from its request',
  onEvent: 'is told of each login that started, finished or failed, and of each logout',
  debug: 'for development: Server-Timing on the callback, and login.report() for an issue',
  log: 'takes one line for each failure; console.warn if not given',
});

/**
 * What createClient, createVerifier and createGroups mean by an option, where createLogin does not have it or means
 * something else by it.
 *
 * @type {Readonly<Record<'client' | 'verifier' | 'groups', Readonly<Record<string, string>>>>}
 */
export const OTHER_MEANINGS = Object.freeze({
  client: {
    redirectUri: 'where Tailchat leads the browser back to, as it is registered there: sent byte for byte',
    deadline: 'how long the token and the userinfo request together may take',
    clockLeewaySeconds: 'how far the clocks of this server and of Tailchat may differ',
    log: 'takes the warning about plain http; console.warn if not given',
  },
  verifier: {
    issuer: 'what iss must be; a login has compared it before, and needs no second look',
    clientId: 'whom aud must name; a login has compared it before, and needs no second look',
    deadline: 'how long one verification may take, with the request for the keys',
    cacheSeconds: 'how long the keys are kept',
    fetch: "asks for the keys; the platform's fetch if not given",
    log: 'takes the warnings about plain http and about the published key; console.warn if not given',
  },
  groups: {
    internalUrl: 'where this server itself reaches `/api`, where that is not apiUrl',
    botId: 'the id of the open-platform app whose bot is in the groups',
    botSecret: 'the secret of that app',
    groupIds: 'the groups that count: every other is skipped unread',
    joinUrls: "for a group's id, where one can join it",
    leave: 'whether the bot leaves every group that is not in groupIds',
    cacheSeconds: 'how long an answer counts: so late is it known who lost a role',
    staleSeconds: 'how long an answer goes on to count while Tailchat gives no other',
    deadline: "how long one answer may take, the bot's login included",
    log: 'takes what there is to know about the bot and its groups; console.warn if not given',
  },
});

/**
 * The TypeScript type of each option, and where reading makes another of it, that one as well.
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
  baseUrl: { given: 'string' },
  issuer: { given: 'string' },
  scope: { given: 'string' },
  basePath: { given: 'string' },
  prefixStripped: { given: 'boolean' },
  allowedOrigins: { given: 'string | ReadonlyArray<string>', read: 'ReadonlyArray<string>' },
  redirectUris: { given: 'string | ReadonlyArray<string>', read: 'ReadonlyArray<string>' },
  logoutUrl: { given: 'string' },
  sessionSeconds: { given: 'number' },
  sessionAbsoluteSeconds: { given: 'number' },
  store: { given: 'Store' },
  groups: { given: 'Groups' },
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
  onLogin: { given: 'OnLogin<Claims>' },
  agentName: { given: '(request: WebRequest) => string | undefined' },
  onEvent: { given: '(event: LoginEvent) => unknown' },
  debug: { given: 'boolean' },
  log: { given: '(line: string) => unknown' },
});
