// Installs the runtimes, and the project into them as `npm publish` would send it.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackage as packAndInstall } from '../../scripts/tarball.js';

/** Where the packed package is installed: a bare name imported from here is what a user gets. */
export const folder = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

/** The Node that runs the rows, whichever started the script: some of the tools want a newer one than 20. */
export const NODE = join(folder, 'node_modules/node24/bin/node');

/** @returns {Promise<string>} the tarball's path */
export const installPackage = () => packAndInstall(folder);
