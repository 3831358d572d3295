import { groups } from '../../../bindings/wasm/groups/edge-light.js';
import { groupsOn } from '../create.js';

export { readGroupsEnv } from '../options.js';

/** @type {typeof import('../../../types/groups.js').createGroups} */
export const createGroups = groupsOn(groups);
