import { gate } from '../../../bindings/wasm/gate/edge-light.js';
import { gateOn } from '../create.js';

/** @type {typeof import('../../../types/gate.js').createGate} */
export const createGate = gateOn(gate);
