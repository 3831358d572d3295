// Creates a user's project: the sources of one of the small apps here, with the package in node_modules.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listEntries } from '../../../scripts/reach.js';

/** The package and its dependencies, as npm installed them. @param {import('../everywhere.js').Context} context */
async function listInstalled({ find }) {
  const names = new Set(['tailchat-login']);
  for (const name of names) {
    const { dependencies = {} } = JSON.parse(await readFile(find(`${name}/package.json`), 'utf8'));
    for (const needed of Object.keys(dependencies)) names.add(needed);
  }
  return [...names];
}

/** The entries that a server may bundle: `react`, `next` and `vite` need a package of that name, `testing` needs oidc-provider. */
const ENTRIES = listEntries()
  .filter(([subpath, { types }]) => types && !['./next', './react', './testing', './vite'].includes(subpath))
  .map(([subpath]) => subpath.replace(/^\./, 'tailchat-login'));

/** The source of a script that exports everything of all these entries. */
function makeEntries() {
  const imports = ENTRIES.map((name, index) => `import * as entry${index} from '${name}';`);
  const members = ENTRIES.map((name, index) => `'${name}': Object.keys(entry${index}).sort(),`);
  return [...imports, 'export const entries = {', ...members, '};'].join('\n');
}

/** The expected exports: those of the entries in Node. @returns {Promise<Record<string, string[]>>} */
export async function readEntries() {
  const modules = await Promise.all(
    ENTRIES.map(async (name) => [name, Object.keys(await import(name)).sort()]),
  );
  return Object.fromEntries(modules);
}

/**
 * @param {import('../everywhere.js').Context} context
 * @param {'page' | 'server'} app
 * @returns {Promise<string>} the project's folder
 */
export async function makeConsumer(context, app) {
  const folder = await context.makeFolder();
  await cp(join(context.folder, 'bundlers', app), folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await writeFile(join(folder, 'entries.js'), makeEntries());
  for (const name of await listInstalled(context))
    await cp(context.find(name), join(folder, 'node_modules', name), { recursive: true });
  return folder;
}
