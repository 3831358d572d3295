// Unpacks nginx, Caddy and HAProxy without installing them, because Debian would start an installed server.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { unpackPackages } from '../../../scripts/setup/apt.js';
import { withLock } from '../../../scripts/setup/lock.js';
import { root, say } from '../../../scripts/setup/process.js';

const ADVICE =
  'nginx, caddy and haproxy could not be downloaded. Is the network there, and is this Debian 12?';
const LIBRARIES = ['liblua5.3-0', 'libopentracing-c-wrapper0', 'libopentracing1'];
const folder = join(root, '.deps/proxies');

/** `libraries` is the folder with HAProxy's libraries. @returns {Promise<{ nginx: string, caddy: string, haproxy: string, libraries: string }>} */
export async function findProxies() {
  const programs = {
    nginx: join(folder, 'usr/sbin/nginx'),
    caddy: join(folder, 'usr/bin/caddy'),
    haproxy: join(folder, 'usr/sbin/haproxy'),
    libraries: join(folder, `usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`),
  };
  const isThere = () => Object.values(programs).every((file) => existsSync(file));
  // Several rows or test files may need them at the same time.
  if (!isThere()) await withLock(async () => isThere() || unpack());
  return programs;
}

async function unpack() {
  say('Unpacking nginx, caddy and haproxy into .deps/');
  const work = join(root, '.deps/unpacking-proxies');
  for (const old of [work, folder]) rmSync(old, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  await unpackPackages(['nginx', 'caddy', 'haproxy', ...LIBRARIES], work, ADVICE);
  renameSync(join(work, 'unpacked'), folder);
  rmSync(work, { recursive: true, force: true });
}
