import { gate } from '../../../bindings/wasm/gate/inline.js';
import { gateOn } from '../create.js';

/** @type {typeof import('../../../types/gate.js').createGate} */
export const createGate = gateOn(gate);
