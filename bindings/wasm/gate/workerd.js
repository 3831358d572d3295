// workerd compiles no bytes at run time; it imports a .wasm file as a module.
import module from '../../../dist/gate.wasm';
import { bindGate } from '../../gate.js';

export const gate = bindGate(() => module, 'workerd');
