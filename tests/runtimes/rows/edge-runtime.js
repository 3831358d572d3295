import assert from 'node:assert/strict';
import { assertCondition } from '../condition.js';
import { bundleEdge, serveEdge } from '../edge.js';
import { checkApp } from '../server_cases.js';
import { createSuite } from '../suite.js';

const EMPTY_MODULE = 'new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).toString()';

/** @param {'dev' | 'deployed'} mode @param {string} entry @param {string} condition */
function runEdge(mode, entry, condition) {
  return async (/** @type {import('../everywhere.js').Context} */ context) => {
    const bundle = await bundleEdge({ contents: `import '${entry}';`, resolveDir: context.folder }, mode);
    assertCondition(bundle.inputs, condition);
    const tailchat = await context.startTailchat();
    const { runtime, url } = await serveEdge(context, bundle, tailchat.environment(), mode);
    const suite = createSuite();
    if (mode === 'deployed')
      await suite.test('the runtime compiles no WebAssembly', () =>
        assert.throws(() => runtime.evaluate(EMPTY_MODULE), /Wasm code generation disallowed/),
      );
    await checkApp(suite, url, tailchat);
    return { version: await context.versionOf('edge-runtime'), condition, ...suite.outcome() };
  };
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  {
    name: 'edge-runtime',
    kind: 'runtime',
    title: 'Vercel edge runtime',
    run: runEdge('deployed', './app/edge-light.js', 'edge-light'),
  },
  {
    name: 'edge-runtime-dev',
    kind: 'runtime',
    title: 'Vercel edge runtime, as in `vercel dev`',
    run: runEdge('dev', './app/edge-inline.js', 'default'),
  },
];
