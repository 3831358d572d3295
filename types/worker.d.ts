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
export type { Store } from './store.js';
export type { User } from './user.js';

/**
 * Makes the login: the routes under `basePath`, and the session for the rest of the server. An object of options is
 * checked at once. A function is asked once for each environment, or, where it looks at the request, for each request.
 * Without either, the options come from the environment's `TAILCHAT_*` variables.
 *
 * @throws {TailchatLoginError} `configuration_invalid`, `api_url_invalid`, `internal_url_invalid`, `client_id_invalid`,
 *   `issuer_invalid`, `scope_invalid`: at once for an object, and for a function from what is asked of the login
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
 * Puts the headers of `login.session` or `login.require` on an answer: Set-Cookie and Vary come on top of its own,
 * Cache-Control takes the place of its own. The answer is copied, since one of `fetch` or of `Response.redirect` cannot
 * be changed.
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
 * Reads the options that the `TAILCHAT_*` variables say, for a configuration that adds what no variable holds. Other
 * names in the environment are no error, and an empty value counts as none.
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
 * Checks a whole environment at the start of a server: that the options in it are good, and that no variable is a slip
 * away from a known name. `warn`, console.warn if not given, is told of every other `TAILCHAT_*` that is not known.
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

/** What `createLogin` takes: options, or a function that gives them. */
export type LoginConfiguration<Env = unknown, Claims extends object = Record<string, unknown>> =
  | LoginOptions<Claims>
  | ((env: Env, request: WebRequest) => LoginOptions<Claims> | Promise<LoginOptions<Claims>>);

/** The environment among a function's arguments: it may be left out where the configuration does without one. */
export type EnvArgument<Env> = undefined extends Env ? [env?: Env] : [env: Env];

/**
 * The login. `Env` is the environment that its configuration is a function of, `Claims` what its `onLogin` returns.
 * Every function but `fetch` and `require` rejects with `configuration_invalid`, or the code of the option, where the
 * configuration is wrong.
 */
export interface Login<Env = unknown, Claims extends object = Record<string, unknown>> {
  /**
   * Answers the routes under `basePath`. Hand `ctx` on where the platform has one: a browser that leaves during the
   * callback must not take the redemption of its code with it.
   */
  readonly fetch: (
    request: WebRequest,
    ...rest: [...env: EnvArgument<Env>, ctx?: WaitUntilContext]
  ) => Promise<WebResponse>;
  /** Tells whether a request is for `fetch`: its path is below `basePath`. */
  readonly handles: (request: AskedRequest, ...env: EnvArgument<Env>) => Promise<boolean>;
  /**
   * Gives the user, or null. It only reads: the session does not slide.
   *
   * @throws {TailchatLoginError} `store_unavailable`
   */
  readonly user: (request: AskedRequest, ...env: EnvArgument<Env>) => Promise<SessionUser<Claims> | null>;
  /**
   * Gives the user, or the answer to give instead. It renews the session when it is time. With the option `groups` it may
   * require a group, and a role in it.
   */
  readonly require: (
    request: AskedRequest,
    ...rest: [...env: EnvArgument<Env>, requirement?: GroupRequirement]
  ) => Promise<RequireResult<Claims>>;
  /**
   * Gives the user or null, and renews the session when it is time: put `headers` on your answer with `withSession`.
   *
   * @throws {TailchatLoginError} `store_unavailable`
   */
  readonly session: (request: AskedRequest, ...env: EnvArgument<Env>) => Promise<SessionResult<Claims>>;
  /**
   * Ends one session, by the `sid` that `session` or `sessions` gave. The request counts where the configuration
   * depends on one.
   *
   * @throws {TailchatLoginError} `request_invalid`, `store_unavailable`; without a store `configuration_invalid`
   */
  readonly revokeSession: (
    sid: string,
    ...rest: [...env: EnvArgument<Env>, request?: AskedRequest]
  ) => Promise<void>;
  /**
   * Ends every session that a user has begun until now. The request counts where the configuration depends on one.
   *
   * @throws {TailchatLoginError} `request_invalid`, `store_unavailable`; without a store `configuration_invalid`
   */
  readonly revokeUser: (
    sub: string,
    ...rest: [...env: EnvArgument<Env>, request?: AskedRequest]
  ) => Promise<void>;
  /**
   * Lists a user's sessions for an account page, the last seen first, at most 20. The request counts where the
   * configuration depends on one.
   *
   * @throws {TailchatLoginError} `request_invalid`, `store_unavailable`; without a store, or where it lacks `claim` or
   *   `swap`, `configuration_invalid`
   */
  readonly sessions: (
    sub: string,
    ...rest: [...env: EnvArgument<Env>, request?: AskedRequest]
  ) => Promise<ListedSession[]>;
  /** Tells where the login is, for a gate and for code that names its cookies. */
  readonly site: (request: AskedRequest, ...env: EnvArgument<Env>) => Promise<LoginSite>;
  /** Gives what may be pasted into an issue; null without the option `debug`. */
  readonly report: (request: AskedRequest, ...env: EnvArgument<Env>) => Promise<Report | null>;
}

/** Where a login is. */
export interface LoginSite {
  /** The option `baseUrl`. */
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

/** The part of a platform's context that is used: Cloudflare's `ExecutionContext` has it. */
export interface WaitUntilContext {
  /** Lets work go on after the answer. */
  readonly waitUntil?: (promise: Promise<unknown>) => void;
}

/** A user who is logged in. The object is frozen. */
export interface SessionUser<Claims extends object = Record<string, unknown>> extends User {
  /** What `onLogin` returned at the login, as JSON. It is missing where `onLogin` returned nothing. */
  readonly claims?: Readonly<Claims>;
  /** With the option `groups`: the user's groups, as they are now. It is missing where they cannot be said. */
  readonly groups?: ReadonlyArray<Membership>;
}

/** What `login.require` may ask for beside a user. */
export interface GroupRequirement extends Requirement {
  /** Where one can join the group, in place of the address that the option `joinUrls` has. */
  readonly joinUrl?: string | undefined;
}

/** What `login.session` gives. */
export interface SessionResult<Claims extends object = Record<string, unknown>> {
  /** Who is logged in, or null. */
  readonly user: SessionUser<Claims> | null;
  /** With a store: the session's name, for `login.revokeSession`. It is no secret. */
  readonly sid?: string;
  /** For your answer, with which the session slides: `withSession(answer, headers)`. */
  readonly headers: WebHeaders;
}

/** What `login.require` gives: `if (response) return response;`. */
export type RequireResult<Claims extends object = Record<string, unknown>> =
  RequiredUser<Claims> | RequiredLogin;

/** What `login.require` gives where somebody is logged in. */
export interface RequiredUser<Claims extends object = Record<string, unknown>> {
  /** Who is logged in. */
  readonly user: SessionUser<Claims>;
  /** For your answer, with which the session slides: `withSession(answer, headers)`. */
  readonly headers: WebHeaders;
  /** There is nothing to answer instead. */
  readonly response?: undefined;
}

/** What `login.require` gives where nobody is logged in, or where it cannot say. */
export interface RequiredLogin {
  /** Nobody is logged in. */
  readonly user?: undefined;
  /** The answer has its own. */
  readonly headers?: undefined;
  /** The answer to give: it leads a person to the login and back, and tells a script 401; whoever lacks a group or a role gets 403, and a fault has its own. */
  readonly response: WebResponse;
}

/** A session of `login.sessions`. */
export interface ListedSession {
  /** The session's name, for `login.revokeSession`. It is no secret. */
  readonly sid: string;
  /** When it began, in seconds since 1970. */
  readonly beganAt: number;
  /** When it was renewed last, in seconds since 1970: a session renews once a tenth of its life is gone. */
  readonly seenAt: number;
  /** What the option `agentName` called the browser. */
  readonly agent?: string;
}

/**
 * What helps to understand a failure elsewhere: names and codes, no value of an option, no address and nothing of a
 * user.
 */
export interface Report {
  /** Of this package. */
  readonly version: string;
  /** As it names itself. */
  readonly runtime: string;
  /** The names of the options that are not as by default. */
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
 * The site's own say in a login: it is asked once for each login, before there is a session. Return nothing to let the
 * user in, `false` to refuse (`login_refused`), or small claims (JSON, at most 1024 bytes) that stay with the user as
 * `claims` while the session lasts. What it throws ends the login with `on_login_failed`.
 */
export type OnLogin<Claims extends object = Record<string, unknown>> = (
  login: LoginAttempt,
) => OnLoginAnswer<Claims> | Promise<OnLoginAnswer<Claims>>;

/** Who is about to be let in. */
export interface LoginAttempt {
  /** The user: link your accounts by `sub`. */
  readonly user: User;
  /** Ends with the deadline of the login. */
  readonly signal: WebAbortSignal;
}

/** What an `OnLogin` returns. */
export type OnLoginAnswer<Claims extends object = Record<string, unknown>> =
  Claims | false | undefined | void;

/**
 * What happens to logins, for counting and alarms. No user, address, token or text is in it. One request tells at most
 * one of these.
 */
export type LoginEvent = LoginStarted | LoginFinished | LoginAnonymous | LoginFailed | LoggedOut;

/** A browser is on its way to Tailchat. */
export interface LoginStarted {
  /** Tells the events apart. */
  readonly type: 'login_started';
  /** Whether Tailchat may ask nothing (`prompt=none`). */
  readonly silent: boolean;
  /** The place that was asked for is none that a login may lead to: this one will lead to `/`. */
  readonly code?: 'return_to_refused';
}

/** A code was redeemed and there is a session: once for each login. */
export interface LoginFinished {
  /** Tells the events apart. */
  readonly type: 'login_finished';
  /** `exchange` where the page started the login. */
  readonly step: 'callback' | 'exchange';
  /** How long the request took. */
  readonly milliseconds: number;
  /** With `exchange`: the place that was asked for is none that a login may lead to. */
  readonly code?: 'return_to_refused';
}

/** A silent login (`prompt=none`) found nobody, or not without a question. */
export interface LoginAnonymous {
  /** Tells the events apart. */
  readonly type: 'login_anonymous';
  /** How long the request took. */
  readonly milliseconds: number;
}

/** A request of a login was answered with an error: a second click may fail as well. */
export interface LoginFailed {
  /** Tells the events apart. */
  readonly type: 'login_failed';
  /** Which route it was. */
  readonly step: 'login' | 'callback' | 'exchange';
  /** What went wrong. */
  readonly code: ErrorCode;
  /** How long the request took. */
  readonly milliseconds: number;
}

/** A session was ended by its user. */
export interface LoggedOut {
  /** Tells the events apart. */
  readonly type: 'logout';
}
