import { groups } from 'tailchat-login/core/groups';
import { groupsOn } from './create.js';

export { readGroupsEnv } from './options.js';

/** @type {typeof import('../../types/groups.js').createGroups} */
export const createGroups = groupsOn(groups);
