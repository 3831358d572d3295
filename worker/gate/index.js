import { gate } from 'tailchat-login/core/gate';
import { gateOn } from './create.js';

/** @type {typeof import('../../types/gate.js').createGate} */
export const createGate = gateOn(gate);
