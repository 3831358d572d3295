// The package as `npm publish` would send it, installed by its name into a folder with its own package.json.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pack } from './pack.js';
import { npmCommand } from './setup/modules.js';
import { mustRun, root, say } from './setup/process.js';

/** @param {string[]} args @param {string} [cwd] */
function npm(args, cwd) {
  const [program, ...first] = npmCommand();
  return mustRun(program, [...first, ...args, '--loglevel=error'], { quiet: true, cwd });
}

/**
 * Packs the current build into `packed/` of the folder, and installs it with the dependencies of the folder's package.json.
 *
 * @param {string} folder
 * @returns {Promise<string>} the tarball's path
 */
export async function installPackage(folder) {
  const packed = join(folder, 'packed');
  rmSync(packed, { recursive: true, force: true });
  mkdirSync(packed);
  await pack(['--silent', '--pack-destination', packed]);
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const tarball = join(packed, `${name}-${version}.tgz`);

  say('Installing the packed package and its surroundings (the first time takes a minute or two)');
  // npm would keep the installed package, because the new tarball has the same name and version.
  rmSync(join(folder, 'node_modules', name), { recursive: true, force: true });
  await npm(['install', '--no-save', '--no-audit', '--no-fund', '--no-progress', tarball], folder);
  return tarball;
}
