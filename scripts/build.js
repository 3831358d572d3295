// Builds the wasm (CMake decides what is out of date) and, for the package and the tests, the type declarations.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { TYPESCRIPT } from './files.js';
import { setup } from './setup.js';
import { withLock } from './setup/lock.js';
import { isScript, mustRun, root, runScript, say } from './setup/process.js';
import { checkSizes } from './size.js';

/**
 * CMake refuses a build folder that was made for another source folder: so it does after a checkout was moved or copied.
 * Nothing of such a folder can be used, and it goes.
 *
 * @param {string} folder of the build
 * @param {string} source
 */
export function dropForeignBuild(folder, source) {
  const cache = join(folder, 'CMakeCache.txt');
  if (!existsSync(cache)) return;
  const [, home] = /^CMAKE_HOME_DIRECTORY:INTERNAL=(.*)$/m.exec(readFileSync(cache, 'utf8')) ?? [];
  const [, made] = /^CMAKE_CACHEFILE_DIR:INTERNAL=(.*)$/m.exec(readFileSync(cache, 'utf8')) ?? [];
  if (isSame(home, source) && isSame(made, folder)) return;
  rmSync(folder, { recursive: true });
}

/** @param {string | undefined} path @param {string} other which is there */
const isSame = (path, other) =>
  path !== undefined && existsSync(path) && realpathSync(path) === realpathSync(other);

/** Configures and builds one preset of CMakePresets.json. @param {string} preset @param {string} [target] */
export async function buildPreset(preset, target = 'all') {
  dropForeignBuild(join(root, 'build', preset), root);
  // emcmake adds Emscripten's toolchain file, wherever that is installed.
  const [program, ...args] = preset === 'wasm' ? ['emcmake', 'cmake'] : ['cmake'];
  await mustRun(program, [...args, '--preset', preset], { quiet: true });
  await mustRun('cmake', ['--build', '--preset', preset, '--target', target], { quiet: true });
}

/** @param {string} folder @returns {string[]} */
const scriptsIn = (folder) =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return scriptsIn(name);
    return /\.(js|ts|json)$/.test(entry.name) ? [name] : [];
  });

/** A digest of all that the declarations are made from. */
function sourcesDigest() {
  const folders = /** @type {string[]} */ (
    JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')).include
  );
  const files = folders
    .flatMap(scriptsIn)
    .concat('tsconfig.json', 'package.json', 'package-lock.json')
    .sort();
  const digest = createHash('sha256');
  for (const file of files) digest.update(`${file}\n`).update(readFileSync(join(root, file)));
  return digest.digest('hex');
}

/** Declarations that no entry leads to are nobody's. @param {string} folder */
async function removeUnreached(folder) {
  const { listEntries, reach } = await import('./reach.js'); // not before node_modules is there
  const reached = reach(listEntries().flatMap(([, { types }]) => types ?? []));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !reached.has(relative(root, file))) rmSync(file);
  }
}

/** Type errors fail the build: what is declared has been checked. */
async function buildTypes() {
  const target = join(root, 'dist/types');
  const stamp = join(root, 'build/types.sha256');
  const digest = sourcesDigest();
  if (existsSync(target) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  say('Checking types and writing dist/types');
  rmSync(target, { recursive: true, force: true });
  rmSync(stamp, { force: true });
  await mustRun(process.execPath, [TYPESCRIPT, '-p', 'tsconfig.json']);
  await removeUnreached(target);
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(stamp, digest);
}

/** @param {{ types?: boolean, native?: boolean }} [parts] */
async function build({ types = false, native = false } = {}) {
  say('Building the wasm');
  await buildPreset('wasm');
  checkSizes();
  if (types) await buildTypes();
  if (!native) return;
  say('Building the native tests');
  await buildPreset('dev');
}

/**
 * Set-up and build, one process at a time.
 * @param {{ types?: boolean, native?: boolean, browser?: boolean }} [needs]
 */
export const prepare = (needs) =>
  withLock(async () => {
    await setup(needs);
    await build(needs);
  });

if (isScript(import.meta.url)) await runScript(() => prepare({ types: true }));
