// tailchat-login/groups: groups, roles and bans as Tailchat has them now.
import type { GroupsEnvironmentOptions, GroupsOptions } from './options.js';

export type { GroupsEnvironmentOptions, GroupsOptions } from './options.js';
export * from './fetch.js';

/**
 * Makes what knows groups, roles and bans, at most `cacheSeconds` old, by a bot that is in the groups. What it cannot
 * say rejects with `groups_unavailable`: nobody is let in by not knowing.
 *
 * @throws {TailchatLoginError} `configuration_invalid`, `api_url_invalid`, `internal_url_invalid`
 * @example
 * import { createGroups } from 'tailchat-login/groups';
 *
 * const groups = createGroups({ apiUrl, botId, botSecret });
 * const lack = await groups.lacks(sub, { group });
 * if (lack) show(`${lack.group.name}: ${lack.code}`);
 */
export declare function createGroups(options: GroupsOptions): Groups;

/**
 * Reads the options that the environment has. The login's own app is the bot where no other is given.
 *
 * @throws {TailchatLoginError} `configuration_invalid`, `api_url_invalid`, `internal_url_invalid`; the message names the
 *   variable
 * @example
 * import { createGroups, readGroupsEnv } from 'tailchat-login/groups';
 *
 * const groups = createGroups(readGroupsEnv(process.env));
 */
export declare function readGroupsEnv(env: unknown): GroupsEnvironmentOptions;

/** Groups, roles and bans. What it gives is frozen. */
export interface Groups {
  /**
   * Gives the groups that a user is a member of.
   *
   * @throws {TailchatLoginError} `groups_unavailable`
   */
  readonly of: (sub: string) => Promise<ReadonlyArray<Membership>>;
  /**
   * Tells whether a user is banned, or deleted, or was never there.
   *
   * @throws {TailchatLoginError} `groups_unavailable`
   */
  readonly isBanned: (sub: string) => Promise<boolean>;
  /**
   * Gives what a user lacks of a requirement, or undefined.
   *
   * @throws {TailchatLoginError} `groups_unavailable`; `group_unknown` where the bot does not see the group;
   *   `configuration_invalid` where an id is none, or the group is not among `groupIds`
   */
  readonly lacks: (sub: string, requirement: Requirement) => Promise<Lack | undefined>;
  /**
   * Lists the groups that count, with their roles.
   *
   * @throws {TailchatLoginError} `groups_unavailable`
   */
  readonly list: () => Promise<ReadonlyArray<ListedGroup>>;
  /** Says a lack in words, for a page: escape them, for names are other people's text. */
  readonly explain: (lack: Lack, language: 'en' | 'zh') => LackExplanation;
  /**
   * Names groups that must be read, for rules: call it at the start.
   *
   * @throws {TailchatLoginError} `configuration_invalid` where an id is none, or they are too many
   */
  readonly watch: (ids: ReadonlyArray<string>) => void;
}

/** A group or a role. */
export interface NamedId {
  /** 24 lower-case hexadecimal digits. Decide by it: anybody can copy a name. */
  readonly id: string;
  /** As Tailchat shows it. It is the id where the name is too long. */
  readonly name: string;
}

/** A group that a user is a member of. */
export interface Membership extends NamedId {
  /** Whether the group is the user's own. */
  readonly owner: boolean;
  /** The user's roles in it; the owner has every one. */
  readonly roles: ReadonlyArray<NamedId>;
  /** When a mute ends, in seconds since 1970; missing where there is none. */
  readonly mutedUntil?: number;
}

/** A group that counts. */
export interface ListedGroup extends NamedId {
  /** All roles that it has. */
  readonly roles: ReadonlyArray<NamedId>;
  /** How many members it has. */
  readonly memberCount: number;
}

/** What a user must have. */
export interface Requirement {
  /** A group's id. */
  readonly group: string;
  /** The id of a role of this group. */
  readonly role?: string | undefined;
}

/** A lack in words. */
export interface LackExplanation {
  /** The title of a page. */
  readonly title: string;
  /** What is missing, and who can give it. */
  readonly text: string;
  /** The words of the link to `joinUrl`. */
  readonly join: string;
}

/** What a user lacks, for a page that says so. */
export interface Lack {
  /** Whether the user is no member of the group, or has not the role. */
  readonly code: 'group_missing' | 'role_missing';
  /** The group. */
  readonly group: NamedId;
  /** With `role_missing`: the role. */
  readonly role?: NamedId;
  /** Where one can join the group, as `joinUrls` has it. */
  readonly joinUrl?: string;
}
