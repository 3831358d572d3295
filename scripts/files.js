// The project's own files, as git knows them: tracked, or new and not ignored.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand, mustRun, root } from './setup/process.js';

/** @param {RegExp} pattern @returns {Promise<string[]>} */
export async function projectFiles(pattern) {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const names = (await mustRun('git', args, { quiet: true })).split('\0');
  return [...new Set(names)].filter((name) => pattern.test(name) && existsSync(join(root, name))).sort();
}

/** All files of a folder, without git: tests also run in a copy that has none. @param {string} folder @returns {string[]} */
export const filesIn = (folder) =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(name);
    return [name];
  });

export const listTests = () => filesIn('tests').filter((file) => file.endsWith('.test.js'));

/** The files that prettier formats. .prettierignore lists the generated ones. */
export const PRETTIER_FILES = /\.(js|ts|css|html|json)$/;
export const PRETTIER = 'node_modules/prettier/bin/prettier.cjs';
export const TYPESCRIPT = 'node_modules/typescript/bin/tsc';

export const CPP_FILES = /^(src|bindings|bench|tests)\/.*\.(cpp|hpp)$/;

/** Versions of clang-format differ in their results. The project uses version 14, from Debian 12. */
export async function clangFormat() {
  for (const name of ['clang-format-14', 'clang-format']) {
    if (!findCommand(name)) continue;
    if (/version 14\./.test(await mustRun(name, ['--version'], { quiet: true }))) return name;
  }
  return undefined;
}
