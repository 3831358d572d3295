// Runs the files of examples/self-hosted unchanged, except for names, ports and TLS.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readExample, writeConfiguration } from '../../runtimes/self-hosted/files.js';
import { findProxies } from '../../runtimes/self-hosted/programs.js';

/** @typedef {import('../../runtimes/everywhere.js').Context} Context */
/** @typedef {{ chat: number, site: number, tailchat: string, login: string, ours: boolean }} Place `ours`: with the line for `serve --oidc` */

/** @param {string} text @param {Place} place */
const fill = (text, { tailchat, login }) =>
  text.replaceAll(/127\.0\.0\.1:1100[01]/g, tailchat).replaceAll('127.0.0.1:8787', login);

/** Replaces a line by the alternative that the comment below it offers. @param {string} text @param {RegExp} line */
function swap(text, line) {
  const swapped = text.replace(line, '$1');
  if (swapped === text) throw new Error('the example offers no line for serve --oidc');
  return swapped;
}

/** @param {Context} context */
export const startNginx = (context) => async (/** @type {Place} */ place) => {
  const { nginx } = await findProxies();
  const ports = [place.chat, place.site];
  const text = (await readExample('nginx.conf'))
    .replaceAll('443 ssl http2', () => `127.0.0.1:${ports.shift()}`)
    .replaceAll(/^\s*ssl_.*$/gm, '');
  const line = /^.*11001\/open\/\.well-known.*\n.*\n\t*# (proxy_pass .*)$/m;
  const servers = fill(place.ours ? swap(text, line) : text, place);
  const folder = await context.makeFolder();
  await context.start(nginx, await writeConfiguration(folder, servers)).says(/event method/);
};

/** @param {Context} context */
export const startCaddy = (context) => async (/** @type {Place} */ place) => {
  const { caddy } = await findProxies();
  const folder = await context.makeFolder();
  const text = (await readExample('Caddyfile'))
    .replace(/^chat\.example/m, `http://127.0.0.1:${place.chat}`)
    .replace(/^app\.example/m, `http://127.0.0.1:${place.site}`)
    .replace(/^\{$/m, '{\n\tadmin off');
  const line = /^\trewrite .*\n.*\n\t# (reverse_proxy .*)$/m;
  const file = join(folder, 'Caddyfile');
  await writeFile(file, fill(place.ours ? swap(text, line) : text, place));
  const env = { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const args = ['run', '--adapter', 'caddyfile', '--config', file];
  await context.start(caddy, args, { env }).says(/serving initial configuration/);
};
