// Installs programs from Debian's packages. A program that is already on the PATH is used, whoever installed it. No package
// is ever removed.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { failure, findCommand, mustRun, run, say } from './process.js';

/** Maps a command or a file to the package that provides it. @type {Record<string, Record<string, string>>} */
const PACKAGES = {
  wasm: { emcc: 'emscripten', cmake: 'cmake', ninja: 'ninja-build' },
  native: { 'g++': 'g++', cmake: 'cmake', ninja: 'ninja-build' },
  fuzz: {
    'clang++-14': 'clang-14',
    'clang-14': 'clang-14',
    '/usr/lib/llvm-14/lib/clang/14.0.6/include/fuzzer/FuzzedDataProvider.h': 'libclang-rt-14-dev',
  },
  browser: { chromium: 'chromium', openssl: 'openssl' },
  certificates: { openssl: 'openssl' },
  firefox: { 'firefox-esr': 'firefox-esr' },
  webkit: { WebKitWebDriver: 'webkit2gtk-driver', 'xvfb-run': 'xvfb', xauth: 'xauth' },
  /** For pictures with Chinese text. */
  fonts: { '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc': 'fonts-wqy-microhei' },
  systemd: { 'systemd-analyze': 'systemd' },
  redis: { 'redis-server': 'redis-server' },
};

/** @param {string} group @returns {string[]} */
export const packagesOf = (group) => Object.values(PACKAGES[group]);

/** @param {string} name a command, or a file by its whole path */
const isThere = (name) => (name.startsWith('/') ? existsSync(name) : findCommand(name) !== undefined);

const INSTALL = ['install', '-y', '--no-install-recommends', '--no-remove'];
const AS_ROOT = process.getuid?.() === 0;

/** @param {string[]} args @param {string} [cwd] */
const apt = (args, cwd) =>
  run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'APT::Sandbox::User=root', ...args], {
    quiet: true,
    cwd,
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });

/** The commands to type if the script cannot install packages. @param {string[]} packages @param {string[]} commands */
function instructions(packages, commands) {
  if (!findCommand('apt-get'))
    return `Missing on the PATH: ${commands.join(', ')}.
There is no apt-get here, so install them by other means (on Debian 12: ${packages.join(' ')}), then run this again.`;
  return `Missing: ${packages.join(', ')}. That needs root. Run this line as root, then run this again:
  apt-get update && apt-get ${INSTALL.join(' ')} ${packages.join(' ')}`;
}

let updated = false;

/** Refreshes apt's lists, once. A failure shows in the step that needs the lists. */
async function updateLists() {
  if (updated || !AS_ROOT) return;
  updated = true;
  await apt(['update']);
}

/** @param {string[]} args @param {string} advice shown after apt's own words @param {string} [cwd] */
async function mustApt(args, advice, cwd) {
  const { code, output } = await apt(args, cwd);
  if (code === 0) return;
  const errors = output.split('\n').filter((line) => /^[EW]:/.test(line));
  throw failure([...new Set(errors)].slice(-8).concat(advice).join('\n'));
}

/**
 * Unpacks packages into a folder without installing them.
 * @param {string[]} packages @param {string} folder @param {string} advice shown after apt's own words
 */
export async function unpackPackages(packages, folder, advice) {
  await updateLists();
  await mustApt(['download', ...packages], advice, folder);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb')))
    await mustRun('dpkg', ['-x', join(folder, file), join(folder, 'unpacked')], { quiet: true });
}

/** Installs the packages of the named groups whose commands are missing. @param {string[]} groups */
export async function installPackages(groups) {
  const wanted = Object.fromEntries(groups.flatMap((group) => Object.entries(PACKAGES[group])));
  const commands = Object.keys(wanted).filter((command) => !isThere(command));
  if (commands.length === 0) return;
  const packages = [...new Set(commands.map((command) => wanted[command]))];
  if (!AS_ROOT || !findCommand('apt-get')) throw failure(instructions(packages, commands));
  say(`Installing Debian packages: ${packages.join(', ')} (this can take some minutes)`);
  await updateLists();
  await mustApt(
    [...INSTALL, ...packages],
    `apt-get could not install: ${packages.join(', ')}. Is the network there, and is this Debian 12?`,
  );
  const missing = commands.filter((command) => !isThere(command));
  if (missing.length) throw failure(`Installed, but not on the PATH: ${missing.join(', ')}.`);
}
