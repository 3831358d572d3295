// tailchat-login/groups: the current groups, roles and bans of Tailchat.
import type { GroupsEnvironmentOptions, GroupsOptions } from './options.js';

export type { GroupsEnvironmentOptions, GroupsOptions } from './options.js';
export * from './fetch.js';

/**
 * Creates an object that knows groups, roles and bans. A bot in the groups reads them, and the data is at most
 * `cacheSeconds` old. If the data is unknown, the functions reject with `groups_unavailable`, so nobody is let in.
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
 * Reads the options from the environment. If it names no bot, the login's own app is the bot.
 *
 * @throws {TailchatLoginError} `configuration_invalid`, `api_url_invalid`, `internal_url_invalid`; the message names the
 *   variable
 * @example
 * import { createGroups, readGroupsEnv } from 'tailchat-login/groups';
 *
 * const groups = createGroups(readGroupsEnv(process.env));
 */
export declare function readGroupsEnv(env: unknown): GroupsEnvironmentOptions;

/** Groups, roles and bans. All results are frozen. */
export interface Groups {
  /**
   * Returns the groups of a user.
   *
   * @throws {TailchatLoginError} `groups_unavailable`
   */
  readonly of: (sub: string) => Promise<ReadonlyArray<Membership>>;
  /**
   * Returns whether a user is banned, is deleted, or never existed.
   *
   * @throws {TailchatLoginError} `groups_unavailable`
   */
  readonly isBanned: (sub: string) => Promise<boolean>;
  /**
   * Returns the group or role that a user lacks, or undefined if the user meets the requirement.
   *
   * @throws {TailchatLoginError} `groups_unavailable`; `group_unknown` where the bot does not see the group;
   *   `configuration_invalid` if an id is invalid, or if the group is not in `groupIds`
   */
  readonly lacks: (sub: string, requirement: Requirement) => Promise<Lack | undefined>;
  /**
   * Lists the known groups, with their roles.
   *
   * @throws {TailchatLoginError} `groups_unavailable`
   */
  readonly list: () => Promise<ReadonlyArray<ListedGroup>>;
  /** Returns texts about a lack for a page. Escape them, because users choose the names. */
  readonly explain: (lack: Lack, language: 'en' | 'zh') => LackExplanation;
  /**
   * Names groups that must be read. Call it at the start, with the groups of your rules.
   *
   * @throws {TailchatLoginError} `configuration_invalid` where an id is none, or they are too many
   */
  readonly watch: (ids: ReadonlyArray<string>) => void;
}

/** A group or a role. */
export interface NamedId {
  /** 24 lower-case hexadecimal digits. Decide by the id, because anybody can copy a name. */
  readonly id: string;
  /** The name that Tailchat shows. If it is too long, this is the id. */
  readonly name: string;
}

/** A group that a user is a member of. */
export interface Membership extends NamedId {
  /** Whether the user owns the group. */
  readonly owner: boolean;
  /** The user's roles in the group. The owner has all of them. */
  readonly roles: ReadonlyArray<NamedId>;
  /** The end of a mute, in seconds since 1970; missing if the user is not muted. */
  readonly mutedUntil?: number;
}

/** A known group. */
export interface ListedGroup extends NamedId {
  /** All roles of the group. */
  readonly roles: ReadonlyArray<NamedId>;
  /** The number of members. */
  readonly memberCount: number;
}

/** A group that a user must be in, and optionally a role that the user must have. */
export interface Requirement {
  /** A group's id. */
  readonly group: string;
  /** The id of a role of this group. */
  readonly role?: string | undefined;
}

/** The texts about a lack. */
export interface LackExplanation {
  /** The title of a page. */
  readonly title: string;
  /** A sentence that names the missing group or role, and who can give it. */
  readonly text: string;
  /** The words of the link to `joinUrl`. */
  readonly join: string;
}

/** The group or role that a user lacks, for a page that says so. */
export interface Lack {
  /** `group_missing` if the user is not in the group, `role_missing` if the user lacks the role. */
  readonly code: 'group_missing' | 'role_missing';
  /** The group. */
  readonly group: NamedId;
  /** With `role_missing`: the role. */
  readonly role?: NamedId;
  /** The link to join the group, from `joinUrls`. */
  readonly joinUrl?: string;
}
