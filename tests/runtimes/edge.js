// Runs code in Vercel's edge runtime, as a deployment or as `vercel dev` does.
import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { EdgeRuntime, runServer } from 'edge-runtime';
import { build } from 'esbuild';

/**
 * @typedef {object} Bundle
 * @property {string} code
 * @property {Record<string, WebAssembly.Module>} modules by the name of the global from which the code reads them
 * @property {string[]} inputs the files in the bundle
 */

/** An import of `.wasm?module` gives the module of a file that is deployed beside the code. @param {Bundle['modules']} modules */
const collectModules = (modules) => ({
  name: 'wasm?module',
  setup({ onLoad, onResolve, resolve }) {
    let count = 0;
    onResolve({ filter: /\.wasm\?module$/ }, async ({ path, ...options }) => {
      const found = await resolve(path.replace(/\?module$/, ''), options);
      return { path: found.path, namespace: 'wasm-module', errors: found.errors };
    });
    onLoad({ filter: /.*/, namespace: 'wasm-module' }, async ({ path }) => {
      const name = `wasm_module_${(count += 1)}`;
      modules[name] = new WebAssembly.Module(await readFile(path));
      return { contents: `export default globalThis.${name};` };
    });
  },
});

/** The modules of Node that the runtime has, by their names in its sandbox. */
const NODE_MODULES = { 'node:buffer': 'Buffer', 'node:events': 'EventEmitter' };

const nodeModules = {
  name: 'node:',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:(buffer|events)$/ }, ({ path }) => ({ path, namespace: 'node' }));
    onLoad({ filter: /.*/, namespace: 'node' }, ({ path }) => {
      const name = NODE_MODULES[path];
      return { contents: `export const ${name} = globalThis.node_${name};` };
    });
  },
};

/** The options of esbuild in `vercel dev`, and options that imitate a deployment. @type {Record<'dev' | 'deployed', object>} */
const OPTIONS = {
  dev: { platform: 'browser' },
  deployed: { platform: 'neutral', mainFields: ['module', 'main'], conditions: ['edge-light'] },
};

/**
 * @param {import('esbuild').StdinOptions} stdin the entry
 * @param {'dev' | 'deployed'} [mode]
 * @returns {Promise<Bundle>}
 */
export async function bundleEdge(stdin, mode = 'deployed') {
  /** @type {Bundle['modules']} */
  const modules = {};
  const { outputFiles, metafile } = await build({
    ...OPTIONS[mode],
    stdin,
    write: false,
    bundle: true,
    format: 'iife',
    plugins: [collectModules(modules), nodeModules],
    metafile: true,
    logLevel: 'warning',
  });
  return { code: outputFiles[0].text, modules, inputs: Object.keys(metafile.inputs) };
}

/**
 * Serves a bundle. Deployed code cannot compile text or bytes to code or WebAssembly. In `vercel dev` it can.
 *
 * @param {import('./everywhere.js').Context} context
 * @param {Bundle} bundle
 * @param {Record<string, string>} env
 * @param {'dev' | 'deployed'} [mode]
 */
export async function serveEdge({ after }, { code, modules }, env, mode = 'deployed') {
  const runtime = new EdgeRuntime({
    initialCode: code,
    ...(mode === 'deployed' && { codeGeneration: { strings: false, wasm: false } }),
    extend: (given) =>
      Object.assign(given, modules, {
        process: { env },
        node_Buffer: Buffer,
        node_EventEmitter: EventEmitter,
      }),
  });
  const server = await runServer({ runtime, host: '127.0.0.1' });
  after(() => server.close());
  return { runtime, url: server.url.replace(/\/$/, '') };
}
