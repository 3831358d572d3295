// Runs the files of the examples unchanged, except for the ports and TLS.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProxies } from '../../runtimes/self-hosted/programs.js';

/** @typedef {import('../../runtimes/everywhere.js').Context} Context */
/** @typedef {{ port: number, gate: string, program: string }} Place */

/** @param {string} name @param {Place} place */
async function readExample(name, { port, gate, program }) {
  const text = await readFile(new URL(`../../../examples/gate/${name}`, import.meta.url), 'utf8');
  return text
    .replaceAll('127.0.0.1:8787', gate)
    .replaceAll('127.0.0.1:3000', program)
    .replaceAll('wiki.example', `localhost:${port}`);
}

/** Wraps the server block in a configuration like Debian's nginx.conf, which writes only to its own folder. @param {string} folder @param {string} server */
function aroundServer(folder, server) {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const http = [...kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`), 'access_log off;', server];
  const main = ['daemon off;', 'master_process off;', `pid ${folder}/pid;`, 'error_log stderr notice;'];
  return [...main, 'events {}', 'http {', ...http, '}', ''].join('\n');
}

/** @param {Context} context */
export const startNginx = (context) => async (/** @type {Place} */ place) => {
  const { nginx } = await findProxies();
  const servers = (await readExample('nginx.conf', place))
    .replace('443 ssl http2', `127.0.0.1:${place.port}`)
    .replace(/server_name .*;/, 'server_name localhost;')
    .replaceAll(/^\s*ssl_.*$/gm, '');
  const folder = await context.makeFolder();
  const file = join(folder, 'nginx.conf');
  await writeFile(file, aroundServer(folder, servers));
  await context.start(nginx, ['-e', 'stderr', '-p', folder, '-c', file]).says(/event method/);
};

/** @param {Context} context */
export const startCaddy = (context) => async (/** @type {Place} */ place) => {
  const { caddy } = await findProxies();
  const folder = await context.makeFolder();
  const file = join(folder, 'Caddyfile');
  const site = (await readExample('Caddyfile', place)).replace(/^localhost:/m, 'http://localhost:');
  await writeFile(file, `{\n\tadmin off\n}\n${site}`);
  const env = { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const args = ['run', '--adapter', 'caddyfile', '--config', file];
  await context.start(caddy, args, { env }).says(/serving initial configuration/);
};

/** @param {Context} context */
export const startHaproxy = (context) => async (/** @type {Place} */ place) => {
  const { haproxy, libraries } = await findProxies();
  const folder = await context.makeFolder();
  const [file, lua] = [join(folder, 'haproxy.cfg'), join(folder, 'gate.lua')];
  await writeFile(lua, await readExample('gate.lua', place));
  const text = (await readExample('haproxy.cfg', place))
    .replace('/etc/haproxy/gate.lua', lua)
    .replace(/bind .*/, `bind 127.0.0.1:${place.port}`)
    .replace(' https localhost', ' http localhost')
    .replaceAll('X-Forwarded-Proto https', 'X-Forwarded-Proto http');
  await writeFile(file, text);
  const env = { LD_LIBRARY_PATH: libraries };
  await context
    .start(haproxy, ['-db', '-V', '-f', file], { env })
    .says(/Using epoll|\w+\(\) as the polling mechanism/);
};
