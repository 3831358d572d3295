// Generated from the options in worker/config/ and worker/groups/ by `npm run vocabulary`. Do not edit.

import type { Fetch } from './fetch.js';
import type { Groups } from './groups.js';
import type { VerifyIdToken } from './index.js';
import type { Panels } from './panels.js';
import type { WebRequest } from './platform.js';
import type { SessionStore } from './store.js';
import type { LoginEvent, OnLogin } from './worker.js';

/** The options of `createClient`. */
export interface ClientOptions {
  /**
   * Tailchat's address, exactly as in its own API_URL.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   */
  readonly apiUrl: string;
  /**
   * The address at which the worker itself reaches `/open`, if it is not apiUrl; browsers still go to apiUrl.
   *
   * Must be: an https URL (http for this machine, and for private addresses and names).
   */
  readonly internalUrl?: string | undefined;
  /**
   * `private` allows plain http in a private network; SECURITY.md lists the risks.
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
   * The address to which Tailchat leads the browser back, as registered there; it is sent byte for byte.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   */
  readonly redirectUri: string;
  /**
   * The deployment's spelling of iss, if it differs from apiUrl (the default).
   *
   * Must be: an http or https URL.
   */
  readonly issuer?: string | undefined;
  /**
   * The requested scope; by default `openid profile`.
   *
   * Must be: scope tokens with openid among them.
   */
  readonly scope?: string | undefined;
  /**
   * The time limit for the token and the userinfo request together.
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
  /** Sends the requests to Tailchat; by default the platform's fetch. */
  readonly fetch?: Fetch | undefined;
  /** Returns the time in milliseconds; by default Date.now. */
  readonly now?: (() => number) | undefined;
  /** Returns the given number of random bytes as a Uint8Array; by default crypto.getRandomValues. */
  readonly randomBytes?: ((length: number) => Uint8Array) | undefined;
  /** Also verifies the id_token's signature: the result of createVerifier of `tailchat-login/verify`. */
  readonly verifyIdToken?: VerifyIdToken | undefined;
  /** Receives the warning about plain http; by default console.warn. */
  readonly log?: ((line: string) => unknown) | undefined;
}

/** The options of `createLogin`. `Claims` is the type that `onLogin` returns, `Env` that of its environment. */
export interface LoginOptions<Claims extends object = Record<string, unknown>, Env = unknown> {
  /**
   * Tailchat's address, exactly as in its own API_URL.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   *
   * Environment: `TAILCHAT_API_URL`.
   */
  readonly apiUrl: string;
  /**
   * The address at which the worker itself reaches `/open`, if it is not apiUrl; browsers still go to apiUrl.
   *
   * Must be: an https URL (http for this machine, and for private addresses and names).
   *
   * Environment: `TAILCHAT_INTERNAL_URL`.
   */
  readonly internalUrl?: string | undefined;
  /**
   * `private` allows plain http in a private network; SECURITY.md lists the risks.
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
   * The keys of the cookies: the first one seals, and all open; `tailchat-login key` creates one.
   *
   * Must be: one or more different keys of exactly 32 bytes in base64url, none of them all zeros, comma separated or
   * in an array.
   *
   * Environment: `TAILCHAT_SESSION_KEYS`.
   */
  readonly sessionKeys: string | ReadonlyArray<string>;
  /**
   * The site's public address, including its path if it has one: the only source of redirect_uri, Secure and __Host-.
   *
   * Must be: an https URL such as https://site.example or https://site.example/docs (http only for localhost; with
   * allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private addresses and names), its path of unreserved characters;
   * or several of different hosts, comma separated or in an array.
   *
   * Environment: `TAILCHAT_BASE_URL`.
   */
  readonly baseUrl: string | ReadonlyArray<string>;
  /**
   * The deployment's spelling of iss, if it differs from apiUrl (the default).
   *
   * Must be: an http or https URL.
   *
   * Environment: `TAILCHAT_ISSUER`.
   */
  readonly issuer?: string | undefined;
  /**
   * The requested scope; by default `openid profile`.
   *
   * Must be: scope tokens with openid among them.
   *
   * Environment: `TAILCHAT_SCOPE`.
   */
  readonly scope?: string | undefined;
  /**
   * The path of the routes.
   *
   * Must be: a path such as /auth, of unreserved characters and without a slash at its end.
   *
   * Environment: `TAILCHAT_BASE_PATH`.
   *
   * @default "/auth"
   */
  readonly basePath?: string | undefined;
  /**
   * Your own page for a failed login, including baseUrl's path if it has one; it gets `error` (the code) and
   * `return_to`.
   *
   * Must be: a path such as /login-failed, of unreserved characters, and not below basePath.
   *
   * Environment: `TAILCHAT_ERROR_PAGE`.
   */
  readonly errorPage?: string | undefined;
  /**
   * Whether a proxy removes baseUrl's path before requests reach the site; by default the beginning of each path
   * decides.
   *
   * Must be: true or false.
   *
   * Environment: `TAILCHAT_PREFIX_STRIPPED`.
   */
  readonly prefixStripped?: boolean | undefined;
  /**
   * Other origins of the same site; their pages may ask for the user and log out, and logins may lead back to them.
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
   * Redirect URIs outside baseUrl that a page-started login may use, compared exactly.
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
   * The address to which a page goes after a logout, to end the login at Tailchat too, if its gateway has such an
   * address.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   *
   * Environment: `TAILCHAT_LOGOUT_URL`.
   */
  readonly logoutUrl?: string | undefined;
  /**
   * The life of a session without use; `/auth/session`, `session()` and `require()` renew it.
   *
   * Must be: a whole number of seconds from 1 to 34560000 (400 days).
   *
   * Environment: `TAILCHAT_SESSION_SECONDS`.
   *
   * @default 86400
   */
  readonly sessionSeconds?: number | undefined;
  /**
   * A session's total life.
   *
   * Must be: a whole number of seconds from 1 to 34560000 (400 days).
   *
   * Environment: `TAILCHAT_SESSION_ABSOLUTE_SECONDS`.
   *
   * @default 604800
   */
  readonly sessionAbsoluteSeconds?: number | undefined;
  /**
   * Keeps the sessions, so that they can be revoked; without a store they are only in their cookies.
   *
   * Must be: a store of tailchat-login/store/, or what createStore of tailchat-login/store makes of your own.
   */
  readonly store?: SessionStore | undefined;
  /**
   * Knows the groups and bans of Tailchat: the result of createGroups of `tailchat-login/groups`.
   *
   * Must be: what createGroups of tailchat-login/groups gives.
   */
  readonly groups?: Groups | undefined;
  /**
   * Lets Tailchat show the site in a panel: the result of createPanels of `tailchat-login/panels`.
   *
   * Must be: what createPanels of tailchat-login/panels gives.
   */
  readonly panels?: Panels | undefined;
  /**
   * With a store: a name that your sites share, so that revokeUser on one of them ends the sessions on all; without it
   * each site is separate.
   *
   * Must be: a name of 1 to 64 visible ASCII characters.
   *
   * Environment: `TAILCHAT_FAMILY`.
   */
  readonly family?: string | undefined;
  /**
   * The time limit for the token and the userinfo request together, for each visit to the store, and for the body of a
   * request.
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
  /** Sends the requests to Tailchat; by default the platform's fetch. */
  readonly fetch?: Fetch | undefined;
  /** Returns the time in milliseconds; by default Date.now. */
  readonly now?: (() => number) | undefined;
  /** Returns the given number of random bytes as a Uint8Array; by default crypto.getRandomValues. */
  readonly randomBytes?: ((length: number) => Uint8Array) | undefined;
  /** Also verifies the id_token's signature: the result of createVerifier of `tailchat-login/verify`. */
  readonly verifyIdToken?: VerifyIdToken | undefined;
  /** Decides about each login: links or refuses the account, and adds claims to the session. */
  readonly onLogin?: OnLogin<Claims, Env> | undefined;
  /** With a store: returns the name of the browser of a login, from its request, for login.sessions. */
  readonly agentName?: ((request: WebRequest) => string | undefined) | undefined;
  /** Receives an event for each login that started, finished or failed, and for each logout. */
  readonly onEvent?: ((event: LoginEvent) => unknown) | undefined;
  /**
   * For development: adds Server-Timing to the callback, and login.report() for an issue.
   *
   * Must be: true or false.
   *
   * Environment: `TAILCHAT_DEBUG`.
   *
   * @default false
   */
  readonly debug?: boolean | undefined;
  /** Receives one line for each failure; by default console.warn. */
  readonly log?: ((line: string) => unknown) | undefined;
}

/** The options of `createVerifier`. */
export interface VerifierOptions {
  /**
   * Tailchat's address, exactly as in its own API_URL.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   */
  readonly apiUrl: string;
  /**
   * The address at which the worker itself reaches `/open`, if it is not apiUrl; browsers still go to apiUrl.
   *
   * Must be: an https URL (http for this machine, and for private addresses and names).
   */
  readonly internalUrl?: string | undefined;
  /**
   * `private` allows plain http in a private network; SECURITY.md lists the risks.
   *
   * Must be: the word private, or not given.
   */
  readonly allowHttp?: 'private' | undefined;
  /**
   * The expected iss; a login does not need it, because it has already compared iss.
   *
   * Must be: an http or https URL.
   */
  readonly issuer?: string | undefined;
  /**
   * The time limit for one verification, including the request for the keys.
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
  /** Requests the keys; by default the platform's fetch. */
  readonly fetch?: Fetch | undefined;
  /** Returns the time in milliseconds; by default Date.now. */
  readonly now?: (() => number) | undefined;
  /** Receives the warnings about plain http and about the published key; by default console.warn. */
  readonly log?: ((line: string) => unknown) | undefined;
  /**
   * The client that aud must name; a login does not need it, because it has already compared aud.
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

/** The options of `createGroups`. */
export interface GroupsOptions {
  /**
   * Tailchat's address, exactly as in its own API_URL.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   *
   * Environment: `TAILCHAT_API_URL`.
   */
  readonly apiUrl: string;
  /**
   * The address at which this server itself reaches `/api`, if it is not apiUrl.
   *
   * Must be: an https URL (http for this machine, and for private addresses and names).
   *
   * Environment: `TAILCHAT_INTERNAL_API_URL`.
   */
  readonly internalUrl?: string | undefined;
  /**
   * `private` allows plain http in a private network; SECURITY.md lists the risks.
   *
   * Must be: the word private, or not given.
   *
   * Environment: `TAILCHAT_ALLOW_HTTP`.
   */
  readonly allowHttp?: 'private' | undefined;
  /** Sends the requests to Tailchat; by default the platform's fetch. */
  readonly fetch?: Fetch | undefined;
  /** Returns the time in milliseconds; by default Date.now. */
  readonly now?: (() => number) | undefined;
  /** Receives notes and failures of the bot and its groups; by default console.warn. */
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
   * The ids of your groups; all other groups are skipped.
   *
   * Must be: 1 to 100 different ids of groups, 24 lower-case hexadecimal digits each, comma separated or in an array.
   *
   * Environment: `TAILCHAT_GROUP_IDS`.
   */
  readonly groupIds?: string | ReadonlyArray<string> | undefined;
  /**
   * The links to join groups, by the groups' ids.
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
   * Must be: true or false; true needs groupIds (TAILCHAT_GROUP_IDS).
   *
   * Environment: `TAILCHAT_LEAVE_GROUPS`.
   *
   * @default false
   */
  readonly leave?: boolean | undefined;
  /**
   * How long an answer is used; a user who loses a role keeps access for at most this time.
   *
   * Must be: a whole number of seconds from 1 to 3600.
   *
   * Environment: `TAILCHAT_GROUPS_CACHE_SECONDS`.
   *
   * @default 60
   */
  readonly cacheSeconds?: number | undefined;
  /**
   * How long an answer is still used while Tailchat gives no newer one.
   *
   * Must be: a whole number of seconds from 0 to 86400.
   *
   * Environment: `TAILCHAT_GROUPS_STALE_SECONDS`.
   *
   * @default 300
   */
  readonly staleSeconds?: number | undefined;
  /**
   * The time limit for one answer, including the bot's login.
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
   * Tailchat's address, exactly as in its own API_URL.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   *
   * Environment: `TAILCHAT_API_URL`.
   */
  readonly apiUrl: string;
  /**
   * The address at which the worker itself reaches `/open`, if it is not apiUrl; browsers still go to apiUrl.
   *
   * Must be: an https URL (http for this machine, and for private addresses and names).
   *
   * Environment: `TAILCHAT_INTERNAL_URL`.
   */
  readonly internalUrl?: string | undefined;
  /**
   * `private` allows plain http in a private network; SECURITY.md lists the risks.
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
   * The keys of the cookies: the first one seals, and all open; `tailchat-login key` creates one.
   *
   * Must be: one or more different keys of exactly 32 bytes in base64url, none of them all zeros, comma separated or
   * in an array.
   *
   * Environment: `TAILCHAT_SESSION_KEYS`.
   */
  readonly sessionKeys: ReadonlyArray<string>;
  /**
   * The site's public address, including its path if it has one: the only source of redirect_uri, Secure and __Host-.
   *
   * Must be: an https URL such as https://site.example or https://site.example/docs (http only for localhost; with
   * allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private addresses and names), its path of unreserved characters;
   * or several of different hosts, comma separated or in an array.
   *
   * Environment: `TAILCHAT_BASE_URL`.
   */
  readonly baseUrl: string | ReadonlyArray<string>;
  /**
   * The deployment's spelling of iss, if it differs from apiUrl (the default).
   *
   * Must be: an http or https URL.
   *
   * Environment: `TAILCHAT_ISSUER`.
   */
  readonly issuer?: string | undefined;
  /**
   * The requested scope; by default `openid profile`.
   *
   * Must be: scope tokens with openid among them.
   *
   * Environment: `TAILCHAT_SCOPE`.
   */
  readonly scope?: string | undefined;
  /**
   * The path of the routes.
   *
   * Must be: a path such as /auth, of unreserved characters and without a slash at its end.
   *
   * Environment: `TAILCHAT_BASE_PATH`.
   *
   * @default "/auth"
   */
  readonly basePath: string;
  /**
   * Your own page for a failed login, including baseUrl's path if it has one; it gets `error` (the code) and
   * `return_to`.
   *
   * Must be: a path such as /login-failed, of unreserved characters, and not below basePath.
   *
   * Environment: `TAILCHAT_ERROR_PAGE`.
   */
  readonly errorPage?: string | undefined;
  /**
   * Whether a proxy removes baseUrl's path before requests reach the site; by default the beginning of each path
   * decides.
   *
   * Must be: true or false.
   *
   * Environment: `TAILCHAT_PREFIX_STRIPPED`.
   */
  readonly prefixStripped?: boolean | undefined;
  /**
   * Other origins of the same site; their pages may ask for the user and log out, and logins may lead back to them.
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
   * Redirect URIs outside baseUrl that a page-started login may use, compared exactly.
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
   * The address to which a page goes after a logout, to end the login at Tailchat too, if its gateway has such an
   * address.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   *
   * Environment: `TAILCHAT_LOGOUT_URL`.
   */
  readonly logoutUrl?: string | undefined;
  /**
   * The life of a session without use; `/auth/session`, `session()` and `require()` renew it.
   *
   * Must be: a whole number of seconds from 1 to 34560000 (400 days).
   *
   * Environment: `TAILCHAT_SESSION_SECONDS`.
   *
   * @default 86400
   */
  readonly sessionSeconds: number;
  /**
   * A session's total life.
   *
   * Must be: a whole number of seconds from 1 to 34560000 (400 days).
   *
   * Environment: `TAILCHAT_SESSION_ABSOLUTE_SECONDS`.
   *
   * @default 604800
   */
  readonly sessionAbsoluteSeconds: number;
  /**
   * With a store: a name that your sites share, so that revokeUser on one of them ends the sessions on all; without it
   * each site is separate.
   *
   * Must be: a name of 1 to 64 visible ASCII characters.
   *
   * Environment: `TAILCHAT_FAMILY`.
   */
  readonly family?: string | undefined;
  /**
   * The time limit for the token and the userinfo request together, for each visit to the store, and for the body of a
   * request.
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
   * For development: adds Server-Timing to the callback, and login.report() for an issue.
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
   * Tailchat's address, exactly as in its own API_URL.
   *
   * Must be: an https URL (http only for localhost; with allowHttp, TAILCHAT_ALLOW_HTTP=private, also for private
   * addresses and names).
   *
   * Environment: `TAILCHAT_API_URL`.
   */
  readonly apiUrl: string;
  /**
   * The address at which this server itself reaches `/api`, if it is not apiUrl.
   *
   * Must be: an https URL (http for this machine, and for private addresses and names).
   *
   * Environment: `TAILCHAT_INTERNAL_API_URL`.
   */
  readonly internalUrl?: string | undefined;
  /**
   * `private` allows plain http in a private network; SECURITY.md lists the risks.
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
   * The ids of your groups; all other groups are skipped.
   *
   * Must be: 1 to 100 different ids of groups, 24 lower-case hexadecimal digits each, comma separated or in an array.
   *
   * Environment: `TAILCHAT_GROUP_IDS`.
   */
  readonly groupIds?: ReadonlyArray<string> | undefined;
  /**
   * The links to join groups, by the groups' ids.
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
   * Must be: true or false; true needs groupIds (TAILCHAT_GROUP_IDS).
   *
   * Environment: `TAILCHAT_LEAVE_GROUPS`.
   *
   * @default false
   */
  readonly leave: boolean;
  /**
   * How long an answer is used; a user who loses a role keeps access for at most this time.
   *
   * Must be: a whole number of seconds from 1 to 3600.
   *
   * Environment: `TAILCHAT_GROUPS_CACHE_SECONDS`.
   *
   * @default 60
   */
  readonly cacheSeconds: number;
  /**
   * How long an answer is still used while Tailchat gives no newer one.
   *
   * Must be: a whole number of seconds from 0 to 86400.
   *
   * Environment: `TAILCHAT_GROUPS_STALE_SECONDS`.
   *
   * @default 300
   */
  readonly staleSeconds: number;
  /**
   * The time limit for one answer, including the bot's login.
   *
   * Must be: a whole number of milliseconds from 1 to 60000.
   *
   * Environment: `TAILCHAT_GROUPS_DEADLINE`.
   *
   * @default 10000
   */
  readonly deadline: number;
}
