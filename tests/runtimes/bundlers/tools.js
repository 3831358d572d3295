// The bundlers with the first settings of their manuals: an entry and an output folder. No setting is about the package.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeHtml } from './output.js';

/**
 * @typedef {object} Project
 * @property {string} folder
 * @property {string} dist the output folder
 * @property {import('../everywhere.js').Context} context
 *
 * @typedef {object} Tool
 * @property {string} npm the name of its package
 * @property {boolean} [splits] false: it puts imports on demand into the same file
 * @property {(project: Project) => Promise<void>} [page] bundles index.html, or page.js for an index.html
 * @property {(project: Project) => Promise<string>} [server] bundles worker.js, and returns the name of the output
 */

const MODULE = 'type="module" src="./page.js"';
const CLASSIC = 'defer src="./page.js"';

/** webpack and Rspack have the same interface. @param {(options: object) => any} bundler @param {object} options */
async function runCompiler(bundler, options) {
  const compiler = bundler(options);
  const stats = await new Promise((resolve, reject) =>
    compiler.run((/** @type {unknown} */ error, /** @type {any} */ result) =>
      error ? reject(error) : resolve(result),
    ),
  );
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
}

/** @param {() => Promise<(options: object) => any>} load @returns {Pick<Tool, 'page' | 'server'>} */
const compilerTool = (load) => ({
  async page({ folder, dist }) {
    const output = { path: dist, filename: 'page.js' };
    await runCompiler(await load(), { mode: 'production', context: folder, entry: './page.js', output });
    await writeHtml(folder, dist, CLASSIC);
  },
  async server({ folder, dist }) {
    const output = { path: dist, filename: 'worker.cjs', library: { type: 'commonjs2' } };
    const options = { mode: 'production', context: folder, entry: './worker.js', target: 'node', output };
    await runCompiler(await load(), options);
    return 'worker.cjs';
  },
});

/** @param {boolean} splitting @returns {Tool} */
const esbuildTool = (splitting) => ({
  npm: 'esbuild',
  splits: splitting,
  async page({ folder, dist }) {
    const { build } = await import('esbuild');
    const format = splitting ? { format: /** @type {const} */ ('esm'), splitting } : {};
    await build({ ...format, entryPoints: [join(folder, 'page.js')], bundle: true, outdir: dist });
    await writeHtml(folder, dist, splitting ? MODULE : CLASSIC);
  },
  async server({ folder, dist }) {
    const { build } = await import('esbuild');
    const format = splitting ? { format: /** @type {const} */ ('esm') } : {};
    const outfile = join(dist, splitting ? 'worker.mjs' : 'worker.cjs');
    await build({
      ...format,
      entryPoints: [join(folder, 'worker.js')],
      bundle: true,
      platform: 'node',
      outfile,
    });
    return splitting ? 'worker.mjs' : 'worker.cjs';
  },
});

/** @type {Record<string, Tool>} */
export const TOOLS = {
  vite: {
    npm: 'vite',
    async page({ folder, dist }) {
      const { build } = await import('vite');
      await build({ root: folder, build: { outDir: dist }, logLevel: 'warn' });
    },
    async server({ folder, dist }) {
      const { build } = await import('vite');
      const options = { root: folder, logLevel: /** @type {const} */ ('warn'), ssr: { noExternal: true } };
      await build({ ...options, build: { ssr: 'worker.js', outDir: dist } });
      return 'worker.js';
    },
  },
  webpack: { npm: 'webpack', ...compilerTool(async () => (await import('webpack')).default) },
  rspack: { npm: '@rspack/core', ...compilerTool(async () => (await import('@rspack/core')).rspack) },
  rollup: {
    npm: 'rollup',
    async page({ folder, dist }) {
      const { rollup } = await import('rollup');
      const { nodeResolve } = await import('@rollup/plugin-node-resolve');
      const bundle = await rollup({
        input: join(folder, 'page.js'),
        plugins: [nodeResolve()],
        onLog: refuse,
      });
      await bundle.write({ dir: dist });
      await writeHtml(folder, dist, MODULE);
    },
    async server({ folder, dist }) {
      const { rollup } = await import('rollup');
      const { nodeResolve } = await import('@rollup/plugin-node-resolve');
      const bundle = await rollup({
        input: join(folder, 'worker.js'),
        plugins: [nodeResolve()],
        onLog: refuse,
      });
      await bundle.write({ dir: dist });
      return 'worker.js';
    },
  },
  rolldown: {
    npm: 'rolldown',
    async page({ folder, dist }) {
      const { build } = await import('rolldown');
      await build({ input: join(folder, 'page.js'), output: { dir: dist } });
      await writeHtml(folder, dist, MODULE);
    },
    async server({ folder, dist }) {
      const { build } = await import('rolldown');
      await build({
        input: join(folder, 'worker.js'),
        platform: 'node',
        output: { dir: dist },
      });
      return 'worker.js';
    },
  },
  esbuild: esbuildTool(true),
  'esbuild-iife': esbuildTool(false),
  parcel: {
    npm: 'parcel',
    async page({ folder, dist, context }) {
      const args = ['build', 'index.html', '--dist-dir', dist, '--no-autoinstall'];
      await context.run(context.node, [context.find('parcel/lib/bin.js'), ...args], { cwd: folder });
    },
  },
  bun: {
    npm: 'bun',
    splits: false,
    async page({ folder, dist, context }) {
      const args = ['build', './index.html', '--outdir', dist];
      await context.run(context.find('.bin/bun'), args, { cwd: folder });
    },
    async server({ folder, dist, context }) {
      const args = ['build', './worker.js', '--target', 'node', '--outdir', dist];
      await context.run(context.find('.bin/bun'), args, { cwd: folder });
      return 'worker.js';
    },
  },
};

/** @param {string} level @param {{ message: string }} log */
function refuse(level, { message }) {
  throw new Error(`${level}: ${message}`);
}

/** @param {string} folder @param {string} name @param {import('../everywhere.js').Context} context @returns {Promise<Project>} */
export async function makeProject(folder, name, context) {
  const dist = join(folder, name);
  await mkdir(dist);
  return { folder, dist, context };
}
