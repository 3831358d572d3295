// tailchat-login/testing: a Tailchat for tests and demos.

/**
 * Starts a Tailchat for tests and demos: its login service and what a bot sees of its groups, in memory, on a loopback
 * port. It needs the package `oidc-provider`, version 7. The storage is gone when it closes.
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

/** What `startTailchat` takes. */
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
   * Whether there is a page at `/stand-in` that gives and takes roles, and bans.
   *
   * @default false
   */
  readonly controls?: boolean | undefined;
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
  /** Its issuer, byte for byte. Where it listens if not given. */
  readonly apiUrl?: string | undefined;
}

/** An app of the open platform. */
export interface TestApp {
  /** The client id. */
  appId: string;
  /** The client secret. */
  appSecret: string;
  /** What the page of the login calls it. */
  appName: string;
  /** `oauth` is among them where the app may log people in, `bot` where it has a bot. */
  capability: string[];
  /** The redirect URIs. An app whose page of them was never saved has none at all. */
  redirectUrls?: string[] | undefined;
  /** Allows every address of localhost, 127.0.0.1 and [::1] as well, which no real Tailchat does. */
  anyLocalhostCallback?: boolean | undefined;
  /** The address of a picture. */
  appIcon?: string | undefined;
  /** The `_id` of the user whose app it is; the first user if not given. */
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
  /** Tells users of one nickname apart. */
  discriminator: string;
  /** Stored text, handed out as it is: `{BACKEND}/...`, an address, empty or null. */
  avatar?: string | null | undefined;
  /** Whether the account is banned. */
  banned?: boolean | undefined;
}

/** A group. */
export interface TestGroup {
  /** The unique id. */
  _id: string;
  /** The name. */
  name: string;
  /** The `_id` of a user, who is a member too, and normally without a role. */
  owner: string;
  /** Who is in it: the `_id` of each user, the roles, and perhaps when a mute ends. */
  members: { userId: string; roles?: string[] | null | undefined; muteUntil?: string | undefined }[];
  /** The roles that it has. */
  roles?: { _id: string; name: string; permissions?: string[] | undefined }[] | undefined;
  /** Its panels, of which nothing is read. */
  panels?: object[] | undefined;
}

/** An invitation to a group. */
export interface TestInvite {
  /** The end of its address. */
  code: string;
  /** The `_id` of the group. */
  groupId: string;
  /** When it ends. One that is permanent has none. */
  expiredAt?: string | undefined;
  /** How often it was used. */
  usage?: number | undefined;
  /** How often it may be used. */
  usageLimit?: number | undefined;
}

/** Switches, all off, for what happens to a real server. */
export interface Trouble {
  /** Its core was restarted since the open platform was started: no bot without a token may log in. */
  coreRestarted: boolean;
  /** Its open platform is down. */
  openPlatformDown: boolean;
  /** `/api` gives no answer. */
  silent: boolean;
}

/**
 * A Tailchat that runs. It reads `apps`, `users`, `groups` and `invites` at each request: change them, and the next request sees it.
 * `users.length = 0` deletes every account, `apps[0].capability = []` takes the login away from an app.
 */
export interface Tailchat {
  /** Where it listens, without a slash at its end: what a real deployment calls API_URL. */
  readonly url: string;
  /** Its apps, which a test may change. */
  readonly apps: TestApp[];
  /** Its accounts, which a test may change. */
  readonly users: TestUser[];
  /** Its groups, which a test may change. */
  readonly groups: TestGroup[];
  /** Its invitations, which a test may change. */
  readonly invites: TestInvite[];
  /** What `/api` suffers from. */
  readonly trouble: Trouble;
  /** Puts an app's bot into a group. */
  readonly addBot: (appId: string, groupId: string) => void;
  /** What was asked of it, without queries and bodies. */
  readonly requests: TestRequest[];
  /**
   * Does a person's part in a browser of its own: gives the callback's URL, which is not requested.
   */
  readonly logIn: (authorizeUrl: string, user?: { email: string; password: string }) => Promise<string>;
  /** Ends every connection at once and frees the port. */
  readonly close: () => Promise<void>;
}

/** A request that a `Tailchat` got. */
export interface TestRequest {
  /** The method. */
  readonly method: string;
  /** The path, without its query. */
  readonly path: string;
}
