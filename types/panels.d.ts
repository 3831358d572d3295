// tailchat-login/panels: the site in a panel of a Tailchat group.
import type { WebHeaders } from './platform.js';

export * from './fetch.js';

/**
 * Lets Tailchat show the site in a panel, for the option `panels` of `createLogin`. In a frame of a listed origin the login
 * uses partitioned cookies, begins silently, and asks in a window of its own.
 *
 * @throws {TailchatLoginError} `configuration_invalid`
 * @example
 * import { createPanels } from 'tailchat-login/panels';
 * import { createLogin, readEnv } from 'tailchat-login/worker';
 *
 * const panels = createPanels({ embeddedIn: ['https://chat.example'] });
 * const login = createLogin({ ...readEnv(process.env), panels });
 */
export declare function createPanels(options: PanelsOptions): Panels;

/**
 * Reads the options from the environment: `TAILCHAT_EMBEDDED_IN`, comma separated.
 *
 * @throws {TailchatLoginError} `configuration_invalid`; the message names the variable
 * @example
 * import { createPanels, readPanelsEnv } from 'tailchat-login/panels';
 *
 * const panels = createPanels(readPanelsEnv(process.env));
 */
export declare function readPanelsEnv(env: unknown): PanelsOptions;

/**
 * Returns whether a page of an origin sent the request: by Sec-Fetch-Site, or else by Origin. A site that keeps cookies of
 * its own in panels checks it before it changes anything. A client that sends neither header is no such page.
 *
 * @example
 * import { isSameOrigin } from 'tailchat-login/panels';
 *
 * const allowed = isSameOrigin(request, 'https://site.example');
 * const answer = allowed ? await save(request) : new Response(null, { status: 403 });
 */
export declare function isSameOrigin(request: { readonly headers: WebHeaders }, origin: string): boolean;

/** The options of `createPanels`. */
export interface PanelsOptions {
  /**
   * The origins that may show the site in a frame: at most 32, https, exact; http for localhost and 127.0.0.1. A text has
   * commas between them. With none, only the login in a popup is on. Environment: `TAILCHAT_EMBEDDED_IN`.
   */
  readonly embeddedIn: string | ReadonlyArray<string>;
}

/** The result of `createPanels`. */
export interface Panels {
  /** The origins, without repetition. */
  readonly embeddedIn: ReadonlyArray<string>;
  /** For the Content-Security-Policy of the site's own pages: `frame-ancestors 'self' https://chat.example`. */
  readonly frameAncestors: string;
  /** That code. `createLogin` alone uses it. */
  readonly join: object;
}
