// For every runtime and bundler of which nothing better is known: the bytes are in the script.
import hex from '../../../dist/gate.js';
import { bindGate } from '../../gate.js';
import { createProgram } from '../bytes.js';

const { compile, ready } = createProgram(hex, () => import('../../../dist/gate_translated.js'));

export const gate = bindGate(compile, 'default', ready);
