// For all other runtimes and bundlers: the script contains the bytes.
import hex from '../../../dist/groups.js';
import { bindGroups } from '../../groups.js';
import { createProgram } from '../bytes.js';

const { compile, ready } = createProgram(hex, () => import('../../../dist/groups_translated.js'));

export const groups = bindGroups(compile, 'default', ready);
