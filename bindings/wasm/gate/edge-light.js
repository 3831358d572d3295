// Vercel's edge runtime: as workerd, with a suffix that its bundler asks for.
import module from '../../../dist/gate.wasm?module';
import { bindGate } from '../../gate.js';

export const gate = bindGate(() => module, 'edge-light');
