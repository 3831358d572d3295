// The compiler, once node_modules is there: a fresh checkout starts its scripts before it has any.
import { createRequire } from 'node:module';

/** @returns {typeof import('typescript')} */
export const loadCompiler = () => createRequire(import.meta.url)('typescript');
