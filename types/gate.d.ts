// tailchat-login/gate: lets a proxy ask who may reach the programs behind it.
import type { Groups } from './groups.js';
import type { AskedRequest, WebHeaders, WebRequest, WebResponse } from './platform.js';
import type { EnvArgument, Login, RequiredLogin, SessionUser, WaitUntilContext } from './worker.js';

export type { Groups } from './groups.js';
export type { AskedRequest, HeadersLike, RequestLike } from './platform.js';
export type { Login, SessionUser } from './worker.js';

/**
 * Makes the gate: a login with two more routes under `basePath`, which a proxy asks before it passes a request on.
 * `check` answers nginx and HAProxy, `forward` answers Caddy and Traefik. The rules are checked at once.
 *
 * @throws {TailchatLoginError} `configuration_invalid`: an option is wrong, or a rule; the message names the rule by its
 *   place in the list, and its member
 * @example
 * import { createGate } from 'tailchat-login/gate';
 * import { createLogin, readEnv } from 'tailchat-login/worker';
 *
 * const login = createLogin({ ...readEnv(process.env), baseUrl: 'https://wiki.example' });
 * const gate = createGate({
 *   login,
 *   rules: [
 *     { host: 'wiki.example', path: '/assets/*', public: true },
 *     { host: 'wiki.example', path: '/*', any: true },
 *   ],
 * });
 * const answer = await gate.fetch(request); // and so for every request under /auth/
 */
export declare function createGate<Env = unknown>(options: GateOptions<Env>): Gate<Env>;

/** What `createGate` is given. */
export interface GateOptions<Env = unknown> {
  /** What `createLogin` gave. */
  readonly login: Login<Env, object>;
  /** Who may reach what. The first rule that a request meets decides; what meets none is refused. */
  readonly rules: ReadonlyArray<GateRule>;
  /** Says who is in which group, where the login has no `groups` of its own. */
  readonly groups?: Groups | undefined;
  /** The time in milliseconds; Date.now if not given. */
  readonly now?: (() => number) | undefined;
  /** Takes one line for each request that no proxy asks; console.warn if not given. */
  readonly log?: ((line: string) => unknown) | undefined;
}

/**
 * A rule: which requests it is about, and who may make them. It says `public` or `any` alone, or some of `subs`, `groups`
 * and `roles`, of which one is enough.
 */
export interface GateRule {
  /** The host as browsers send it, with its port where the address shows one: `wiki.example`. */
  readonly host: string;
  /** A path as the address bar shows it, `/wiki`, or with a final `/*` that and all below it. Case counts. */
  readonly path: string;
  /** The methods; all if not given. */
  readonly methods?: ReadonlyArray<string> | undefined;
  /** Everybody, logged in or not. */
  readonly public?: true | undefined;
  /** Whoever is logged in. */
  readonly any?: true | undefined;
  /** These users, by their `sub`. */
  readonly subs?: ReadonlyArray<string> | undefined;
  /** The members of these groups, by their ids. */
  readonly groups?: ReadonlyArray<string> | undefined;
  /** Who has one of these roles: `GROUP/ROLE`, both by their ids. */
  readonly roles?: ReadonlyArray<string> | undefined;
}

/** The gate. `Env` is the environment that the login's configuration is a function of. */
export interface Gate<Env = unknown> {
  /** Answers `check` and `forward`, and hands every other request to `login.fetch`. */
  readonly fetch: (
    request: WebRequest,
    ...rest: [...env: EnvArgument<Env>, ctx?: WaitUntilContext]
  ) => Promise<WebResponse>;
  /**
   * Applies the rules to a request that this server answers itself, and gives the user, or the answer to give instead. It
   * renews the session when it is time.
   *
   * @throws {TailchatLoginError} `configuration_invalid`, where rules and login do not fit
   */
  readonly require: (request: AskedRequest, ...env: EnvArgument<Env>) => Promise<GateResult>;
  /**
   * Checks at the start of a server what else is known at the first request alone: that each rule's host is the host of
   * `baseUrl`, and that rules which name groups have `groups`.
   *
   * @throws {TailchatLoginError} `configuration_invalid`
   */
  readonly ready: (...rest: [...env: EnvArgument<Env>, request?: AskedRequest]) => Promise<void>;
}

/** What `gate.require` gives: `if (response) return response;`. */
export type GateResult = GatePassed | RequiredLogin;

/** What `gate.require` gives where the request may pass. */
export interface GatePassed {
  /** Who is logged in, or null where the rule is public. */
  readonly user: SessionUser | null;
  /** For your answer, with which the session slides: `withSession(answer, headers)`. */
  readonly headers: WebHeaders;
  /** There is nothing to answer instead. */
  readonly response?: undefined;
}
