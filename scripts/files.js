// The project's own files, as git knows them: tracked, or new and not ignored.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand, mustRun, root } from './setup/process.js';

/** @param {RegExp} pattern @returns {Promise<string[]>} */
export async function projectFiles(pattern) {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const names = (await mustRun('git', args, { quiet: true })).split('\0');
  return [...new Set(names)].filter((name) => pattern.test(name) && existsSync(join(root, name))).sort();
}

/** What prettier looks after; .prettierignore lists the generated ones. */
export const PRETTIER_FILES = /\.(js|css|html|json)$/;
export const PRETTIER = 'node_modules/prettier/bin/prettier.cjs';

export const CPP_FILES = /^(src|bindings|bench|tests)\/.*\.(cpp|hpp)$/;

/** clang-format's versions disagree with each other: the project's is Debian 12's, 14. */
export async function clangFormat() {
  for (const name of ['clang-format-14', 'clang-format']) {
    if (!findCommand(name)) continue;
    if (/version 14\./.test(await mustRun(name, ['--version'], { quiet: true }))) return name;
  }
  return undefined;
}
