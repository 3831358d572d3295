// tailchat-login/gate: lets a proxy ask who may reach the programs behind it.
import type { Groups } from './groups.js';
import type { AskedRequest, WebHeaders, WebRequest, WebResponse } from './platform.js';
import type { EnvArgument, Login, RequiredLogin, SessionUser, WaitUntilContext } from './worker.js';

export type { Groups } from './groups.js';
export type { AskedRequest, HeadersLike, RequestLike } from './platform.js';
export type { Login, SessionUser } from './worker.js';

/**
 * Creates the gate: a login with two more routes under `basePath`. A proxy asks them before it passes a request on.
 * `check` answers nginx and HAProxy, and `forward` answers Caddy and Traefik. The rules are checked immediately.
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

/** The options of `createGate`. */
export interface GateOptions<Env = unknown> {
  /** The result of `createLogin`. */
  readonly login: Login<Env, object>;
  /** The rules. The first rule that matches a request decides. A request that matches none is refused. */
  readonly rules: ReadonlyArray<GateRule>;
  /** Finds the groups of a user, if the login has no `groups` of its own. */
  readonly groups?: Groups | undefined;
  /**
   * The keys of the assertions: the first signs, all are published at `jwks`. `tailchat-login key --assertion` makes one. If
   * not given, there are no assertions.
   */
  readonly assertionKeys?: string | ReadonlyArray<string> | undefined;
  /**
   * Whether Envoy's ext_authz filter asks, by requests of any method to `forward` with the path behind it. Behind another proxy
   * leave it out: a client could choose what follows the route. It needs `tailchat-login/node`, which alone knows the path as it
   * was sent. False if not given.
   */
  readonly extAuthz?: boolean | undefined;
  /** The time in milliseconds; Date.now if not given. */
  readonly now?: (() => number) | undefined;
  /** Receives one line for each request that did not come from a proxy; by default console.warn. */
  readonly log?: ((line: string) => unknown) | undefined;
}

/**
 * A rule: the requests that it matches, and the users who may make them. It has `public` or `any` alone, or one or more of
 * `subs`, `groups` and `roles`. A user who fits one of them may pass.
 */
export interface GateRule {
  /** The host as browsers send it, with a port if the address shows one: `wiki.example`. */
  readonly host: string;
  /** A path as the address bar shows it, such as `/wiki`. With a final `/*` it includes all paths below. Case matters. */
  readonly path: string;
  /** The methods; by default all. */
  readonly methods?: ReadonlyArray<string> | undefined;
  /** Everybody, logged in or not. */
  readonly public?: true | undefined;
  /** Every user who is logged in. */
  readonly any?: true | undefined;
  /** These users, by their `sub`. */
  readonly subs?: ReadonlyArray<string> | undefined;
  /** The members of these groups, by their ids. */
  readonly groups?: ReadonlyArray<string> | undefined;
  /** The users with one of these roles: `GROUP/ROLE`, both as ids. */
  readonly roles?: ReadonlyArray<string> | undefined;
}

/** The gate. `Env` is the type of the environment that the login's configuration function receives. */
export interface Gate<Env = unknown> {
  /**
   * Answers `check`, `forward`, `renew` and `jwks`, and passes every other request to `login.fetch`.
   */
  readonly fetch: (
    request: WebRequest,
    ...rest: [...env: EnvArgument<Env>, ctx?: WaitUntilContext]
  ) => Promise<WebResponse>;
  /**
   * Applies the rules to a request that this server answers itself. It returns the user, or the response to return instead.
   * It renews the session if that is due.
   *
   * @throws {TailchatLoginError} `configuration_invalid`, where rules and login do not fit
   */
  readonly require: (request: AskedRequest, ...env: EnvArgument<Env>) => Promise<GateResult>;
  /**
   * Checks the configuration at the start of a server, before the first request would: each rule's host must be the host of
   * `baseUrl`, and rules that name groups need `groups`.
   *
   * @throws {TailchatLoginError} `configuration_invalid`
   */
  readonly ready: (...rest: [...env: EnvArgument<Env>, request?: AskedRequest]) => Promise<void>;
}

/** The result of `gate.require`: `if (response) return response;`. */
export type GateResult = GatePassed | RequiredLogin;

/** The result of `gate.require` if the request may pass. */
export interface GatePassed {
  /** The user, or null if the rule is public and nobody is logged in. */
  readonly user: SessionUser | null;
  /** The headers for your response, which renew the session: `withSession(response, headers)`. */
  readonly headers: WebHeaders;
  /** Always undefined here. */
  readonly response?: undefined;
}
