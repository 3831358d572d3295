// Installs the runtimes, and the project into them as `npm publish` would send it.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun, root, say } from '../../scripts/setup/process.js';

/** Where the packed package is installed: a bare name imported from here is what a user gets. */
export const folder = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

/** The Node that runs the rows, whichever started the script: some of the tools want a newer one than 20. */
export const NODE = join(folder, 'node_modules/node24/bin/node');

/** @returns {Promise<string>} the tarball's path */
export async function installPackage() {
  const packed = join(folder, 'packed');
  await rm(packed, { recursive: true, force: true });
  await mkdir(packed);
  const target = ['--pack-destination', packed];
  await mustRun('npm', ['pack', '--ignore-scripts', '--silent', ...target], { quiet: true });
  const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const tarball = join(packed, `${name}-${version}.tgz`);

  say('Installing the runtimes and the packed package (the first time takes a minute or two)');
  // npm takes a tarball of the same name and version for the one that it has.
  await rm(join(folder, 'node_modules', name), { recursive: true, force: true });
  const quietly = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  await mustRun('npm', ['install', '--no-save', ...quietly, tarball], { cwd: folder, quiet: true });
  return tarball;
}
