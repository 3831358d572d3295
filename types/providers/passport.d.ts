// tailchat-login/providers/passport: Tailchat for the Strategy of passport-oauth2.
import type { User } from '../user.js';
import type { AskingProviderOptions } from './options.js';

export type { User } from '../user.js';
export type { AskingProviderOptions, ProviderOptions } from './options.js';

/**
 * Makes the two arguments of passport-oauth2's Strategy, with PKCE and state. Its own check takes a code of another
 * server; this one refuses a callback with another `iss`. It asks for the user, within `deadline`.
 *
 * A refused login is a failure of Passport, with the error's code as the message. What goes wrong at Tailchat is an error.
 *
 * @param findAccount gives the account for `req.user`; without one the login is refused
 * @throws {TailchatLoginError} `configuration_invalid` for an option that is missing, unknown or wrong,
 *   `api_url_invalid`, `internal_url_invalid`, `client_id_invalid`, `redirect_uri_invalid`, `issuer_invalid`
 * @example
 * import Strategy from 'passport-oauth2';
 * import { tailchat } from 'tailchat-login/providers/passport';
 *
 * const strategy = new Strategy(
 *   ...tailchat({ apiUrl, clientId, clientSecret, redirectUri }, async (user) => ({ id: user.sub, name: user.nickname })),
 * );
 */
export declare function tailchat<Account extends object>(
  options: AskingProviderOptions,
  findAccount: (
    user: User,
    req: PassportRequest,
  ) => Account | false | null | undefined | Promise<Account | false | null | undefined>,
): [PassportOptions, PassportVerify];

/** The part of Express's request that is used. */
export interface PassportRequest {
  /** The parameters of the query. */
  readonly query?: unknown;
}

/** The options of passport-oauth2's Strategy. */
export interface PassportOptions {
  /** Where the browser goes. */
  authorizationURL: string;
  /** Where the code is redeemed. */
  tokenURL: string;
  /** The app's id. */
  clientID: string;
  /** The app's secret. */
  clientSecret: string;
  /** Where Tailchat leads the browser back to. */
  callbackURL: string;
  /** What is asked for. */
  scope: string;
  /** A state for each login, in the session. */
  state: true;
  /** PKCE with S256. */
  pkce: true;
  /** The check reads the callback's query. */
  passReqToCallback: true;
  /** The check asks for the user. */
  skipUserProfile: true;
}

/** What passport-oauth2 calls once it has tokens. */
export type PassportVerify = (
  req: PassportRequest,
  accessToken: string,
  refreshToken: string | undefined,
  params: { readonly id_token?: unknown },
  profile: unknown,
  done: (...given: never[]) => void,
) => void;
