// tailchat-login/vite: the login in Vite's development server.
import type { Login } from './worker.js';

/**
 * A plug-in for Vite 5 and newer. In `vite dev` and `vite preview` it answers the login's routes beside the page, so that
 * one command runs all. The configuration comes from the `TAILCHAT_*` variables, of the process or of `.env`, as Vite reads
 * them; without TAILCHAT_API_URL it starts the stand-in, a Tailchat in memory that has Alice and Bob, and needs no variable.
 * A built page has a worker of its own, or `tailchat-login serve`.
 *
 * TAILCHAT_BASE_URL decides over the `base`, and for this machine over the port, where the configuration does not.
 *
 * @throws {Error} at the start of Vite, where a variable is missing or wrong, or `envPrefix` would show the app's secret
 * @example
 * import { tailchatLogin } from 'tailchat-login/vite';
 *
 * export default { plugins: [tailchatLogin()] };
 */
export declare function tailchatLogin(options?: TailchatLoginPluginOptions): TailchatLoginPlugin;

/** What `tailchatLogin` takes. */
export interface TailchatLoginPluginOptions {
  /** The login, with options that no variable says. `createLogin()` if not given. It gets the variables as its `env`. */
  readonly login?: Pick<Login<never, object>, 'fetch' | 'handles'> | undefined;
  /**
   * Whether to start the stand-in, which needs the package `oidc-provider`, version 7. If not given, it is started where
   * TAILCHAT_API_URL is missing or is `http://127.0.0.1:11001`, unless a stand-in is there already.
   */
  readonly mock?: boolean | undefined;
}

/** A plug-in, as Vite takes it among its `plugins`. */
export interface TailchatLoginPlugin {
  /** By which Vite's messages call it. */
  readonly name: string;
}
