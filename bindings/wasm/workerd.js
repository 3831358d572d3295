// workerd does not compile bytes at run time. It imports a .wasm file as a module.
import module from '../../dist/core.wasm';
import { bindCore } from '../core.js';

export const core = bindCore(() => module, 'workerd');
export const ready = async () => {};
