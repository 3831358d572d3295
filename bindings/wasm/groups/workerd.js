// workerd does not compile bytes at run time. It imports a .wasm file as a module.
import module from '../../../dist/groups.wasm';
import { bindGroups } from '../../groups.js';

export const groups = bindGroups(() => module, 'workerd');
