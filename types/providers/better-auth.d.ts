// tailchat-login/providers/better-auth: Tailchat for the plug-in genericOAuth of Better Auth.
import type { ProviderOptions } from './options.js';

export type { ProviderOptions } from './options.js';

/**
 * Makes a configuration for `genericOAuth`, with PKCE, state and nonce. Better Auth compares `iss` of the callback and of
 * the id_token. It refuses users without an address of e-mail, so each gets `SUB@users.invalid`, which is never verified.
 *
 * @throws {TailchatLoginError} `configuration_invalid` for an option that is missing, unknown or wrong,
 *   `api_url_invalid`, `internal_url_invalid`, `client_id_invalid`, `issuer_invalid`
 * @example
 * import { tailchat } from 'tailchat-login/providers/better-auth';
 *
 * const config = [tailchat({ apiUrl, clientId, clientSecret })];
 */
export declare function tailchat(options: ProviderOptions): BetterAuthProvider;

/** What Better Auth calls a GenericOAuthConfig. */
export interface BetterAuthProvider {
  /** The callback's address ends with it. */
  readonly providerId: 'tailchat';
  /** The name on the button. */
  readonly name: string;
  /** The app's id. */
  readonly clientId: string;
  /** The app's secret. */
  readonly clientSecret: string;
  /** Where Better Auth reads the issuer and the keys. */
  readonly discoveryUrl: string;
  /** Where the browser goes. */
  readonly authorizationUrl: string;
  /** Where the code is redeemed. */
  readonly tokenUrl: string;
  /** Where the user is asked for. */
  readonly userInfoUrl: string;
  /** No login without the issuer and the keys. */
  readonly requireIdTokenVerification: true;
  /** Tailchat has no logout for other sites. */
  readonly disableProviderLogout: true;
  /** What is asked for. */
  scopes: string[];
  /** PKCE with S256. */
  readonly pkce: true;
  /** How the client says who it is. */
  readonly authentication: 'post';
  /** Makes a user of the profile. */
  mapProfileToUser(profile: { readonly sub?: unknown }): BetterAuthUser;
}

/** A user of Better Auth. */
export interface BetterAuthUser {
  /** The nickname, or `sub`. */
  name: string;
  /** An address that receives nothing. */
  email: string;
  /** Nobody has verified it. */
  emailVerified: false;
  /** The address of the avatar. */
  image: string | undefined;
}
