// Puts the C++ headers into a folder of their own: libboost1.81-dev cannot be installed beside Debian's default Boost, and a
// compiler for wasm must never see /usr/include.
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unpackPackages } from './apt.js';
import { failure, findCommand, root, say } from './process.js';

const DEPENDENCIES = join(root, '.deps');
const PACKAGES = ['libboost1.81-dev', 'nlohmann-json3-dev'];
/** A file that exists if the folder is complete. @type {Record<string, string>} */
const PROBES = { boost: 'version.hpp', nlohmann: 'json.hpp' };

const ADVICE = `The C++ headers are missing. Either run "apt-get update" as root on Debian 12 with a network, or set
TAILCHAT_LOGIN_INCLUDE to a folder that has boost/ (version 1.81 or 1.82) and nlohmann/ (version 3.11 or newer) in it; then run this again.`;

/** @param {string} folder */
const missingIn = (folder) =>
  Object.entries(PROBES)
    .filter(([name, file]) => !existsSync(join(folder, name, file)))
    .map(([name]) => name);

/** @param {string} work */
async function unpackHeaders(work) {
  say('Unpacking the Boost 1.81 and nlohmann_json headers into .deps/');
  await unpackPackages(PACKAGES, work, ADVICE);
  mkdirSync(join(work, 'include'));
  for (const name of Object.keys(PROBES))
    renameSync(join(work, 'unpacked/usr/include', name), join(work, 'include', name));
}

/** @param {string} work @param {string} given */
function linkFolders(work, given) {
  const missing = missingIn(given);
  if (missing.length)
    throw failure(`TAILCHAT_LOGIN_INCLUDE: there is no ${missing.join(' and no ')} in ${given}.`);
  mkdirSync(join(work, 'include'));
  for (const name of Object.keys(PROBES)) symlinkSync(join(given, name), join(work, 'include', name));
}

/** Creates .deps/include completely or not at all: it is assembled in another folder and then renamed. */
export async function provideHeaders() {
  const target = join(DEPENDENCIES, 'include');
  if (missingIn(target).length === 0) return;
  const given = process.env.TAILCHAT_LOGIN_INCLUDE;
  if (!given && !(findCommand('apt-get') && findCommand('dpkg'))) throw failure(ADVICE);
  const work = join(DEPENDENCIES, 'unpacking');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    if (given) linkFolders(work, resolve(given));
    else await unpackHeaders(work);
    rmSync(target, { recursive: true, force: true });
    renameSync(join(work, 'include'), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
