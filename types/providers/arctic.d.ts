// tailchat-login/providers/arctic: Tailchat in the manner of arctic's providers.
import type { WebURL } from '../platform.js';
import type { User } from '../user.js';
import type { AskingProviderOptions } from './options.js';

export type { User } from '../user.js';
export type { AskingProviderOptions, ProviderOptions } from './options.js';

/**
 * Makes a provider on arctic's OAuth2Client, with PKCE and state. `readCode` does what arctic leaves to its user: it compares
 * state and `iss`, and reads the error.
 *
 * @param arctic the module itself
 * @throws {TailchatLoginError} `configuration_invalid` for an option that is missing, unknown or wrong,
 *   `api_url_invalid`, `internal_url_invalid`, `client_id_invalid`, `redirect_uri_invalid`, `issuer_invalid`
 * @example
 * import * as arctic from 'arctic';
 * import { tailchat } from 'tailchat-login/providers/arctic';
 *
 * const provider = tailchat({ apiUrl, clientId, clientSecret, redirectUri }, arctic);
 * // Keep both for this browser only, and send the browser to the URL.
 * const state = arctic.generateState();
 * const codeVerifier = arctic.generateCodeVerifier();
 * const callback = await comeBackFrom(provider.createAuthorizationURL(state, codeVerifier));
 * const code = provider.readCode(callback, state);
 * const user = await provider.getUser(await provider.validateAuthorizationCode(code, codeVerifier));
 */
export declare function tailchat<Tokens extends ArcticTokens>(
  options: AskingProviderOptions,
  arctic: Arctic<Tokens>,
): ArcticProvider<Tokens>;

/** The steps of a login. */
export interface ArcticProvider<Tokens extends ArcticTokens = ArcticTokens> {
  /** Makes the address where the browser goes. `state` is what arctic's generateState gave. */
  readonly createAuthorizationURL: (state: string, codeVerifier: string) => WebURL;
  /**
   * Reads the code of a callback. `state` is the one that was kept for this browser; null if there is none.
   *
   * @throws {TailchatLoginError} `callback_url_invalid`, `parameter_repeated`, `state_missing`, `state_mismatch`,
   *   `issuer_missing`, `issuer_mismatch`, `code_missing`, `code_invalid`, `transaction_missing`, `transaction_invalid`, or
   *   the error that Tailchat answered, such as `access_denied`
   */
  readonly readCode: (callback: string | WebURL, state: string | null | undefined) => string;
  /** Redeems the code. It throws what arctic throws. */
  readonly validateAuthorizationCode: (code: string, codeVerifier: string) => Promise<Tokens>;
  /**
   * Asks for the user.
   *
   * @throws {TailchatLoginError} `id_token_malformed`, `id_token_iss_mismatch`, `id_token_aud_mismatch`,
   *   `id_token_exp_invalid`, the codes that begin with `userinfo_` and `upstream_`, `deadline_exceeded`
   */
  readonly getUser: (tokens: ArcticTokens) => Promise<User>;
}

/** The part of arctic's OAuth2Tokens that is used. */
export interface ArcticTokens {
  /** Gives the access token. */
  accessToken(): string;
  /** Gives the id_token. */
  idToken(): string;
}

/** The part of arctic that is used. */
export interface Arctic<Tokens extends ArcticTokens = ArcticTokens> {
  /** The client that arctic's own providers use. */
  readonly OAuth2Client: new (
    clientId: string,
    clientPassword: string | null,
    redirectURI: string | null,
  ) => {
    createAuthorizationURLWithPKCE(
      authorizationEndpoint: string,
      state: string,
      codeChallengeMethod: never,
      codeVerifier: string,
      scopes: string[],
    ): WebURL;
    validateAuthorizationCode(
      tokenEndpoint: string,
      code: string,
      codeVerifier: string | null,
    ): Promise<Tokens>;
  };
  /** The methods of PKCE. */
  readonly CodeChallengeMethod: { readonly S256: unknown };
}
