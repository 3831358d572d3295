// For Vercel's edge runtime: like workerd, but its bundler requires the suffix.
import module from '../../dist/core.wasm?module';
import { bindCore } from '../core.js';

export const core = bindCore(() => module, 'edge-light');
export const ready = async () => {};
