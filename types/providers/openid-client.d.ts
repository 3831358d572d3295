// tailchat-login/providers/openid-client: Tailchat as a Configuration of openid-client 6.
import type { User } from '../user.js';
import type { ProviderOptions } from './options.js';
import type { ClientOptions } from '../options.js';

export type { User } from '../user.js';
export type { ProviderOptions } from './options.js';

/**
 * Makes a Configuration, without a request: Tailchat's discovery document stands where strict clients do not look. Its
 * metadata makes openid-client demand `iss` in the callback, and RS256.
 *
 * @param openid the module itself
 * @throws {TailchatLoginError} `configuration_invalid` for an option that is missing, unknown or wrong,
 *   `api_url_invalid`, `internal_url_invalid`, `client_id_invalid`, `issuer_invalid`
 * @example
 * import * as openid from 'openid-client';
 * import { tailchat } from 'tailchat-login/providers/openid-client';
 *
 * const { configuration, scope, readUser } = tailchat({ apiUrl, clientId, clientSecret }, openid);
 * const state = openid.randomState();
 * const nonce = openid.randomNonce();
 * const verifier = openid.randomPKCECodeVerifier();
 * const code_challenge = await openid.calculatePKCECodeChallenge(verifier);
 * const parameters = { redirect_uri: redirectUri, scope, state, nonce, code_challenge, code_challenge_method: 'S256' };
 * const callback = await comeBackFrom(openid.buildAuthorizationUrl(configuration, parameters));
 * const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
 * const tokens = await openid.authorizationCodeGrant(configuration, callback, checks);
 * const user = readUser(await openid.fetchUserInfo(configuration, tokens.access_token, tokens.claims().sub));
 */
export declare function tailchat<Configuration extends OpenidConfiguration>(
  options: OpenidProviderOptions,
  openid: OpenidClient<Configuration>,
): OpenidProvider<Configuration>;

/** The options: `deadline` becomes the Configuration's `timeout`. */
export interface OpenidProviderOptions extends ProviderOptions, Pick<ClientOptions, 'deadline' | 'log'> {}

/** What openid-client needs of Tailchat. */
export interface OpenidProvider<Configuration> {
  /** For each function of openid-client. */
  readonly configuration: Configuration;
  /** For `buildAuthorizationUrl`. */
  readonly scope: string;
  /**
   * Makes a user of what `fetchUserInfo` gave.
   *
   * @throws {TailchatLoginError} the codes that begin with `userinfo_`
   */
  readonly readUser: (userinfo: { readonly sub: string }) => User;
}

/** The part of a Configuration that is used. */
export interface OpenidConfiguration {
  /** Seconds that a request may take. */
  timeout?: number | undefined;
}

/** The part of openid-client that is used. */
export interface OpenidClient<Configuration extends OpenidConfiguration> {
  /** What its functions are given. */
  readonly Configuration: new (
    server: never,
    clientId: string,
    metadata?: never,
    clientAuthentication?: never,
  ) => Configuration;
  /** How the client says who it is. */
  readonly ClientSecretPost: (clientSecret?: string) => unknown;
  /** Lets plain http be asked. */
  readonly allowInsecureRequests: (configuration: never) => void;
}
