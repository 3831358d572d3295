// workerd compiles no bytes at run time; it imports a .wasm file as a module.
import module from '../../dist/core.wasm';
import { bindCore } from '../core.js';

export const core = bindCore(() => module, 'workerd');
export const ready = async () => {};
