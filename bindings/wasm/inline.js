// For every runtime that lets a script compile bytes: they are in the script.
import hex from '../../dist/core.js';
import { bindCore } from '../core.js';
import { decodeHex } from '../hex.js';

export const core = bindCore(() => new WebAssembly.Module(decodeHex(hex)));
