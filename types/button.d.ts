// tailchat-login/button: importing it makes <tailchat-login> known to the page, and to TSX. On a server it does nothing.
import './jsx.js';
import type { LoginError } from './error.js';
import type { WebCustomEvent, WebHTMLElement } from './platform.js';
import type { User } from './user.js';

export type { LoginError } from './error.js';
export type { ErrorCode, ErrorEntry, ErrorTable } from './errors.js';
export type { TailchatLoginAttributes } from './jsx.js';
export type { User } from './user.js';

declare const ElementBase: WebHTMLElement;

/**
 * `<tailchat-login>`: a button that logs in, shows who is logged in, and logs out.
 *
 * @example
 * import 'tailchat-login/button';
 *
 * const button = document.createElement('tailchat-login');
 * button.returnTo = '/inbox';
 * button.addEventListener('tailchat-login', ({ detail }) => show(detail.user.nickname));
 * document.body.append(button);
 */
export declare class TailchatLoginElement extends ElementBase {
  /** Who is logged in, as far as is known. */
  get user(): User | null;
  /** What the button shows. */
  get state(): TailchatLoginState;
  /** The attribute `base-path`: the path of the worker's routes, or their address; `/auth` if null. */
  get basePath(): string | null;
  set basePath(value: string | null);
  /** The attribute `return-to`: where a login leads back to; where the page is if null. */
  get returnTo(): string | null;
  set returnTo(value: string | null);
  /** The attribute `prompt`: `none`, or some of `login`, `consent` and `select_account`. */
  get prompt(): string | null;
  set prompt(value: string | null);
  /** Asks the worker again who is logged in. A failure is shown: it is not thrown. */
  refresh(): Promise<void>;
  /**
   * Goes to Tailchat.
   *
   * @throws {LoginError} `base_path_invalid`, and goes nowhere
   */
  login(): void;
  /** Ends the session here. A failure is shown: it is not thrown. */
  logout(): Promise<void>;
}

/** What a `<tailchat-login>` shows: `in` is a user, `out` the button that logs in. */
export type TailchatLoginState = 'loading' | 'out' | 'in' | 'error';

/** The event `tailchat-login`: there is a user, at first or another one. */
export interface TailchatLoginEvent extends Omit<WebCustomEvent, 'detail'> {
  /** Who logged in. */
  readonly detail: { readonly user: User };
}

/** The event `tailchat-logout`: there is no user any more. */
export interface TailchatLogoutEvent extends Omit<WebCustomEvent, 'detail'> {
  /** It says nothing more. */
  readonly detail: null;
}

/** The event `tailchat-error`: a question or a logout failed. */
export interface TailchatErrorEvent extends Omit<WebCustomEvent, 'detail'> {
  /** How it failed. */
  readonly detail: { readonly error: LoginError };
}

/** The events of `<tailchat-login>` by their names. They bubble, also out of shadow trees. */
export interface TailchatLoginEventMap {
  /** There is a user, at first or another one. */
  'tailchat-login': TailchatLoginEvent;
  /** There is no user any more. */
  'tailchat-logout': TailchatLogoutEvent;
  /** A question or a logout failed. */
  'tailchat-error': TailchatErrorEvent;
}

declare global {
  interface HTMLElementTagNameMap {
    'tailchat-login': TailchatLoginElement;
  }
  // The element has these from HTMLElement; they bubble, so every element, the document and the window have them too.
  interface GlobalEventHandlersEventMap extends TailchatLoginEventMap {}
}
