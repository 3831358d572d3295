// A user's project: the sources of one of the small apps here, and the package in its node_modules.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The package and what it needs, as npm installed them. @param {import('../everywhere.js').Context} context */
async function listInstalled({ find }) {
  const names = new Set(['tailchat-login']);
  for (const name of names) {
    const { dependencies = {} } = JSON.parse(await readFile(find(`${name}/package.json`), 'utf8'));
    for (const needed of Object.keys(dependencies)) names.add(needed);
  }
  return [...names];
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
  for (const name of await listInstalled(context))
    await cp(context.find(name), join(folder, 'node_modules', name), { recursive: true });
  return folder;
}
