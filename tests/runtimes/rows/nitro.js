// Runs Nitro, the server of Nuxt, built for edge runtimes. It bundles everything, and imports no .wasm file for any runtime.
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleEdge, serveEdge } from '../edge.js';
import { check } from '../frameworks/checks.js';
import { makeProject } from '../frameworks/recipe.js';
import { startWrangler } from '../frameworks/wrangler.js';
import { findPort } from '../ports.js';

/** @typedef {import('../everywhere.js').Context} Context */

/** @param {Context} context @param {string} preset @returns {Promise<string>} the project's folder */
async function build(context, preset) {
  const config = "export default { srcDir: 'server', compatibilityDate: '2026-01-01' };";
  const folder = await makeProject(context, 'Nuxt', { 'nitro.config.mjs': config });
  const env = { NITRO_PRESET: preset, NITRO_TELEMETRY_DISABLED: '1' };
  await context.run(context.node, [context.find('nitropack/dist/cli/index.mjs'), 'build'], {
    cwd: folder,
    env,
  });
  const built = await readdir(folder, { recursive: true });
  if (built.some((name) => name.endsWith('.wasm') && !name.startsWith('node_modules')))
    throw new Error('it emits .wasm files: the condition wintercg need not stand for it any more');
  return folder;
}

const GREETING = { greeting: '/api/me' };

/** @param {string} preset @param {string[]} args */
const onCloudflare = (preset, args) => async (/** @type {Context} */ context) => {
  const folder = await build(context, preset);
  const tailchat = await context.startTailchat();
  const url = await startWrangler(context, folder, tailchat, [...args, '--compatibility-date', '2026-01-01']);
  return check(url, tailchat, await context.versionOf('nitropack'), GREETING);
};

/** @param {Context} context */
async function onVercel(context) {
  const folder = await build(context, 'vercel-edge');
  const entry = join(folder, '.vercel/output/functions/__fallback.func/index.mjs');
  const contents = `import handle from ${JSON.stringify(entry)};
    addEventListener('fetch', (event) => event.respondWith(handle(event.request, event)));`;
  const bundle = await bundleEdge({ contents, resolveDir: folder });
  const tailchat = await context.startTailchat();
  const { url } = await serveEdge(context, bundle, tailchat.environment());
  return check(url, tailchat, await context.versionOf('nitropack'), GREETING);
}

/** Deno, because Netlify's edge functions run on it. @param {Context} context */
async function onNetlify(context) {
  const folder = await build(context, 'netlify-edge');
  const script = `import handle from './.netlify/edge-functions/server/server.js';
    const context = { next: () => new Response('static', { status: 404 }) };
    Deno.serve({ port: Number(Deno.env.get('PORT')), hostname: '127.0.0.1' }, (request) => handle(request, context));`;
  await writeFile(join(folder, 'serve.mjs'), script);
  const tailchat = await context.startTailchat();
  const PORT = String(await findPort());
  const args = ['run', '--no-prompt', '--allow-env', '--allow-net=127.0.0.1', 'serve.mjs'];
  const env = { ...tailchat.environment(), PORT };
  await context.start(context.find('.bin/deno'), args, { cwd: folder, env }).says(/Listening on/);
  return check(`http://127.0.0.1:${PORT}`, tailchat, await context.versionOf('nitropack'), GREETING);
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  {
    name: 'nitro-cloudflare-module',
    title: 'Nitro, cloudflare-module',
    run: onCloudflare('cloudflare-module', ['dev', '.output/server/index.mjs', '--assets', '.output/public']),
  },
  {
    name: 'nitro-cloudflare-pages',
    title: 'Nitro, cloudflare-pages',
    run: onCloudflare('cloudflare-pages', ['pages', 'dev', 'dist']),
  },
  { name: 'nitro-vercel-edge', title: 'Nitro, vercel-edge', run: onVercel },
  { name: 'nitro-netlify-edge', title: 'Nitro, netlify-edge', run: onNetlify },
].map((row) => ({ ...row, kind: 'example' }));
