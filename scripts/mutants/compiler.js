// Loads the compiler late, because a fresh checkout starts its scripts before it has node_modules.
import { createRequire } from 'node:module';

/** @returns {typeof import('typescript')} */
export const loadCompiler = () => createRequire(import.meta.url)('typescript');
