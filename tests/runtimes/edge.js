// Bundles for Vercel's edge runtime as Vercel does: a `.wasm?module` import is the module of a file that is deployed
// beside the code.
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

/**
 * @param {import('esbuild').StdinOptions} stdin the entry
 * @returns {Promise<{ code: string, modules: Record<string, WebAssembly.Module>, inputs: string[] }>}
 */
export async function bundleEdge(stdin) {
  /** @type {Record<string, WebAssembly.Module>} */
  const modules = {};
  /** @type {import('esbuild').Plugin} */
  const wasm = {
    name: 'wasm?module',
    setup({ onLoad, onResolve, resolve }) {
      onResolve({ filter: /\.wasm\?module$/ }, async ({ path, ...options }) => {
        const found = await resolve(path.replace(/\?module$/, ''), options);
        return { path: found.path, namespace: 'wasm-module', errors: found.errors };
      });
      onLoad({ filter: /.*/, namespace: 'wasm-module' }, async ({ path }) => {
        const name = `wasm_module_${Object.keys(modules).length}`;
        modules[name] = new WebAssembly.Module(await readFile(path));
        return { contents: `export default globalThis.${name};` };
      });
    },
  };
  const { outputFiles, metafile } = await build({
    stdin,
    write: false,
    bundle: true,
    format: 'iife',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['edge-light'],
    plugins: [wasm],
    metafile: true,
    logLevel: 'warning',
  });
  return { code: outputFiles[0].text, modules, inputs: Object.keys(metafile.inputs) };
}
