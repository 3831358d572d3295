// tailchat-login/providers/authjs: Tailchat as a provider of Auth.js (@auth/core, NextAuth 5).
import type { ProviderOptions } from './options.js';

export type { ProviderOptions } from './options.js';

/**
 * Makes a provider for Auth.js, with PKCE, state and nonce. Auth.js compares `iss` of the callback and of the id_token.
 * The account's id is `sub`. A user has no address of e-mail.
 *
 * @throws {TailchatLoginError} `configuration_invalid` for an option that is missing, unknown or wrong,
 *   `api_url_invalid`, `internal_url_invalid`, `client_id_invalid`, `issuer_invalid`
 * @example
 * import { tailchat } from 'tailchat-login/providers/authjs';
 *
 * const providers = [tailchat({ apiUrl, clientId, clientSecret })];
 */
export declare function tailchat(options: ProviderOptions): AuthjsProvider;

/** What Auth.js calls an OIDCConfig. */
export interface AuthjsProvider {
  /** The callback's address ends with it. */
  readonly id: 'tailchat';
  /** The name on the button. */
  readonly name: string;
  /** The protocol. */
  readonly type: 'oidc';
  /** What `iss` must be, byte for byte. */
  readonly issuer: string;
  /** The app's id. */
  readonly clientId: string;
  /** The app's secret. */
  readonly clientSecret: string;
  /** Where the browser goes. */
  authorization: { url: string; params: { scope: string } };
  /** Where the code is redeemed. */
  readonly token: string;
  /** Where the user is asked for. */
  readonly userinfo: string;
  /** What Auth.js checks. */
  checks: Array<'pkce' | 'state' | 'nonce'>;
  /** How the client says who it is. */
  client: { token_endpoint_auth_method: 'client_secret_post' };
  /** The profile is that of the userinfo endpoint. */
  readonly idToken: false;
  /** Makes a user of the profile. */
  profile(profile: { readonly sub?: unknown }): AuthjsUser;
}

/** A user of Auth.js. */
export interface AuthjsUser {
  /** The user's `sub`. */
  id: string;
  /** The nickname. */
  name: string | null;
  /** Tailchat gives none. */
  email: null;
  /** The address of the avatar. */
  image: string | null;
}
