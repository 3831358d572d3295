// workerd compiles no bytes at run time; it imports a .wasm file as a module.
import module from '../../../dist/groups.wasm';
import { bindGroups } from '../../groups.js';

export const groups = bindGroups(() => module, 'workerd');
