// Installs the runtimes, and the packed project as `npm publish` would send it.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackage as packAndInstall } from '../../scripts/tarball.js';

/** The folder with the packed package: an import from here gets the files that a user gets. */
export const folder = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

/** The Node that runs the rows. Some of the tools need a newer version than 20. */
export const NODE = join(folder, 'node_modules/node24/bin/node');

/** @returns {Promise<string>} the tarball's path */
export const installPackage = () => packAndInstall(folder);
