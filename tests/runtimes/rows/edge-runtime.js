// Vercel's edge runtime as strict as Vercel runs it: no code and no WebAssembly from text or bytes.
import { EdgeRuntime, runServer } from 'edge-runtime';
import { assertCondition } from '../condition.js';
import { bundleEdge } from '../edge.js';
import { checkApp } from '../server_cases.js';
import { createSuite } from '../suite.js';

/** @param {import('../everywhere.js').Context} context @returns {Promise<import('../everywhere.js').Outcome>} */
async function runEdge(context) {
  const { code, modules, inputs } = await bundleEdge({
    contents: "import './app/edge-light.js';",
    resolveDir: context.folder,
  });
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
