// tailchat-login/vite: the login in Vite's development server.
import type { Login } from './worker.js';

/**
 * A plug-in for Vite 5 and newer. In `vite dev` and `vite preview` it answers the login's routes beside the page, so that
 * one command runs everything. The configuration comes from the `TAILCHAT_*` variables of the process or of `.env`, as Vite
 * reads them. Without TAILCHAT_API_URL the plug-in starts the stand-in: a Tailchat in memory with the users Alice and Bob,
 * which needs no variable. In production, use a worker or `tailchat-login serve` beside the built page.
 *
 * If Vite's configuration does not set them, TAILCHAT_BASE_URL sets `base`, and on this machine also the port.
 *
 * @throws {Error} at the start of Vite, if a variable is missing or wrong, or if `envPrefix` would expose the app's secret
 * @example
 * import { tailchatLogin } from 'tailchat-login/vite';
 *
 * export default { plugins: [tailchatLogin()] };
 */
export declare function tailchatLogin(options?: TailchatLoginPluginOptions): TailchatLoginPlugin;

/** The options of `tailchatLogin`. */
export interface TailchatLoginPluginOptions {
  /** The login, for options without a variable; by default `createLogin()`. It receives the variables as its `env`. */
  readonly login?: Pick<Login<never, object>, 'fetch' | 'handles'> | undefined;
  /**
   * Whether to start the stand-in, which needs the package `oidc-provider`, version 7. By default the plug-in starts it if
   * TAILCHAT_API_URL is missing or is `http://127.0.0.1:11001`, unless a stand-in is already running.
   */
  readonly mock?: boolean | undefined;
}

/** A plug-in for Vite's option `plugins`. */
export interface TailchatLoginPlugin {
  /** The name in Vite's messages. */
  readonly name: string;
}
