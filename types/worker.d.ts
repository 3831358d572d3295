// tailchat-login/worker: the login as a fetch handler, and the session for the rest of the server.
import type { ErrorCode } from './errors.js';
import type { Groups, Membership, Requirement } from './groups.js';
import type { EnvironmentOptions, LoginOptions } from './options.js';
import type { AskedRequest, WebAbortSignal, WebHeaders, WebRequest, WebResponse } from './platform.js';
import type { User } from './user.js';

export { TailchatLoginError } from './error.js';
export type { ErrorDetails } from './error.js';
export type { ErrorCode, ErrorEntry, ErrorTable } from './errors.js';
export type {
  Groups,
  Lack,
  LackExplanation,
  ListedGroup,
  Membership,
  NamedId,
  Requirement,
} from './groups.js';
export type { VerifyIdToken, VerifyIdTokenOptions } from './index.js';
export type { EnvironmentOptions, LoginOptions } from './options.js';
export * from './fetch.js';
export type { AskedRequest, HeadersLike, RequestLike } from './platform.js';
export type { SessionStore, Store } from './store.js';
export type { User } from './user.js';

/**
 * Creates the login: the routes under `basePath`, and the session for the rest of the server. An object of options is
 * checked immediately. A function is called once for each environment, or for each request if it reads the request. Without
 * either, the options come from the `TAILCHAT_*` variables of the environment.
 *
 * @throws {TailchatLoginError} `configuration_invalid`, `api_url_invalid`, `internal_url_invalid`, `client_id_invalid`,
 *   `issuer_invalid`, `scope_invalid`. An object fails immediately. After a function fails, the functions of the login fail
 * @example
 * import { createLogin, withSession } from 'tailchat-login/worker';
 *
 * const login = createLogin();
 *
 * export default {
 *   async fetch(request, env, ctx) {
 *     if (new URL(request.url).pathname.startsWith('/auth/')) return login.fetch(request, env, ctx);
 *     const { user, headers, response } = await login.require(request, env);
 *     if (response) return response; // leads a person to the login and back, and tells a script 401
 *     return withSession(new Response(`Hello ${user.nickname}`), headers);
 *   },
 * };
 */
export declare function createLogin<Env = unknown, Claims extends object = Record<string, unknown>>(
  configuration?: LoginConfiguration<Env, Claims>,
): Login<Env, Claims>;

/**
 * Returns a copy of a response with the headers of `login.session` or `login.require`. Set-Cookie and Vary are added to its
 * own, and Cache-Control replaces its own. It is a copy because responses of `fetch` and `Response.redirect` are immutable.
 *
 * @example
 * import { createLogin, withSession } from 'tailchat-login/worker';
 *
 * const login = createLogin();
 * const { user, headers } = await login.session(request, env);
 * const answer = withSession(new Response(user ? 'Hello' : 'Nobody is logged in'), headers);
 */
export declare function withSession(response: WebResponse, headers: WebHeaders): WebResponse;

/**
 * Reads the options from the `TAILCHAT_*` variables, for a configuration that adds options without a variable. Other names
 * in the environment are ignored. An empty value counts as missing.
 *
 * @throws {TailchatLoginError} `configuration_invalid`; the message names the variable
 * @example
 * import { createMemoryStore } from 'tailchat-login/store/memory';
 * import { createLogin, readEnv } from 'tailchat-login/worker';
 *
 * const login = createLogin({ ...readEnv(process.env), store: createMemoryStore() });
 */
export declare function readEnv(env: unknown): EnvironmentOptions;

/**
 * Checks a whole environment at the start of a server: the options in it must be valid, and no name may look like a
 * misspelled known one. It calls `warn`, by default console.warn, for every other unknown `TAILCHAT_*` variable.
 *
 * @throws {TailchatLoginError} `configuration_invalid`, `api_url_invalid`, `internal_url_invalid`, `client_id_invalid`,
 *   `issuer_invalid`, `scope_invalid`; the message names the variable
 * @example
 * import { checkEnvironment } from 'tailchat-login/worker';
 *
 * const { baseUrl, basePath } = checkEnvironment(process.env);
 */
export declare function checkEnvironment(
  env: Readonly<Record<string, unknown>>,
  warn?: (line: string) => void,
): EnvironmentOptions;

/** The argument of `createLogin`: options, or a function that returns them. */
export type LoginConfiguration<Env = unknown, Claims extends object = Record<string, unknown>> =
  | LoginOptions<Claims, Env>
  | ((env: Env, request: WebRequest) => LoginOptions<Claims, Env> | Promise<LoginOptions<Claims, Env>>);

/** The environment in the arguments of a function. It is optional if the configuration needs none. */
export type EnvArgument<Env> = undefined extends Env ? [env?: Env] : [env: Env];

/**
 * The login. `Env` is the environment that its configuration function receives, and `Claims` is the result of its `onLogin`.
 * If the configuration is invalid, every function except `fetch` and `require` rejects with `configuration_invalid` or the
 * code of the option.
 */
export interface Login<Env = unknown, Claims extends object = Record<string, unknown>> {
  /**
   * Answers the routes under `basePath`. Pass `ctx` if the platform has one. Otherwise a browser that leaves during the
   * callback can interrupt the redemption of its code.
   */
  readonly fetch: (
    request: WebRequest,
    ...rest: [...env: EnvArgument<Env>, ctx?: WaitUntilContext]
  ) => Promise<WebResponse>;
  /** Returns whether `fetch` answers a request: its path is below `basePath`. */
  readonly handles: (request: AskedRequest, ...env: EnvArgument<Env>) => Promise<boolean>;
  /**
   * Returns the user, or null. It only reads, and does not renew the session.
   *
   * @throws {TailchatLoginError} `store_unavailable`
   */
  readonly user: (request: AskedRequest, ...env: EnvArgument<Env>) => Promise<SessionUser<Claims> | null>;
  /**
   * Returns the user, or the response to return instead. It renews the session if that is due. With the option `groups` it
   * can require a group, and a role in it.
   */
  readonly require: (
    request: AskedRequest,
    ...rest: [...env: EnvArgument<Env>, requirement?: GroupRequirement]
  ) => Promise<RequireResult<Claims>>;
  /**
   * Returns the user or null, and renews the session if that is due. Add `headers` to your response with `withSession`.
   *
   * @throws {TailchatLoginError} `store_unavailable`
   */
  readonly session: (request: AskedRequest, ...env: EnvArgument<Env>) => Promise<SessionResult<Claims>>;
  /**
   * Ends one session, by its `sid` from `session` or `sessions`. Pass the request if the configuration depends on it.
   *
   * @throws {TailchatLoginError} `request_invalid`, `store_unavailable`; without a store `configuration_invalid`
   */
  readonly revokeSession: (
    sid: string,
    ...rest: [...env: EnvArgument<Env>, request?: AskedRequest]
  ) => Promise<void>;
  /**
   * Ends every session that a user has begun until now, on every host of `baseUrl`. The request counts where the
   * configuration depends on one.
   *
   * @throws {TailchatLoginError} `request_invalid`, `store_unavailable`; without a store `configuration_invalid`
   */
  readonly revokeUser: (
    sub: string,
    ...rest: [...env: EnvArgument<Env>, request?: AskedRequest]
  ) => Promise<void>;
  /**
   * Lists a user's sessions for an account page, the last seen first, at most 20. The request counts where the
   * configuration depends on one, or `baseUrl` is a list: it gives the sessions of one host.
   *
   * @throws {TailchatLoginError} `request_invalid`, `store_unavailable`; without a store, or if it lacks `claim` or
   *   `swap`, `configuration_invalid`
   */
  readonly sessions: (
    sub: string,
    ...rest: [...env: EnvArgument<Env>, request?: AskedRequest]
  ) => Promise<ListedSession[]>;
  /** Tells where the login is, for a gate and for code that names its cookies. */
  readonly site: (request: AskedRequest, ...env: EnvArgument<Env>) => Promise<LoginSite>;
  /** Returns details to paste into an issue; null without the option `debug`. */
  readonly report: (request: AskedRequest, ...env: EnvArgument<Env>) => Promise<Report | null>;
}

/** Where a login is. */
export interface LoginSite {
  /** The option `baseUrl`; of a list the entry whose host the request has, or the first. */
  readonly baseUrl: string;
  /** The origin of `baseUrl`. */
  readonly origin: string;
  /** All origins of the configuration. It is missing where the configuration is a function, which may give another to each request. */
  readonly origins?: ReadonlyArray<string>;
  /** The option `basePath`. */
  readonly basePath: string;
  /** The option `prefixStripped`. */
  readonly prefixStripped?: boolean | undefined;
  /** The option `groups`. */
  readonly groups?: Groups | undefined;
  /** The names of the cookies that make a session. */
  readonly cookies: ReadonlyArray<string>;
}

/** The member of a platform's context that is used. Cloudflare's `ExecutionContext` has it. */
export interface WaitUntilContext {
  /** Lets work continue after the answer. */
  readonly waitUntil?: (promise: Promise<unknown>) => void;
}

/** A user who is logged in. The object is frozen. */
export interface SessionUser<Claims extends object = Record<string, unknown>> extends User {
  /** The JSON that `onLogin` returned at the login. It is missing if `onLogin` returned nothing. */
  readonly claims?: Readonly<Claims>;
  /** With the option `groups`: the user's current groups. The member is missing while they are unknown. */
  readonly groups?: ReadonlyArray<Membership>;
}

/** The group and role that `login.require` can require. */
export interface GroupRequirement extends Requirement {
  /** The link to join the group. It replaces the address in the option `joinUrls`. */
  readonly joinUrl?: string | undefined;
}

/** The result of `login.session`. */
export interface SessionResult<Claims extends object = Record<string, unknown>> {
  /** The user, or null. */
  readonly user: SessionUser<Claims> | null;
  /** With a store: the session's name, for `login.revokeSession`. It is no secret. */
  readonly sid?: string;
  /** For your answer, with which the session slides: `withSession(answer, headers)`. */
  readonly headers: WebHeaders;
}

/** The result of `login.require`: `if (response) return response;`. */
export type RequireResult<Claims extends object = Record<string, unknown>> =
  RequiredUser<Claims> | RequiredLogin;

/** The result of `login.require` if the user may pass. */
export interface RequiredUser<Claims extends object = Record<string, unknown>> {
  /** The user. */
  readonly user: SessionUser<Claims>;
  /** For your answer, with which the session slides: `withSession(answer, headers)`. */
  readonly headers: WebHeaders;
  /** Always undefined here. */
  readonly response?: undefined;
}

/** The result of `login.require` if the request may not pass. */
export interface RequiredLogin {
  /** Always undefined here. */
  readonly user?: undefined;
  /** Always undefined here: the response has its own headers. */
  readonly headers?: undefined;
  /**
   * The response to return. It leads a person to the login and back, and answers a script with 401. A user who lacks a group
   * or a role gets 403, and a fault has its own status.
   */
  readonly response: WebResponse;
}

/** A session of `login.sessions`. */
export interface ListedSession {
  /** The session's name, for `login.revokeSession`. It is no secret. */
  readonly sid: string;
  /** The time of its login, in seconds since 1970. */
  readonly beganAt: number;
  /** The time of its last renewal, in seconds since 1970. A session is renewed after a tenth of its life. */
  readonly seenAt: number;
  /** The browser's name, from the option `agentName`. */
  readonly agent?: string;
}

/**
 * Details that help others to understand a failure. It has names and codes, and no values of options, no addresses and no
 * data of users.
 */
export interface Report {
  /** The version of this package. */
  readonly version: string;
  /** The runtime's name for itself. */
  readonly runtime: string;
  /** The names of the options that differ from their defaults. */
  readonly options: ReadonlyArray<string>;
  /** The last failures of this isolate with this configuration, the latest last. */
  readonly failures: ReadonlyArray<ReportedFailure>;
}

/** A failure in a `Report`. */
export interface ReportedFailure {
  /** The route, or the function of the login. */
  readonly step: string;
  /** What went wrong. */
  readonly code: ErrorCode;
}

/**
 * The site's decision about a login. It is called once for each login, before the session exists. Return nothing to let the
 * user in, `false` to refuse (`login_refused`), or small claims (JSON, at most 1024 bytes), which stay with the user as
 * `claims` during the session. If it throws, the login fails with `on_login_failed`.
 */
export type OnLogin<Claims extends object = Record<string, unknown>, Env = unknown> = (
  login: LoginAttempt<Env>,
) => OnLoginAnswer<Claims> | Promise<OnLoginAnswer<Claims>>;

/** A login that `onLogin` decides about. */
export interface LoginAttempt<Env = unknown> {
  /** The user: link your accounts by `sub`. */
  readonly user: User;
  /**
   * The request that finished the login, with the browser's cookies. Its body may be used, and its address has a code that
   * is spent.
   */
  readonly request: WebRequest;
  /** The environment that the request came with: bindings and secrets, or process.env. */
  readonly env: Env;
  /** Aborts at the deadline of the login. */
  readonly signal: WebAbortSignal;
}

/** The result of an `OnLogin`. */
export type OnLoginAnswer<Claims extends object = Record<string, unknown>> =
  Claims | false | undefined | void;

/**
 * An event of a login, for counters and alarms. It contains no user, address, token or text. A request causes at most one
 * event.
 */
export type LoginEvent = LoginStarted | LoginFinished | LoginAnonymous | LoginFailed | LoggedOut;

/** The browser was sent to Tailchat. */
export interface LoginStarted {
  /** Tells the events apart. */
  readonly type: 'login_started';
  /** Whether Tailchat may ask nothing (`prompt=none`). */
  readonly silent: boolean;
  /** The requested return address was refused, so this login will lead to `/`. */
  readonly code?: 'return_to_refused';
}

/** A code was redeemed, and the session exists. This happens once for each login. */
export interface LoginFinished {
  /** Tells the events apart. */
  readonly type: 'login_finished';
  /** `exchange` if the page started the login. */
  readonly step: 'callback' | 'exchange';
  /** How long the request took. */
  readonly milliseconds: number;
  /** With `exchange`: the requested return address was refused. */
  readonly code?: 'return_to_refused';
}

/** A silent login (`prompt=none`) found no user, or Tailchat would have to ask the person first. */
export interface LoginAnonymous {
  /** Tells the events apart. */
  readonly type: 'login_anonymous';
  /** How long the request took. */
  readonly milliseconds: number;
}

/** A request of a login was answered with an error. A second click can cause one too. */
export interface LoginFailed {
  /** Tells the events apart. */
  readonly type: 'login_failed';
  /** The route. */
  readonly step: 'login' | 'callback' | 'exchange';
  /** What went wrong. */
  readonly code: ErrorCode;
  /** How long the request took. */
  readonly milliseconds: number;
}

/** A user ended the session. */
export interface LoggedOut {
  /** Tells the events apart. */
  readonly type: 'logout';
}
