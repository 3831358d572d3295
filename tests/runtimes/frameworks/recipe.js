// The recipes of docs/frameworks.md and docs/libraries.md, as they stand there.
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../../../scripts/setup/process.js';

/** A name of a file, and below it what is in it. */
const FILE = /^`([^`\n]+)`\n\n```\w+\n([\s\S]*?)^```$/gm;

/** What a recipe leaves to the framework's own starter. */
const MANIFEST = JSON.stringify({ private: true, type: 'module' });

const QUIETLY = ['--no-audit', '--no-fund', '--no-progress', '--prefer-offline', '--loglevel=error'];

/**
 * A project with the files of one section, and the given ones beside them.
 *
 * @typedef {Record<string, string>} Renamed what the recipe calls a package -> what this folder calls it
 *
 * @param {import('../everywhere.js').Context} context
 * @param {string} heading
 * @param {Record<string, string>} [files] without a package.json of theirs the packages are those of this folder
 * @param {Renamed} [renamed]
 * @param {string} [page] the document
 * @returns {Promise<string>} its folder
 */
export async function makeProject(
  { makeFolder, find, run, tarball },
  heading,
  files = {},
  renamed = undefined,
  page = 'docs/frameworks.md',
) {
  const document = await readFile(join(root, page), 'utf8');
  const section = document.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const recipe = Object.fromEntries([...section.matchAll(FILE)].map(([, name, text]) => [name, text]));
  if (Object.keys(recipe).length === 0) throw new Error(`${page} has no files under ${heading}`);

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
