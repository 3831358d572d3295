// tailchat-login/oidc: standard claims and a discovery document, for programs that speak OpenID Connect.
import type { Groups } from './groups.js';
import type { LoginOptions } from './options.js';
import type { WebRequest, WebResponse } from './platform.js';

export type { Groups } from './groups.js';

/**
 * Creates two routes for programs that log in at Tailchat by themselves. `<basePath>/userinfo` answers with standard claims
 * for an access token of Tailchat: it asks Tailchat each time, and keeps nothing. `/.well-known/openid-configuration` is a
 * document that names this route. A proxy must serve it at Tailchat's own address, because its issuer is Tailchat's.
 *
 * The token of any app of that Tailchat is accepted, so any app can ask. An id_token of Tailchat is good only fresh from the
 * token endpoint, because Tailchat signs with a published key: let no program take one as a bearer token, or from a browser.
 *
 * @throws {TailchatLoginError} `configuration_invalid` for an option that is missing, unknown or wrong,
 *   `api_url_invalid`, `internal_url_invalid`, `issuer_invalid`
 * @see OpenID Connect Core 5.3, OpenID Connect Discovery 4, RFC 6750
 * @example
 * import { createOidc } from 'tailchat-login/oidc';
 *
 * const oidc = createOidc({ apiUrl, baseUrl: 'https://app.example' });
 * const userinfo = await oidc.fetch(new Request('https://app.example/auth/userinfo', { headers }));
 */
export declare function createOidc(options: OidcOptions): Oidc;

/**
 * Reads the options from the environment. `TAILCHAT_OIDC_EMAIL` and `TAILCHAT_OIDC_PLACEHOLDER_EMAIL` are `true` or
 * `false`; the other variables are those of `createLogin` and `createGroups`.
 *
 * @throws {TailchatLoginError} `configuration_invalid`; the message names the variable
 * @example
 * import { createOidc, readOidcEnv } from 'tailchat-login/oidc';
 *
 * const oidc = createOidc(readOidcEnv(process.env));
 */
export declare function readOidcEnv(env: unknown): OidcOptions;

/** The options of `createOidc`. Those of `createLogin` have its meanings, limits and defaults. */
export interface OidcOptions extends Pick<
  LoginOptions,
  | 'apiUrl'
  | 'internalUrl'
  | 'allowHttp'
  | 'issuer'
  | 'baseUrl'
  | 'basePath'
  | 'prefixStripped'
  | 'deadline'
  | 'fetch'
  | 'log'
> {
  /** Where this server reaches Tailchat's core, if not at `apiUrl`. Only `email` needs it. */
  readonly internalApiUrl?: string | undefined;
  /**
   * Adds the claim `groups`: the ids of the user's groups, and `GROUP/ROLE` for each role. A banned user's token is refused
   * then. Any app of that Tailchat can ask for it, so name your groups in `groupIds` of `createGroups`.
   */
  readonly groups?: Groups | undefined;
  /**
   * Adds the user's address as the claim `email`, if Tailchat says that it is verified. Otherwise there is none. Any app of
   * that Tailchat can ask for it. Never link accounts by it.
   *
   * @default false
   */
  readonly email?: boolean | undefined;
  /**
   * Adds `SUB@users.invalid` as the claim `email` where there is no verified address, for programs that demand one. It
   * receives no mail, and `email_verified` is false.
   *
   * @default false
   */
  readonly placeholderEmail?: boolean | undefined;
}

/** The two routes. */
export interface Oidc {
  /**
   * Answers `GET` and `POST` of `<basePath>/userinfo`, and `GET` of `/.well-known/openid-configuration`; other paths get 404.
   * An access token that is missing, malformed or not valid gets the answer of RFC 6750 3, and never reaches a log.
   */
  readonly fetch: (request: WebRequest) => Promise<WebResponse>;
  /** Returns whether `fetch` has a route for this request, by its path. */
  readonly handles: (request: { readonly url: string }) => boolean;
  /** The discovery document. */
  readonly document: OidcDocument;
}

/** OpenID Connect Discovery 3. All of it works at Tailchat, and nothing else is named. */
export interface OidcDocument {
  /** Tailchat's issuer. */
  readonly issuer: string;
  /** At Tailchat. */
  readonly authorization_endpoint: string;
  /** At Tailchat. */
  readonly token_endpoint: string;
  /** At Tailchat. */
  readonly jwks_uri: string;
  /** The route of this server. */
  readonly userinfo_endpoint: string;
  /** `email` is among them if an option adds the claim. */
  readonly scopes_supported: ReadonlyArray<string>;
  /** The claims of the id_token and of userinfo. */
  readonly claims_supported: ReadonlyArray<string>;
  /** Only `code`. */
  readonly response_types_supported: ReadonlyArray<string>;
  /** Only `query`. */
  readonly response_modes_supported: ReadonlyArray<string>;
  /** The code, and the refresh token. */
  readonly grant_types_supported: ReadonlyArray<string>;
  /** `public`: every app gets the same `sub`. */
  readonly subject_types_supported: ReadonlyArray<string>;
  /** `RS256`. */
  readonly id_token_signing_alg_values_supported: ReadonlyArray<string>;
  /** The secret in the header or in the form. */
  readonly token_endpoint_auth_methods_supported: ReadonlyArray<string>;
  /** `S256`. */
  readonly code_challenge_methods_supported: ReadonlyArray<string>;
  /** `normal`. */
  readonly claim_types_supported: ReadonlyArray<string>;
  /** Always true (RFC 9207 3). */
  readonly authorization_response_iss_parameter_supported: boolean;
  /** Always false. */
  readonly claims_parameter_supported: boolean;
  /** Always false. */
  readonly request_parameter_supported: boolean;
  /** Always false. */
  readonly request_uri_parameter_supported: boolean;
}
