import { groups } from '../../../bindings/wasm/groups/inline.js';
import { groupsOn } from '../create.js';

export { readGroupsEnv } from '../options.js';

/** @type {(options: import('../options.js').GroupsOptions) => Readonly<import('../create.js').Groups>} */
export const createGroups = groupsOn(groups);
