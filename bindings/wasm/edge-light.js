// Vercel's edge runtime: as workerd, with a suffix that its bundler asks for.
import module from '../../dist/core.wasm?module';
import { bindCore } from '../core.js';

export const core = bindCore(() => module, 'edge-light');
export const ready = async () => {};
