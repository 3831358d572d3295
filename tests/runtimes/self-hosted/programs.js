// nginx and Caddy to check a configuration with. Unpacked and not installed: Debian starts what it installs.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { unpackPackages } from '../../../scripts/setup/apt.js';
import { root, say } from '../../../scripts/setup/process.js';

const ADVICE = 'nginx and caddy could not be downloaded. Is the network there, and is this Debian 12?';
const folder = join(root, '.deps/proxies');

/** @returns {Promise<{ nginx: string, caddy: string }>} the programs */
export async function findProxies() {
  const programs = { nginx: join(folder, 'usr/sbin/nginx'), caddy: join(folder, 'usr/bin/caddy') };
  if (Object.values(programs).every((file) => existsSync(file))) return programs;
  say('Unpacking nginx and caddy into .deps/');
  const work = join(root, '.deps/unpacking-proxies');
  for (const old of [work, folder]) rmSync(old, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  await unpackPackages(['nginx', 'caddy'], work, ADVICE);
  renameSync(join(work, 'unpacked'), folder);
  rmSync(work, { recursive: true, force: true });
  return programs;
}
