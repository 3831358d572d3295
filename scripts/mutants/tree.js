// A copy of the project in a temporary folder, for the mutants.
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectFiles } from '../files.js';
import { mustRun, root, run } from '../setup/process.js';
import { mutateFiles } from './list.js';

const NATIVE = 'build/mutants';
/** Without optimisation, because each build runs once, and without warnings: a mutant may leave a parameter unused. */
const CONFIGURE = ['-S', '.', '-B', NATIVE, '-G', 'Ninja', '-DCMAKE_CXX_FLAGS=-O0 -w'];

/** @typedef {Awaited<ReturnType<typeof createTree>>} Tree */

/**
 * Folders that are only read are linked. dist/ is copied, because a mutant may be built into it.
 *
 * @param {import('./product.js').Product} product
 */
export async function createTree(product) {
  const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-mutants-'));
  for (const file of await projectFiles(/./)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  for (const name of ['node_modules', '.deps']) symlinkSync(join(root, name), join(folder, name));
  const copyBuild = (/** @type {string} */ from, /** @type {string} */ to) =>
    cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith('/types') });
  copyBuild(join(root, 'dist'), join(folder, 'dist'));
  copyBuild(join(root, 'dist'), join(folder, 'build/dist'));

  const options = { cwd: folder, quiet: true };
  return {
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),

    /** Inserts the mutant. The returned function removes it. @param {import('./list.js').Mutant} mutant */
    mutate(mutant) {
      const files = mutateFiles(mutant, product);
      for (const [file, text] of files) writeFileSync(join(folder, file), text);
      return () => {
        for (const file of files.keys())
          writeFileSync(join(folder, file), /** @type {string} */ (product.get(file)));
        if (mutant.wasm) copyBuild(join(folder, 'build/dist'), join(folder, 'dist'));
      };
    },

    configureNative: () => mustRun('cmake', CONFIGURE, options),
    /** @param {string[]} tests */
    buildNative: (tests) =>
      run('cmake', ['--build', NATIVE, '--target', ...tests.map((name) => `${name}_test`)], options),
    /** @param {string[]} tests */
    runNative: (tests) =>
      run(
        'ctest',
        ['--test-dir', NATIVE, '--no-tests=error', '--timeout', '60', '-R', `^(${tests.join('|')})$`],
        options,
      ),
    configureWasm: () => mustRun('emcmake', ['cmake', '--preset', 'wasm'], options),
    buildWasm: () => run('cmake', ['--build', '--preset', 'wasm'], options),
  };
}
