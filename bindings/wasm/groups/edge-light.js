// Vercel's edge runtime: as workerd, with a suffix that its bundler asks for.
import module from '../../../dist/groups.wasm?module';
import { bindGroups } from '../../groups.js';

export const groups = bindGroups(() => module, 'edge-light');
