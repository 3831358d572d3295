// Serves api/index.js in Vercel's edge runtime, without an account at Vercel.
import { readFile } from 'node:fs/promises';
import { EdgeRuntime, runServer } from 'edge-runtime';
import { build } from 'esbuild';

const modules = {};

/** Loads a `.wasm?module` import as Vercel does: from a file that is deployed beside the code. */
const wasm = {
  name: 'wasm?module',
  setup({ onLoad, onResolve, resolve }) {
    onResolve({ filter: /\.wasm\?module$/ }, async ({ path, ...options }) => {
      const found = await resolve(path.slice(0, -'?module'.length), options);
      return { path: found.path, namespace: 'wasm', errors: found.errors };
    });
    onLoad({ filter: /.*/, namespace: 'wasm' }, async ({ path }) => {
      const name = `wasm_${Object.keys(modules).length}`;
      modules[name] = new WebAssembly.Module(await readFile(path));
      return { contents: `export default globalThis.${name};` };
    });
  },
};

const { outputFiles } = await build({
  stdin: {
    resolveDir: import.meta.dirname,
    contents: `import handle from './api/index.js';
      addEventListener('fetch', (event) => event.respondWith(handle(event.request, event)));`,
  },
  write: false,
  bundle: true,
  platform: 'neutral',
  format: 'iife',
  mainFields: ['module', 'main'],
  conditions: ['edge-light'],
  plugins: [wasm],
});

const runtime = new EdgeRuntime({
  initialCode: outputFiles[0].text,
  codeGeneration: { strings: false, wasm: false },
  extend: (context) => Object.assign(context, modules, { process: { env: { ...process.env } } }),
});
const { PORT = '8787', HOST = '127.0.0.1', TAILCHAT_BASE_URL } = process.env;
await runServer({ runtime, host: HOST, port: Number(PORT) });
// Shows the name and not 127.0.0.1, because the login's cookies belong to this name.
console.log(`Listening on ${TAILCHAT_BASE_URL}`);
