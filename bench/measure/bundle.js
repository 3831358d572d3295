// Bundles an entry, and measures the files that are sent over the network.
import { readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { weigh } from '../../scripts/size.js';

const here = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {ReturnType<typeof weigh>} Size bytes */

/** @param {Size} a @param {Size} b @returns {Size} */
const add = (a, b) => ({ raw: a.raw + b.raw, gzip: a.gzip + b.gzip, brotli: a.brotli + b.brotli });

const MOST_PARTS = 5;
const PLATFORM = {
  page: { conditions: ['browser'], platform: /** @type {const} */ ('browser') },
  worker: { conditions: ['workerd', 'worker'], platform: /** @type {const} */ ('neutral') },
};

/** The largest parts, minified. @param {ReadonlyArray<import('esbuild').Metafile['outputs'][string]>} outputs */
function describe(outputs) {
  /** @type {Map<string, number>} */
  const parts = new Map();
  for (const { inputs } of outputs) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const [part] = /(?<=node_modules\/)(?:@[^/]+\/)?[^/]+|[^./][^/]*\.(?:wasm|js)$|^$/.exec(path) ?? [path];
      const name =
        path.includes('node_modules') || path.includes('dist/')
          ? part
          : path.replace(/^(?:\.\.\/)*([^/]+)\/.*/, '$1/');
      parts.set(name, (parts.get(name) ?? 0) + bytesInOutput);
    }
  }
  const largest = [...parts].sort(([, a], [, b]) => b - a).slice(0, MOST_PARTS);
  return `${largest.map(([name, bytes]) => `${name} ${bytes}`).join(', ')} bytes minified`;
}

/**
 * The size of the files that an entry loads. Each file is compressed separately.
 *
 * @param {string} entry a path in this folder
 * @param {'page' | 'worker'} job
 * @param {{ onDemand?: boolean }} [options] false: leaves out the files that the entry loads on demand
 * @returns {Promise<{ size: Size, why: string }>} why: the largest parts
 */
export async function measureBundle(entry, job, { onDemand = true } = {}) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    outdir: 'out',
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    mainFields: ['browser', 'module', 'main'],
    loader: { '.wasm': 'copy' },
    external: ['node:*', 'crypto'],
    logLevel: 'error',
    ...PLATFORM[job],
  });
  const [first] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? [''];
  const files = new Set([first]);
  for (const name of files)
    for (const { path, kind } of metafile.outputs[name]?.imports ?? [])
      if (path in metafile.outputs && (onDemand || kind !== 'dynamic-import')) files.add(path);
  const loaded = outputFiles.filter(({ path }) => files.has(relative(here, path)));
  if (loaded.length !== files.size) throw new Error(`${entry}: ${[...files]} are not all among the outputs`);
  const sizes = loaded.map(({ path, contents }) => ({ kind: extname(path).slice(1), size: weigh(contents) }));
  const kinds = sizes.map(({ kind, size: { brotli } }) => `${kind} ${brotli}`).join(' + ');
  return {
    size: sizes.map(({ size }) => size).reduce(add),
    why: `${kinds} bytes; ${describe([...files].map((name) => metafile.outputs[name]))}`,
  };
}

/**
 * Bundles an entry into one file for Node, in the same way for every contender.
 *
 * @param {string} entry a path in this folder
 * @param {string} folder
 * @returns {Promise<string>} the file
 */
export async function bundleForNode(entry, folder) {
  const outfile = join(folder, 'worker.mjs');
  // The remaining CommonJS code requires Node's own modules.
  const banner = {
    js: "import { createRequire } from 'node:module';const require=createRequire(import.meta.url);",
  };
  const options = /** @type {const} */ ({ bundle: true, minify: true, format: 'esm', target: 'es2022' });
  await build({
    absWorkingDir: here,
    entryPoints: [entry],
    outfile,
    ...options,
    platform: 'node',
    banner,
    logLevel: 'error',
  });
  return outfile;
}

/**
 * Bundles an entry as a worker for workerd, whose first request is a login. Without an entry the worker answers only a
 * status, which measures workerd itself.
 *
 * @param {string | undefined} entry a path in this folder
 * @param {object} config
 * @param {string} folder
 */
export async function bundleForWorkerd(entry, config, folder) {
  const contents = entry
    ? `import { create } from './${entry}';
const config = { ...${JSON.stringify(config)}, fetch: (...args) => fetch(...args) };
let worker;
export default {
  async fetch({ url }) {
    worker ??= await create(config);
    return worker.login(new Request(url));
  },
};`
    : 'export default { fetch: () => new Response(null, { status: 302 }) };';
  await build({
    absWorkingDir: here,
    stdin: { contents, resolveDir: here },
    outfile: join(folder, 'worker.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    mainFields: ['module', 'main'],
    loader: { '.wasm': 'copy' },
    logLevel: 'error',
    ...PLATFORM.worker,
  });
}

/** @param {string} name under dist/ */
export const measureFile = (name) => weigh(readFileSync(new URL(`../../dist/${name}`, import.meta.url)));
