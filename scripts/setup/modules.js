// Installs node_modules if it does not match package-lock.json.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { failure, findCommand, root, run, say } from './process.js';

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean }>} Packages */

/** @param {string} name @returns {Packages} */
const packagesOf = (name) => JSON.parse(readFileSync(join(root, name), 'utf8')).packages;

/** npm writes its record of the installed packages at the end, so an interrupted install has no record. */
function upToDate() {
  const record = 'node_modules/.package-lock.json';
  if (!existsSync(join(root, record))) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf('package-lock.json')).every(
    ([path, { version, integrity, optional }]) =>
      path === '' ||
      (installed[path]
        ? installed[path].version === version && installed[path].integrity === integrity
        : optional),
  );
}

/** The npm that belongs to the running node, as a program and its first arguments. @returns {string[]} */
export function npmCommand() {
  const { npm_execpath: given } = process.env;
  const beside = join(dirname(dirname(process.execPath)), 'lib/node_modules/npm/bin/npm-cli.js');
  const script = [given, beside].find((file) => file && basename(file) === 'npm-cli.js' && existsSync(file));
  if (script) return [process.execPath, script];
  const found = findCommand('npm');
  if (!found)
    throw failure('npm is missing: install the npm that belongs to this Node, then run this again.');
  return [found];
}

/** No package here needs its install script. `--include` also installs what NODE_ENV=production would leave out. */
export async function installModules() {
  if (upToDate()) return;
  say('Installing npm packages');
  const [program, ...first] = npmCommand();
  const args = [...first, 'ci', '--ignore-scripts', '--include=dev', '--loglevel=error', '--no-progress'];
  const { code, output } = await run(program, args, { quiet: true });
  if (code !== 0) throw failure(`${output.trim()}\nnpm ci failed (${code}). Is the network there?`);
}
