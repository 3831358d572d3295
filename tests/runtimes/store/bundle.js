// Bundles a worker's modules for Miniflare, with only the settings that workerd requires.
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * @param {URL} entry
 * @returns {Promise<{ type: 'ESModule' | 'CompiledWasm', path: string, contents: Uint8Array<ArrayBuffer> }[]>}
 */
export async function bundleModules(entry) {
  const { outputFiles } = await build({
    entryPoints: { worker: fileURLToPath(entry) },
    outdir: '/',
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd'],
    loader: { '.wasm': 'copy' },
    logLevel: 'warning',
  });
  const modules = outputFiles.map(({ path, contents }) => ({
    type: /** @type {'ESModule' | 'CompiledWasm'} */ (path.endsWith('.wasm') ? 'CompiledWasm' : 'ESModule'),
    path: basename(path),
    contents: new Uint8Array(contents),
  }));
  return modules.sort((a) => (a.path === 'worker.js' ? -1 : 1)); // the first is the entry
}
