import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../scripts/setup/process.js';

/** @param {string} name */
export const locateExample = (name) => join(root, 'examples/self-hosted', name);

/** @param {string} name */
export const readExample = (name) => readFile(locateExample(name), 'utf8');
