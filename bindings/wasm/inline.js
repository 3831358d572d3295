// For every runtime and bundler of which nothing better is known: the bytes are in the script.
import hex from '../../dist/core.js';
import { bindCore } from '../core.js';
import { createProgram } from './bytes.js';

const { compile, ready } = createProgram(hex, () => import('../../dist/core_translated.js'));

export const core = bindCore(compile, 'default');
export { ready };
