// Creates projects from the unchanged recipes of docs/frameworks.md and docs/libraries.md.
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../../../scripts/setup/process.js';

/** The name of a file, followed by its content. */
const FILE = /^`([^`\n]+)`\n\n```\w+\n([\s\S]*?)^```$/gm;

/** Files that the starter of the framework creates. */
const MANIFEST = JSON.stringify({ private: true, type: 'module' });

const QUIETLY = ['--no-audit', '--no-fund', '--no-progress', '--prefer-offline', '--loglevel=error'];

/**
 * Creates a project with the files of some sections, and with the given files.
 *
 * @typedef {Record<string, string>} Renamed what the recipe calls a package -> what this folder calls it
 *
 * @param {import('../everywhere.js').Context} context
 * @param {string | string[]} headings of the sections
 * @param {Record<string, string>} [files] if they have no package.json, the project uses the packages of this folder
 * @param {Renamed} [renamed]
 * @param {string} [document]
 * @returns {Promise<string>} its folder
 */
export async function makeProject(
  { makeFolder, find, run, tarball },
  headings,
  files = {},
  renamed,
  document = 'docs/frameworks.md',
) {
  const sections = (await readFile(join(root, document), 'utf8')).split(/^## /m);
  const recipe = Object.fromEntries(
    [headings].flat().flatMap((heading) => {
      const section = sections.find((text) => text.startsWith(`${heading}\n`)) ?? '';
      const found = [...section.matchAll(FILE)].map(([, name, text]) => [name, text]);
      if (found.length === 0) throw new Error(`${document} has no files under ${heading}`);
      return found;
    }),
  );

  const folder = await makeFolder();
  for (const [name, text] of Object.entries({ 'package.json': MANIFEST, ...files, ...recipe })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  if (files['package.json']) await run('npm', ['install', ...QUIETLY, tarball], { cwd: folder });
  else if (renamed) await linkPackages(join(folder, 'node_modules'), find, renamed);
  else await symlink(find(''), join(folder, 'node_modules'));
  return folder;
}

/** @param {string} folder @param {(path: string) => string} find @param {Renamed} renamed */
async function linkPackages(folder, find, renamed) {
  await mkdir(folder);
  for (const [name, target] of Object.entries({ 'tailchat-login': 'tailchat-login', ...renamed }))
    await symlink(find(target), join(folder, name));
}
