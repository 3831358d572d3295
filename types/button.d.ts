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
  /** The user who is logged in, as far as the page knows. */
  get user(): User | null;
  /** The state that the button shows. */
  get state(): TailchatLoginState;
  /** The attribute `base-path`: the path of the worker's routes, or their address; `/auth` if null. */
  get basePath(): string | null;
  set basePath(value: string | null);
  /** The attribute `return-to`: the address that a login leads back to; the page's own address if null. */
  get returnTo(): string | null;
  set returnTo(value: string | null);
  /** The attribute `prompt`: `none`, or some of `login`, `consent` and `select_account`. */
  get prompt(): string | null;
  set prompt(value: string | null);
  /** The attribute `popup`: the login opens in a window of its own. In a panel of Tailchat it always does. */
  get popup(): boolean;
  set popup(value: boolean);
  /** The attribute `variant`: the look; `filled` if null. `icon` is a square with a menu behind the avatar. */
  get variant(): TailchatLoginVariant | null;
  set variant(value: TailchatLoginVariant | null);
  /** The attribute `size`: a share of the page's font; `medium` if null. */
  get size(): TailchatLoginSize | null;
  set size(value: TailchatLoginSize | null);
  /** The attribute `menu`: name and "Log out" are in a menu behind the avatar. The variant `icon` has the menu anyway. */
  get menu(): boolean;
  set menu(value: boolean);
  /** Asks the worker again who is logged in. The button shows a failure; it is not thrown. */
  refresh(): Promise<void>;
  /**
   * Goes to Tailchat.
   *
   * @throws {LoginError} `base_path_invalid`, and goes nowhere
   */
  login(): void;
  /** Ends the session here. The button shows a failure; it is not thrown. */
  logout(): Promise<void>;
}

/** The state of a `<tailchat-login>`: `in` shows a user, `out` shows the button that logs in. */
export type TailchatLoginState = 'loading' | 'out' | 'in' | 'error';

/** The look of a `<tailchat-login>`. */
export type TailchatLoginVariant = 'filled' | 'outline' | 'icon';

/** The size of a `<tailchat-login>`, as a share of the page's font. */
export type TailchatLoginSize = 'small' | 'medium' | 'large';

/** The event `tailchat-login`: a user, or another user, is logged in. */
export interface TailchatLoginEvent extends Omit<WebCustomEvent, 'detail'> {
  /** The user. */
  readonly detail: { readonly user: User };
}

/** The event `tailchat-logout`: there is no user any more. */
export interface TailchatLogoutEvent extends Omit<WebCustomEvent, 'detail'> {
  /** The event has no details. */
  readonly detail: null;
}

/** The event `tailchat-error`: a request for the user or a logout failed. */
export interface TailchatErrorEvent extends Omit<WebCustomEvent, 'detail'> {
  /** The error. */
  readonly detail: { readonly error: LoginError };
}

/** The events of `<tailchat-login>` by their names. They bubble, also out of shadow trees. */
export interface TailchatLoginEventMap {
  /** A user, or another user, is logged in. */
  'tailchat-login': TailchatLoginEvent;
  /** There is no user any more. */
  'tailchat-logout': TailchatLogoutEvent;
  /** A request for the user or a logout failed. */
  'tailchat-error': TailchatErrorEvent;
}

declare global {
  interface HTMLElementTagNameMap {
    'tailchat-login': TailchatLoginElement;
  }
  // The element has these from HTMLElement; they bubble, so every element, the document and the window have them too.
  interface GlobalEventHandlersEventMap extends TailchatLoginEventMap {}
}
