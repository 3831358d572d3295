// <tailchat-login> in TSX. Each block takes effect if its framework is installed. Otherwise the compiler knows neither the
// module nor its names, and ignores the lines after @ts-ignore.
import type {
  TailchatErrorEvent,
  TailchatLoginElement,
  TailchatLoginEvent,
  TailchatLoginSize,
  TailchatLoginVariant,
  TailchatLogoutEvent,
} from './button.js';

/** The attributes of `<tailchat-login>` that an HTML element does not have. */
export interface TailchatLoginAttributes {
  /** The address that a login leads back to: a path of the page's origin. By default it is the address of the page. */
  readonly 'return-to'?: string | undefined;
  /** The path of the worker's routes, or their address; `/auth` if not given. */
  readonly 'base-path'?: string | undefined;
  /** `none`, or some of `login`, `consent` and `select_account` (OpenID Connect Core 3.1.2.1). */
  readonly prompt?: string | undefined;
  /** The login opens in a window of its own. */
  readonly popup?: boolean | '' | undefined;
  /** The look: `filled`, `outline`, or `icon`, which is a square with a menu behind the avatar. `filled` if not given. */
  readonly variant?: TailchatLoginVariant | undefined;
  /** The size: `small`, `medium` or `large`, as a share of the page's font. `medium` if not given. */
  readonly size?: TailchatLoginSize | undefined;
  /** Puts name and "Log out" into a menu behind the avatar. The variant `icon` has the menu anyway. */
  readonly menu?: boolean | '' | undefined;
}

/** Its events as props of React 19 and Preact. */
export interface TailchatLoginProps extends TailchatLoginAttributes {
  /** There is a user, at first or another one. */
  readonly 'ontailchat-login'?: ((event: TailchatLoginEvent) => void) | undefined;
  /** There is no user any more. */
  readonly 'ontailchat-logout'?: ((event: TailchatLogoutEvent) => void) | undefined;
  /** A question or a logout failed. */
  readonly 'ontailchat-error'?: ((event: TailchatErrorEvent) => void) | undefined;
}

/** Its events as Solid has them. */
export interface TailchatLoginDirectives extends TailchatLoginAttributes {
  /** There is a user, at first or another one. */
  readonly 'on:tailchat-login'?: ((event: TailchatLoginEvent) => void) | undefined;
  /** There is no user any more. */
  readonly 'on:tailchat-logout'?: ((event: TailchatLogoutEvent) => void) | undefined;
  /** A question or a logout failed. */
  readonly 'on:tailchat-error'?: ((event: TailchatErrorEvent) => void) | undefined;
}

// @ts-ignore
type ReactProps = import('react').DetailedHTMLProps<
  // @ts-ignore
  import('react').HTMLAttributes<TailchatLoginElement>,
  TailchatLoginElement
>;

// @ts-ignore
type PreactProps = import('preact').HTMLAttributes<TailchatLoginElement>;

// @ts-ignore
type SolidProps = import('solid-js').JSX.HTMLAttributes<TailchatLoginElement>;

// @ts-ignore
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'tailchat-login': ReactProps & TailchatLoginProps;
    }
  }
}

// @ts-ignore
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'tailchat-login': PreactProps & TailchatLoginProps;
    }
  }
}

// @ts-ignore
declare module 'solid-js/jsx-runtime' {
  namespace JSX {
    interface IntrinsicElements {
      'tailchat-login': SolidProps & TailchatLoginDirectives;
    }
  }
}
