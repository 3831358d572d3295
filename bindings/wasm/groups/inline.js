// For every runtime that lets a script compile bytes: they are in the script.
import hex from '../../../dist/groups.js';
import { decodeHex } from '../../hex.js';
import { bindGroups } from '../../groups.js';

export const groups = bindGroups(() => new WebAssembly.Module(decodeHex(hex)));
