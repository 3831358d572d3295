// Builds the wasm: CMake decides what is out of date. The type declarations in types/ are written by hand, or made by
// `npm run vocabulary`.
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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

/** @param {{ native?: boolean }} [parts] */
async function build({ native = false } = {}) {
  say('Building the wasm');
  await buildPreset('wasm');
  checkSizes();
  if (!native) return;
  say('Building the native tests');
  await buildPreset('dev');
}

/**
 * Set-up and build, one process at a time.
 * @param {{ native?: boolean, browser?: boolean }} [needs]
 */
export const prepare = (needs) =>
  withLock(async () => {
    await setup(needs);
    await build(needs);
  });

if (isScript(import.meta.url)) await runScript(() => prepare());
