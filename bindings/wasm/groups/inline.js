// For every runtime and bundler of which nothing better is known: the bytes are in the script.
import hex from '../../../dist/groups.js';
import { bindGroups } from '../../groups.js';
import { createProgram } from '../bytes.js';

const { compile, ready } = createProgram(hex, () => import('../../../dist/groups_translated.js'));

export const groups = bindGroups(compile, 'default', ready);
