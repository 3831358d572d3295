// For Vercel's edge runtime: like workerd, but its bundler requires the suffix.
import module from '../../../dist/groups.wasm?module';
import { bindGroups } from '../../groups.js';

export const groups = bindGroups(() => module, 'edge-light');
