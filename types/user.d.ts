/** A user of Tailchat. Where this package returns one, the object is frozen or yours alone. */
export interface User {
  /** The unique id, which never changes: link accounts by it. 1 to 255 ASCII characters. */
  readonly sub: string;
  /** The name that the user chose, at most 256 bytes: raw text, never HTML. */
  readonly nickname?: string;
  /** Tells users of one nickname apart, at most 32 bytes: Tailchat shows `nickname#discriminator`. */
  readonly discriminator?: string;
  /** The address of a picture: https, or http on this machine and in a private network. */
  readonly avatar?: string;
}

/** What a login that has ended gives. */
export interface FinishedLogin {
  /** Who logged in. */
  readonly user: User;
  /** Where the login leads back to: a path of the site, or an address that `allowedOrigins` has. */
  readonly returnTo: string;
}
