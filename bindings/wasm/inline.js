// For all other runtimes and bundlers: the script contains the bytes.
import hex from '../../dist/core.js';
import { bindCore } from '../core.js';
import { createProgram } from './bytes.js';

const { compile, ready } = createProgram(hex, () => import('../../dist/core_translated.js'));

export const core = bindCore(compile, 'default');
export { ready };
