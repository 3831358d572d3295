// Generated from the options in worker/config/ and worker/groups/ by `npm run vocabulary`. Do not edit.

import type { Fetch } from './fetch.js';
import type { Groups } from './groups.js';
import type { VerifyIdToken } from './index.js';
import type { WebRequest } from './platform.js';
import type { Store } from './store.js';
import type { LoginEvent, OnLogin } from './worker.js';

/** What `createClient` is given. */
export interface ClientOptions {
  /**
   * Tailchat's address, as its own API_URL says it.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   */
  readonly apiUrl: string;
  /**
   * Where the worker itself reaches `/open`, where that is not apiUrl: browsers still go to apiUrl.
   *
   * Must be: an https URL (http for this machine, and for private addresses and names).
   */
  readonly internalUrl?: string | undefined;
  /**
   * `private`: plain http in a private network; what is lost is in SECURITY.md.
   *
   * Must be: the word private, or not given.
   */
  readonly allowHttp?: 'private' | undefined;
  /**
   * The open-platform app's id.
   *
   * Must be: 1 to 255 visible ASCII characters.
   */
  readonly clientId: string;
  /**
   * The app's secret.
   *
   * Must be: 1 to 512 printable ASCII characters.
   */
  readonly clientSecret: string;
  /**
   * Where Tailchat leads the browser back to, as it is registered there: sent byte for byte.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   */
  readonly redirectUri: string;
  /**
   * The deployment's own spelling of iss, where it differs from apiUrl (the default).
   *
   * Must be: an http or https URL.
   */
  readonly issuer?: string | undefined;
  /**
   * The scope asked for; `openid profile` if not given.
   *
   * Must be: scope tokens with openid among them.
   */
  readonly scope?: string | undefined;
  /**
   * How long the token and the userinfo request together may take.
   *
   * Must be: a whole number of milliseconds from 1 to 60000.
   *
   * @default 5000
   */
  readonly deadline?: number | undefined;
  /**
   * How far the clocks of this server and of Tailchat may differ.
   *
   * Must be: a whole number of seconds from 0 to 300.
   *
   * @default 60
   */
  readonly clockLeewaySeconds?: number | undefined;
  /** Reaches Tailchat; the platform's fetch if not given. */
  readonly fetch?: Fetch | undefined;
  /** The time in milliseconds; Date.now if not given. */
  readonly now?: (() => number) | undefined;
  /** Gives so many random bytes as a Uint8Array; crypto.getRandomValues if not given. */
  readonly randomBytes?: ((length: number) => Uint8Array) | undefined;
  /** Verifies the id_token's signature as well: createVerifier of `tailchat-login/verify` makes one. */
  readonly verifyIdToken?: VerifyIdToken | undefined;
  /** Takes the warning about plain http; console.warn if not given. */
  readonly log?: ((line: string) => unknown) | undefined;
}

/** What `createLogin` is given. `Claims` is what `onLogin` returns. */
export interface LoginOptions<Claims extends object = Record<string, unknown>> {
  /**
   * Tailchat's address, as its own API_URL says it.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   *
   * Environment: `TAILCHAT_API_URL`.
   */
  readonly apiUrl: string;
  /**
   * Where the worker itself reaches `/open`, where that is not apiUrl: browsers still go to apiUrl.
   *
   * Must be: an https URL (http for this machine, and for private addresses and names).
   *
   * Environment: `TAILCHAT_INTERNAL_URL`.
   */
  readonly internalUrl?: string | undefined;
  /**
   * `private`: plain http in a private network; what is lost is in SECURITY.md.
   *
   * Must be: the word private, or not given.
   *
   * Environment: `TAILCHAT_ALLOW_HTTP`.
   */
  readonly allowHttp?: 'private' | undefined;
  /**
   * The open-platform app's id.
   *
   * Must be: 1 to 255 visible ASCII characters.
   *
   * Environment: `TAILCHAT_CLIENT_ID`.
   */
  readonly clientId: string;
  /**
   * The app's secret.
   *
   * Must be: 1 to 512 printable ASCII characters.
   *
   * Environment: `TAILCHAT_CLIENT_SECRET`.
   */
  readonly clientSecret: string;
  /**
   * The keys of the cookies: the first seals, all open; `tailchat-login key` makes one.
   *
   * Must be: one or more different keys of exactly 32 bytes in base64url, none of them all zeros, comma separated or
   * in an array.
   *
   * Environment: `TAILCHAT_SESSION_KEYS`.
   */
  readonly sessionKeys: string | ReadonlyArray<string>;
  /**
   * The site's public address, with the path under which it stands if there is one: the only source of redirect_uri,
   * Secure and __Host-.
   *
   * Must be: an https URL such as https://site.example or https://site.example/docs (http only for localhost; with
   * allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private addresses and names), its path of unreserved characters.
   *
   * Environment: `TAILCHAT_BASE_URL`.
   */
  readonly baseUrl: string;
  /**
   * The deployment's own spelling of iss, where it differs from apiUrl (the default).
   *
   * Must be: an http or https URL.
   *
   * Environment: `TAILCHAT_ISSUER`.
   */
  readonly issuer?: string | undefined;
  /**
   * The scope asked for; `openid profile` if not given.
   *
   * Must be: scope tokens with openid among them.
   *
   * Environment: `TAILCHAT_SCOPE`.
   */
  readonly scope?: string | undefined;
  /**
   * The path under which the routes stand.
   *
   * Must be: a path such as /auth, of unreserved characters and without a slash at its end.
   *
   * Environment: `TAILCHAT_BASE_PATH`.
   *
   * @default "/auth"
   */
  readonly basePath?: string | undefined;
  /**
   * Whether baseUrl's path is taken off before requests reach the site; if not given, each path says so by how it
   * begins.
   *
   * Must be: true or false.
   *
   * Environment: `TAILCHAT_PREFIX_STRIPPED`.
   */
  readonly prefixStripped?: boolean | undefined;
  /**
   * Other origins of the same site whose pages may ask for the user, log out, and be led back to.
   *
   * Must be: https origins such as https://app.example (http only for localhost; with allowHttp,
   * TAILCHAT_ALLOW_HTTP=private, also for private addresses and names), comma separated or in an array.
   *
   * Environment: `TAILCHAT_ALLOWED_ORIGINS`.
   *
   * @default []
   */
  readonly allowedOrigins?: string | ReadonlyArray<string> | undefined;
  /**
   * Redirect URIs outside baseUrl that a page-started login may have used, compared exactly.
   *
   * Must be: https URLs without a fragment (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also
   * for private addresses and names), comma separated or in an array.
   *
   * Environment: `TAILCHAT_REDIRECT_URIS`.
   *
   * @default []
   */
  readonly redirectUris?: string | ReadonlyArray<string> | undefined;
  /**
   * Where a page goes after a logout: the address that ends the login at Tailchat, where its gateway has one.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   *
   * Environment: `TAILCHAT_LOGOUT_URL`.
   */
  readonly logoutUrl?: string | undefined;
  /**
   * A session's life without use: without `/auth/session`, `session()` and `require()`, which renew it.
   *
   * Must be: a whole number of seconds from 1 to 34560000 (400 days).
   *
   * Environment: `TAILCHAT_SESSION_SECONDS`.
   *
   * @default 86400
   */
  readonly sessionSeconds?: number | undefined;
  /**
   * A session's life in all.
   *
   * Must be: a whole number of seconds from 1 to 34560000 (400 days).
   *
   * Environment: `TAILCHAT_SESSION_ABSOLUTE_SECONDS`.
   *
   * @default 604800
   */
  readonly sessionAbsoluteSeconds?: number | undefined;
  /**
   * Keeps the sessions, so that they can be revoked; without one they are in their cookies alone.
   *
   * Must be: a store of tailchat-login/store/, or an object with the same functions: get, put, delete, claim or null,
   * and swap if it has one.
   */
  readonly store?: Store | undefined;
  /**
   * Says which groups of Tailchat a user is in, and who is banned: createGroups of `tailchat-login/groups` makes it.
   *
   * Must be: what createGroups of tailchat-login/groups gives.
   */
  readonly groups?: Groups | undefined;
  /**
   * With a store: a name that your sites share, so that revokeUser of one ends the sessions on all; without it each is
   * by itself.
   *
   * Must be: a name of 1 to 64 visible ASCII characters.
   *
   * Environment: `TAILCHAT_FAMILY`.
   */
  readonly family?: string | undefined;
  /**
   * How long the token and the userinfo request together may take, each visit to the store, and the body of a request.
   *
   * Must be: a whole number of milliseconds from 1 to 60000.
   *
   * Environment: `TAILCHAT_DEADLINE`.
   *
   * @default 5000
   */
  readonly deadline?: number | undefined;
  /**
   * How far the clocks of worker, Tailchat and page may differ.
   *
   * Must be: a whole number of seconds from 0 to 300.
   *
   * Environment: `TAILCHAT_CLOCK_LEEWAY_SECONDS`.
   *
   * @default 60
   */
  readonly clockLeewaySeconds?: number | undefined;
  /** Reaches Tailchat; the platform's fetch if not given. */
  readonly fetch?: Fetch | undefined;
  /** The time in milliseconds; Date.now if not given. */
  readonly now?: (() => number) | undefined;
  /** Gives so many random bytes as a Uint8Array; crypto.getRandomValues if not given. */
  readonly randomBytes?: ((length: number) => Uint8Array) | undefined;
  /** Verifies the id_token's signature as well: createVerifier of `tailchat-login/verify` makes one. */
  readonly verifyIdToken?: VerifyIdToken | undefined;
  /** Has a say in each login: links or refuses the account, gives claims to the session. */
  readonly onLogin?: OnLogin<Claims> | undefined;
  /** With a store: names the browser of a login for login.sessions, from its request. */
  readonly agentName?: ((request: WebRequest) => string | undefined) | undefined;
  /** Is told of each login that started, finished or failed, and of each logout. */
  readonly onEvent?: ((event: LoginEvent) => unknown) | undefined;
  /**
   * For development: Server-Timing on the callback, and login.report() for an issue.
   *
   * Must be: true or false.
   *
   * Environment: `TAILCHAT_DEBUG`.
   *
   * @default false
   */
  readonly debug?: boolean | undefined;
  /** Takes one line for each failure; console.warn if not given. */
  readonly log?: ((line: string) => unknown) | undefined;
}

/** What `createVerifier` is given. */
export interface VerifierOptions {
  /**
   * Tailchat's address, as its own API_URL says it.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   */
  readonly apiUrl: string;
  /**
   * Where the worker itself reaches `/open`, where that is not apiUrl: browsers still go to apiUrl.
   *
   * Must be: an https URL (http for this machine, and for private addresses and names).
   */
  readonly internalUrl?: string | undefined;
  /**
   * `private`: plain http in a private network; what is lost is in SECURITY.md.
   *
   * Must be: the word private, or not given.
   */
  readonly allowHttp?: 'private' | undefined;
  /**
   * What iss must be; a login has compared it before, and needs no second look.
   *
   * Must be: an http or https URL.
   */
  readonly issuer?: string | undefined;
  /**
   * How long one verification may take, with the request for the keys.
   *
   * Must be: a whole number of milliseconds from 1 to 60000.
   *
   * @default 5000
   */
  readonly deadline?: number | undefined;
  /**
   * How far the clocks of worker, Tailchat and page may differ.
   *
   * Must be: a whole number of seconds from 0 to 300.
   *
   * @default 60
   */
  readonly clockLeewaySeconds?: number | undefined;
  /** Asks for the keys; the platform's fetch if not given. */
  readonly fetch?: Fetch | undefined;
  /** The time in milliseconds; Date.now if not given. */
  readonly now?: (() => number) | undefined;
  /** Takes the warnings about plain http and about the published key; console.warn if not given. */
  readonly log?: ((line: string) => unknown) | undefined;
  /**
   * Whom aud must name; a login has compared it before, and needs no second look.
   *
   * Must be: 1 to 255 visible ASCII characters.
   */
  readonly clientId?: string | undefined;
  /**
   * How long the keys are kept.
   *
   * Must be: a whole number of seconds from 1 to 86400.
   *
   * @default 600
   */
  readonly cacheSeconds?: number | undefined;
}

/** What `createGroups` is given. */
export interface GroupsOptions {
  /**
   * Tailchat's address, as its own API_URL says it.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   *
   * Environment: `TAILCHAT_API_URL`.
   */
  readonly apiUrl: string;
  /**
   * Where this server itself reaches `/api`, where that is not apiUrl.
   *
   * Must be: an https URL (http for this machine, and for private addresses and names).
   *
   * Environment: `TAILCHAT_INTERNAL_API_URL`.
   */
  readonly internalUrl?: string | undefined;
  /**
   * `private`: plain http in a private network; what is lost is in SECURITY.md.
   *
   * Must be: the word private, or not given.
   *
   * Environment: `TAILCHAT_ALLOW_HTTP`.
   */
  readonly allowHttp?: 'private' | undefined;
  /** Reaches Tailchat; the platform's fetch if not given. */
  readonly fetch?: Fetch | undefined;
  /** The time in milliseconds; Date.now if not given. */
  readonly now?: (() => number) | undefined;
  /** Takes what there is to know about the bot and its groups; console.warn if not given. */
  readonly log?: ((line: string) => unknown) | undefined;
  /**
   * The id of the open-platform app whose bot is in the groups.
   *
   * Must be: 1 to 255 visible ASCII characters.
   *
   * Environment: `TAILCHAT_BOT_ID`.
   */
  readonly botId: string;
  /**
   * The secret of that app.
   *
   * Must be: 1 to 512 printable ASCII characters.
   *
   * Environment: `TAILCHAT_BOT_SECRET`.
   */
  readonly botSecret: string;
  /**
   * The groups that count: every other is skipped unread.
   *
   * Must be: 1 to 100 different ids of groups, 24 lower-case hexadecimal digits each, comma separated or in an array.
   *
   * Environment: `TAILCHAT_GROUP_IDS`.
   */
  readonly groupIds?: string | ReadonlyArray<string> | undefined;
  /**
   * For a group's id, where one can join it.
   *
   * Must be: an https URL (http only for localhost; with allowHttp also for private addresses and names) for each
   * group's id, in an object or as id=url, comma separated.
   *
   * Environment: `TAILCHAT_JOIN_URLS`.
   *
   * @default {}
   */
  readonly joinUrls?: string | Readonly<Record<string, string>> | undefined;
  /**
   * Whether the bot leaves every group that is not in groupIds.
   *
   * Must be: true or false; true needs groupIds.
   *
   * Environment: `TAILCHAT_LEAVE_GROUPS`.
   *
   * @default false
   */
  readonly leave?: boolean | undefined;
  /**
   * How long an answer counts: so late is it known who lost a role.
   *
   * Must be: a whole number of seconds from 1 to 3600.
   *
   * Environment: `TAILCHAT_GROUPS_CACHE_SECONDS`.
   *
   * @default 60
   */
  readonly cacheSeconds?: number | undefined;
  /**
   * How long an answer goes on to count while Tailchat gives no other.
   *
   * Must be: a whole number of seconds from 0 to 86400.
   *
   * Environment: `TAILCHAT_GROUPS_STALE_SECONDS`.
   *
   * @default 300
   */
  readonly staleSeconds?: number | undefined;
  /**
   * How long one answer may take, the bot's login included.
   *
   * Must be: a whole number of milliseconds from 1 to 60000.
   *
   * Environment: `TAILCHAT_GROUPS_DEADLINE`.
   *
   * @default 10000
   */
  readonly deadline?: number | undefined;
}

/** The result of `readEnv`: the options that an environment can set, checked, with their defaults filled in. */
export interface EnvironmentOptions {
  /**
   * Tailchat's address, as its own API_URL says it.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   *
   * Environment: `TAILCHAT_API_URL`.
   */
  readonly apiUrl: string;
  /**
   * Where the worker itself reaches `/open`, where that is not apiUrl: browsers still go to apiUrl.
   *
   * Must be: an https URL (http for this machine, and for private addresses and names).
   *
   * Environment: `TAILCHAT_INTERNAL_URL`.
   */
  readonly internalUrl?: string | undefined;
  /**
   * `private`: plain http in a private network; what is lost is in SECURITY.md.
   *
   * Must be: the word private, or not given.
   *
   * Environment: `TAILCHAT_ALLOW_HTTP`.
   */
  readonly allowHttp?: 'private' | undefined;
  /**
   * The open-platform app's id.
   *
   * Must be: 1 to 255 visible ASCII characters.
   *
   * Environment: `TAILCHAT_CLIENT_ID`.
   */
  readonly clientId: string;
  /**
   * The app's secret.
   *
   * Must be: 1 to 512 printable ASCII characters.
   *
   * Environment: `TAILCHAT_CLIENT_SECRET`.
   */
  readonly clientSecret: string;
  /**
   * The keys of the cookies: the first seals, all open; `tailchat-login key` makes one.
   *
   * Must be: one or more different keys of exactly 32 bytes in base64url, none of them all zeros, comma separated or
   * in an array.
   *
   * Environment: `TAILCHAT_SESSION_KEYS`.
   */
  readonly sessionKeys: ReadonlyArray<string>;
  /**
   * The site's public address, with the path under which it stands if there is one: the only source of redirect_uri,
   * Secure and __Host-.
   *
   * Must be: an https URL such as https://site.example or https://site.example/docs (http only for localhost; with
   * allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private addresses and names), its path of unreserved characters.
   *
   * Environment: `TAILCHAT_BASE_URL`.
   */
  readonly baseUrl: string;
  /**
   * The deployment's own spelling of iss, where it differs from apiUrl (the default).
   *
   * Must be: an http or https URL.
   *
   * Environment: `TAILCHAT_ISSUER`.
   */
  readonly issuer?: string | undefined;
  /**
   * The scope asked for; `openid profile` if not given.
   *
   * Must be: scope tokens with openid among them.
   *
   * Environment: `TAILCHAT_SCOPE`.
   */
  readonly scope?: string | undefined;
  /**
   * The path under which the routes stand.
   *
   * Must be: a path such as /auth, of unreserved characters and without a slash at its end.
   *
   * Environment: `TAILCHAT_BASE_PATH`.
   *
   * @default "/auth"
   */
  readonly basePath: string;
  /**
   * Whether baseUrl's path is taken off before requests reach the site; if not given, each path says so by how it
   * begins.
   *
   * Must be: true or false.
   *
   * Environment: `TAILCHAT_PREFIX_STRIPPED`.
   */
  readonly prefixStripped?: boolean | undefined;
  /**
   * Other origins of the same site whose pages may ask for the user, log out, and be led back to.
   *
   * Must be: https origins such as https://app.example (http only for localhost; with allowHttp,
   * TAILCHAT_ALLOW_HTTP=private, also for private addresses and names), comma separated or in an array.
   *
   * Environment: `TAILCHAT_ALLOWED_ORIGINS`.
   *
   * @default []
   */
  readonly allowedOrigins: ReadonlyArray<string>;
  /**
   * Redirect URIs outside baseUrl that a page-started login may have used, compared exactly.
   *
   * Must be: https URLs without a fragment (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also
   * for private addresses and names), comma separated or in an array.
   *
   * Environment: `TAILCHAT_REDIRECT_URIS`.
   *
   * @default []
   */
  readonly redirectUris: ReadonlyArray<string>;
  /**
   * Where a page goes after a logout: the address that ends the login at Tailchat, where its gateway has one.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   *
   * Environment: `TAILCHAT_LOGOUT_URL`.
   */
  readonly logoutUrl?: string | undefined;
  /**
   * A session's life without use: without `/auth/session`, `session()` and `require()`, which renew it.
   *
   * Must be: a whole number of seconds from 1 to 34560000 (400 days).
   *
   * Environment: `TAILCHAT_SESSION_SECONDS`.
   *
   * @default 86400
   */
  readonly sessionSeconds: number;
  /**
   * A session's life in all.
   *
   * Must be: a whole number of seconds from 1 to 34560000 (400 days).
   *
   * Environment: `TAILCHAT_SESSION_ABSOLUTE_SECONDS`.
   *
   * @default 604800
   */
  readonly sessionAbsoluteSeconds: number;
  /**
   * With a store: a name that your sites share, so that revokeUser of one ends the sessions on all; without it each is
   * by itself.
   *
   * Must be: a name of 1 to 64 visible ASCII characters.
   *
   * Environment: `TAILCHAT_FAMILY`.
   */
  readonly family?: string | undefined;
  /**
   * How long the token and the userinfo request together may take, each visit to the store, and the body of a request.
   *
   * Must be: a whole number of milliseconds from 1 to 60000.
   *
   * Environment: `TAILCHAT_DEADLINE`.
   *
   * @default 5000
   */
  readonly deadline: number;
  /**
   * How far the clocks of worker, Tailchat and page may differ.
   *
   * Must be: a whole number of seconds from 0 to 300.
   *
   * Environment: `TAILCHAT_CLOCK_LEEWAY_SECONDS`.
   *
   * @default 60
   */
  readonly clockLeewaySeconds: number;
  /**
   * For development: Server-Timing on the callback, and login.report() for an issue.
   *
   * Must be: true or false.
   *
   * Environment: `TAILCHAT_DEBUG`.
   *
   * @default false
   */
  readonly debug: boolean;
}

/** The result of `readGroupsEnv`: the options that an environment can set, checked, with their defaults filled in. */
export interface GroupsEnvironmentOptions {
  /**
   * Tailchat's address, as its own API_URL says it.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   *
   * Environment: `TAILCHAT_API_URL`.
   */
  readonly apiUrl: string;
  /**
   * Where this server itself reaches `/api`, where that is not apiUrl.
   *
   * Must be: an https URL (http for this machine, and for private addresses and names).
   *
   * Environment: `TAILCHAT_INTERNAL_API_URL`.
   */
  readonly internalUrl?: string | undefined;
  /**
   * `private`: plain http in a private network; what is lost is in SECURITY.md.
   *
   * Must be: the word private, or not given.
   *
   * Environment: `TAILCHAT_ALLOW_HTTP`.
   */
  readonly allowHttp?: 'private' | undefined;
  /**
   * The id of the open-platform app whose bot is in the groups.
   *
   * Must be: 1 to 255 visible ASCII characters.
   *
   * Environment: `TAILCHAT_BOT_ID`.
   */
  readonly botId: string;
  /**
   * The secret of that app.
   *
   * Must be: 1 to 512 printable ASCII characters.
   *
   * Environment: `TAILCHAT_BOT_SECRET`.
   */
  readonly botSecret: string;
  /**
   * The groups that count: every other is skipped unread.
   *
   * Must be: 1 to 100 different ids of groups, 24 lower-case hexadecimal digits each, comma separated or in an array.
   *
   * Environment: `TAILCHAT_GROUP_IDS`.
   */
  readonly groupIds?: ReadonlyArray<string> | undefined;
  /**
   * For a group's id, where one can join it.
   *
   * Must be: an https URL (http only for localhost; with allowHttp also for private addresses and names) for each
   * group's id, in an object or as id=url, comma separated.
   *
   * Environment: `TAILCHAT_JOIN_URLS`.
   *
   * @default {}
   */
  readonly joinUrls: Readonly<Record<string, string>>;
  /**
   * Whether the bot leaves every group that is not in groupIds.
   *
   * Must be: true or false; true needs groupIds.
   *
   * Environment: `TAILCHAT_LEAVE_GROUPS`.
   *
   * @default false
   */
  readonly leave: boolean;
  /**
   * How long an answer counts: so late is it known who lost a role.
   *
   * Must be: a whole number of seconds from 1 to 3600.
   *
   * Environment: `TAILCHAT_GROUPS_CACHE_SECONDS`.
   *
   * @default 60
   */
  readonly cacheSeconds: number;
  /**
   * How long an answer goes on to count while Tailchat gives no other.
   *
   * Must be: a whole number of seconds from 0 to 86400.
   *
   * Environment: `TAILCHAT_GROUPS_STALE_SECONDS`.
   *
   * @default 300
   */
  readonly staleSeconds: number;
  /**
   * How long one answer may take, the bot's login included.
   *
   * Must be: a whole number of milliseconds from 1 to 60000.
   *
   * Environment: `TAILCHAT_GROUPS_DEADLINE`.
   *
   * @default 10000
   */
  readonly deadline: number;
}
