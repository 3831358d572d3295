// Creates a separate project, with the packed package and the files of a row.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const QUIETLY = ['--no-audit', '--no-fund', '--no-progress', '--prefer-offline', '--loglevel=error'];

/**
 * @param {import('./context.js').Context} context
 * @param {Record<string, string>} dependencies
 * @param {Record<string, string>} [files]
 * @returns {Promise<string>} the folder of the project
 */
export async function installProject(context, dependencies, files = {}) {
  const folder = await context.makeFolder();
  const manifest = JSON.stringify({ private: true, dependencies });
  for (const [name, text] of Object.entries({ 'package.json': manifest, ...files })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await context.run('npm', ['install', ...QUIETLY, context.tarball], { cwd: folder });
  return folder;
}
