// tailchat-login/testing: a Tailchat for tests and demos.
import type { EnvironmentOptions, LoginOptions } from './options.js';
import type { SessionUser } from './worker.js';

/**
 * Starts a Tailchat for tests and demos: its login service, and its groups as a bot sees them, in memory, on a loopback
 * port. It needs the package `oidc-provider`, version 7. Closing it deletes all data.
 *
 * @throws {TypeError} for an option that is wrong; the message names it
 * @throws {Error} where oidc-provider is missing or has another version
 * @example
 * import { startTailchat } from 'tailchat-login/testing';
 *
 * const tailchat = await startTailchat({
 *   apps: [{ appId: 'tc_1', appSecret: 's', appName: 'Site', capability: ['oauth'], redirectUrls: [] }],
 *   users: [{ _id: '1', email: 'ann@site.example', password: 'p', nickname: 'Ann', discriminator: '0001' }],
 * });
 * show(tailchat.url); // what a real deployment calls API_URL
 * await tailchat.close();
 */
export declare function startTailchat(options: TailchatOptions): Promise<Tailchat>;

/**
 * Makes the cookie of a session without a login: for a test of a page that only users get. The options are those of the
 * site's `createLogin`, or `readEnv(process.env)`: its keys, address and app.
 *
 * @throws {TailchatLoginError} `configuration_invalid`, `api_url_invalid`, `client_id_invalid`
 * @throws {TypeError} for a login with a store, where the session is not in the cookie
 * @example
 * import { createSessionCookie } from 'tailchat-login/testing';
 * import { readEnv } from 'tailchat-login/worker';
 *
 * const user = { sub: '64b1f0c2a5d3e97b4c8f1a20', nickname: 'Ann', discriminator: '0001' };
 * const cookie = await createSessionCookie(readEnv(process.env), user);
 * await context.addCookies([cookie]); // of Playwright
 */
export declare function createSessionCookie(
  options: LoginOptions | EnvironmentOptions,
  user: SessionUser,
): Promise<SessionCookie>;

/** A cookie, as Playwright's `addCookies` takes it. */
export interface SessionCookie {
  /** The name. */
  name: string;
  /** The value. It is as good as a password. */
  value: string;
  /** The host, without its port. */
  domain: string;
  /** The path. */
  path: string;
  /** No script may read it. */
  httpOnly: boolean;
  /** Whether the site has https. */
  secure: boolean;
  /** It comes along where a link of another site leads here. */
  sameSite: 'Lax';
}

/** The options of `startTailchat`. */
export interface TailchatOptions {
  /** The apps of its open platform. They are copied. */
  readonly apps: ReadonlyArray<TestApp>;
  /** Its accounts. They are copied. */
  readonly users: ReadonlyArray<TestUser>;
  /** Its groups. They are copied. */
  readonly groups?: ReadonlyArray<TestGroup> | undefined;
  /** The invitations to its groups. They are copied. */
  readonly invites?: ReadonlyArray<TestInvite> | undefined;
  /**
   * Whether there is a page at `/stand-in` that gives and takes roles, and bans, and on the login page a button for each
   * account.
   *
   * @default false
   */
  readonly controls?: boolean | undefined;
  /**
   * Whether the discovery document is also at `/.well-known/openid-configuration`, as behind a proxy that leads this
   * address to `/open`. Other programs look for it there.
   *
   * @default false
   */
  readonly standardDiscovery?: boolean | undefined;
  /**
   * The port, or 0 for a free one.
   *
   * @default 0
   */
  readonly port?: number | undefined;
  /**
   * The address that it listens on.
   *
   * @default "127.0.0.1"
   */
  readonly host?: string | undefined;
  /** Its issuer, byte for byte; by default the address where it listens. */
  readonly apiUrl?: string | undefined;
}

/** An app of the open platform. */
export interface TestApp {
  /** The client id. */
  appId: string;
  /** The client secret. */
  appSecret: string;
  /** The name on the login page. */
  appName: string;
  /** Contains `oauth` if the app may log people in, and `bot` if it has a bot. */
  capability: string[];
  /** The redirect URIs. They are missing if the app's settings were never saved. */
  redirectUrls?: string[] | undefined;
  /** Also allows every address of localhost, 127.0.0.1 and [::1]. A real Tailchat does not. */
  anyLocalhostCallback?: boolean | undefined;
  /** The address of a picture. */
  appIcon?: string | undefined;
  /** The `_id` of the owner; by default the first user. */
  owner?: string | undefined;
}

/** An account. */
export interface TestUser {
  /** The unique id: `sub`. */
  _id: string;
  /** What the user logs in with. */
  email: string;
  /** What the user logs in with. */
  password: string;
  /** The name that the user chose. */
  nickname: string;
  /** Distinguishes users with the same nickname. */
  discriminator: string;
  /** The stored text, returned unchanged: `{BACKEND}/...`, an address, empty or null. */
  avatar?: string | null | undefined;
  /** Whether the account is banned. */
  banned?: boolean | undefined;
  /** Whether Tailchat has verified the address. Only its API says so. */
  emailVerified?: boolean | undefined;
}

/** A group. */
export interface TestGroup {
  /** The unique id. */
  _id: string;
  /** The name. */
  name: string;
  /** The `_id` of the owner, who is also a member, normally without a role. */
  owner: string;
  /** The members: the `_id` of each user, the roles, and optionally the end of a mute. */
  members: { userId: string; roles?: string[] | null | undefined; muteUntil?: string | undefined }[];
  /** The roles of the group. */
  roles?: { _id: string; name: string; permissions?: string[] | undefined }[] | undefined;
  /** Its panels. Those that show a website have `meta.url`. */
  panels?: object[] | undefined;
}

/** An invitation to a group. */
export interface TestInvite {
  /** The end of its address. */
  code: string;
  /** The `_id` of the group. */
  groupId: string;
  /** Its end. A permanent invitation has none. */
  expiredAt?: string | undefined;
  /** The number of its uses. */
  usage?: number | undefined;
  /** The allowed number of uses. */
  usageLimit?: number | undefined;
}

/** Switches, all off, and a delay, for what happens to a real server. */
export interface Trouble {
  /** Its core was restarted after the open platform, so bots without a token cannot log in. */
  coreRestarted: boolean;
  /** Its open platform is down. */
  openPlatformDown: boolean;
  /** `/api` gives no answer. */
  silent: boolean;
  /** What a site's own server asks is answered with 503, so that each login fails; the pages for people are there. */
  down: boolean;
  /** The milliseconds that each answer takes longer, 0 for none. */
  slow: number;
}

/**
 * A running Tailchat. It reads `apps`, `users`, `groups` and `invites` at each request, so the next request sees a change.
 * `users.length = 0` deletes every account, and `apps[0].capability = []` disables the login of an app.
 */
export interface Tailchat {
  /** The address where it listens, without a slash at its end. A real deployment calls it API_URL. */
  readonly url: string;
  /** Its apps, which a test may change. */
  readonly apps: TestApp[];
  /** Its accounts, which a test may change. */
  readonly users: TestUser[];
  /** Its groups, which a test may change. */
  readonly groups: TestGroup[];
  /** Its invitations, which a test may change. */
  readonly invites: TestInvite[];
  /** The faults of `/api`. */
  readonly trouble: Trouble;
  /** Adds an app's bot to a group. */
  readonly addBot: (appId: string, groupId: string) => void;
  /** The requests that it received, without queries and bodies. */
  readonly requests: TestRequest[];
  /**
   * Logs a person in with its own browser, and returns the callback's URL without requesting it.
   */
  readonly logIn: (authorizeUrl: string, user?: { email: string; password: string }) => Promise<string>;
  /** Ends every connection at once and frees the port. */
  readonly close: () => Promise<void>;
}

/** A request that a `Tailchat` received. */
export interface TestRequest {
  /** The method. */
  readonly method: string;
  /** The path, without its query. */
  readonly path: string;
}
