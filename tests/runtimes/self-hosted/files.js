import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../scripts/setup/process.js';

/** @param {string} name */
export const locateExample = (name) => join(root, 'examples/self-hosted', name);

/** @param {string} name */
export const readExample = (name) => readFile(locateExample(name), 'utf8');

/** Wraps the servers of the example in a configuration like Debian's nginx.conf, which writes only to its own folder. @param {string} folder @param {string} servers */
export async function writeConfiguration(folder, servers) {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const http = [...kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`), 'access_log off;', servers];
  const main = ['daemon off;', 'master_process off;', `pid ${folder}/pid;`, 'error_log stderr notice;'];
  const text = [...main, 'events {}', 'http {', ...http, '}', ''].join('\n');
  const file = join(folder, 'nginx.conf');
  await writeFile(file, text.replaceAll('/var/log/nginx/', `${folder}/`));
  return ['-e', 'stderr', '-p', folder, '-c', file];
}
