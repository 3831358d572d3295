// Vercel's edge runtime as strict as Vercel runs it: no code and no WebAssembly from text or bytes. Its bundler gives
// a `.wasm?module` import the module of a file that it deploys beside the code, as here.
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { EdgeRuntime, runServer } from 'edge-runtime';
import { assertCondition } from '../condition.js';
import { checkApp } from '../server_cases.js';
import { createSuite } from '../suite.js';

/**
 * @param {string} entry
 * @returns {Promise<{ code: string, modules: Record<string, WebAssembly.Module>, inputs: string[] }>}
 */
export async function bundleEdge(entry) {
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
    entryPoints: [entry],
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

/** @param {import('../everywhere.js').Context} context @returns {Promise<import('../everywhere.js').Outcome>} */
async function runEdge(context) {
  const { code, modules, inputs } = await bundleEdge(`${context.folder}/app/edge-light.js`);
  assertCondition(inputs, 'edge-light');
  const tailchat = await context.startTailchat();
  const runtime = new EdgeRuntime({
    initialCode: code,
    codeGeneration: { strings: false, wasm: false },
    extend: (given) => Object.assign(given, modules, { process: { env: tailchat.environment() } }),
  });
  const server = await runServer({ runtime, host: '127.0.0.1' });
  context.after(() => server.close());

  const suite = createSuite();
  await suite.test('the runtime compiles no WebAssembly', () => {
    const attempt = 'new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))';
    let refused = false;
    try {
      runtime.evaluate(attempt);
    } catch {
      refused = true;
    }
    if (!refused) throw new Error('it did');
  });
  await checkApp(suite, server.url.replace(/\/$/, ''), tailchat);
  return { version: await context.versionOf('edge-runtime'), condition: 'edge-light', ...suite.outcome() };
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = [{ name: 'edge-runtime', kind: 'runtime', title: 'Vercel edge runtime', run: runEdge }];
