// The package as `npm publish` would send it. Bundlers and compilers that do not read `exports` look for an entry in a
// folder of its name. Packing creates a package.json there, which names the entry's files, and deletes it afterwards.
import { mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { npmCommand } from './setup/modules.js';
import { isScript, mustRun, root, runScript } from './setup/process.js';
import { withLock } from './setup/lock.js';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** @typedef {{ main: string, types?: string }} Lead paths from the package's root; one of our own alone has no types */

/** The entries whose files are in another folder, and the paths of the package.json files for them. @returns {[string, Lead][]} */
export const listLeads = () =>
  Object.entries(manifest.exports)
    .filter(
      ([subpath, target]) => target.default && subpath !== '.' && target.default !== `${subpath}/index.js`,
    )
    .map(([subpath, { types, default: main }]) => [join(subpath, 'package.json'), { main, types }]);

/** Creates the folders of `listLeads`. */
function writeLeads() {
  for (const [file, { main, types }] of listLeads()) {
    const up = dirname(file).replaceAll(/[^/]+/g, '..');
    const lead = { type: 'module', main: join(up, main), ...(types && { types: join(up, types) }) };
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), `${JSON.stringify(lead)}\n`);
  }
}

/** Deletes them, and folders that are empty afterwards. */
function removeLeads() {
  for (const [file] of listLeads()) {
    rmSync(join(root, file), { force: true });
    for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
      try {
        rmdirSync(join(root, folder));
      } catch {
        break; // another entry's folder is in it
      }
    }
  }
}

/** @param {string[]} args of `npm pack` */
export const pack = (args) =>
  withLock(async () => {
    writeLeads();
    try {
      const [program, ...first] = npmCommand();
      return await mustRun(program, [...first, 'pack', '--ignore-scripts', '--loglevel=error', ...args], {
        quiet: true,
      });
    } finally {
      removeLeads();
    }
  });

/** The files that `npm publish` would send from the current build. @returns {Promise<string[]>} */
export async function listContents() {
  const answer = JSON.parse(await pack(['--dry-run', '--json']));
  // npm 12 answers with an object by package name, older versions with an array.
  const [{ files }] = /** @type {{ files: { path: string }[] }[]} */ (Object.values(answer));
  return files.map(({ path }) => path).sort();
}

if (isScript(import.meta.url))
  await runScript(async () => (process.argv[2] === 'after' ? removeLeads() : writeLeads()));
