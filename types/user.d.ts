/** A user of Tailchat. The object is frozen, or only you have it. */
export interface User {
  /** The unique id, which never changes: link accounts by it. 1 to 255 ASCII characters. */
  readonly sub: string;
  /** The name that the user chose, at most 256 bytes. It is raw text: never use it as HTML. */
  readonly nickname?: string;
  /** Distinguishes users with the same nickname, at most 32 bytes. Tailchat shows `nickname#discriminator`. */
  readonly discriminator?: string;
  /** The address of a picture: https, or http on this machine and in a private network. */
  readonly avatar?: string;
}

/** The result of a finished login. */
export interface FinishedLogin {
  /** The user. */
  readonly user: User;
  /** The address that the login leads back to: a path of the site, or an address on an origin in `allowedOrigins`. */
  readonly returnTo: string;
}
