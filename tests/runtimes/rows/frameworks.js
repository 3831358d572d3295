// Runs each recipe of docs/frameworks.md in its framework, and completes a login.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openChromium } from '../browsers/chromium.js';
import { startSite } from '../bundlers/site.js';
import { check, startNode } from '../frameworks/checks.js';
import { makeProject } from '../frameworks/recipe.js';
import { startWrangler } from '../frameworks/wrangler.js';
import { createSuite } from '../suite.js';
import { alice } from '../tailchat.js';
import { bundle, NEWEST, serve } from '../workerd.js';

/** @typedef {import('../everywhere.js').Context} Context */

/** @param {Context} context */
async function runHono(context) {
  const folder = await makeProject(context, 'Hono');
  const bundled = await bundle(`file://${folder}/server.js`);
  context.after(bundled.remove);
  const tailchat = await context.startTailchat();
  const served = await serve({ folder: bundled.folder, env: tailchat.environment(), date: NEWEST });
  context.after(served.close);
  return check(served.url, tailchat, await context.versionOf('hono'));
}

/** Hono, built with Vite as its starter does, which selects the condition `default`. @param {Context} context */
async function runHonoVite(context) {
  const folder = await makeProject(context, 'Hono', {
    'vite.config.js': `import build from '@hono/vite-build/cloudflare-workers';
      export default { plugins: [build({ entry: './server.js' })], logLevel: 'warn' };`,
  });
  await context.run(context.node, [context.find('vite/bin/vite.js'), 'build'], { cwd: folder });
  const tailchat = await context.startTailchat();
  const args = ['dev', 'dist/index.js', '--compatibility-date', '2026-01-01'];
  const url = await startWrangler(context, folder, tailchat, args);
  return check(url, tailchat, await context.versionOf('@hono/vite-build'));
}

const SVELTEKIT = {
  'vite.config.js': `import adapter from '@sveltejs/adapter-node';
    import { sveltekit } from '@sveltejs/kit/vite';
    export default { plugins: [sveltekit({ adapter: adapter() })], logLevel: 'warn' };`,
  'src/app.html':
    '<!doctype html><html lang="en"><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>',
};

/** @param {Context} context */
async function runSvelteKit(context) {
  const folder = await makeProject(context, 'SvelteKit', SVELTEKIT);
  await context.run(context.node, [context.find('vite/bin/vite.js'), 'build'], { cwd: folder });
  const tailchat = await context.startTailchat();
  const url = await startNode(context, folder, tailchat, ['build/index.js']);
  return check(url, tailchat, await context.versionOf('@sveltejs/kit'), { nobody: 'Log in with Tailchat' });
}

/** Nitro, the server of Nuxt. @param {Context} context */
async function runNuxt(context) {
  const config = "export default { srcDir: 'server', compatibilityDate: '2026-01-01' };";
  const folder = await makeProject(context, 'Nuxt', { 'nitro.config.mjs': config });
  const env = { NITRO_PRESET: 'node-server', NITRO_TELEMETRY_DISABLED: '1' };
  await context.run(context.node, [context.find('nitropack/dist/cli/index.mjs'), 'build'], {
    cwd: folder,
    env,
  });
  const tailchat = await context.startTailchat();
  const url = await startNode(context, folder, tailchat, ['.output/server/index.mjs']);
  return check(url, tailchat, await context.versionOf('nitropack'), { greeting: '/api/me' });
}

/** @param {Context} context */
async function runPages(context) {
  const folder = await makeProject(context, 'Cloudflare Pages', { 'public/.keep': '' });
  const tailchat = await context.startTailchat();
  const args = ['pages', 'dev', 'public', '--compatibility-date', '2026-07-01'];
  const url = await startWrangler(context, folder, tailchat, args);
  return check(url, tailchat, await context.versionOf('wrangler'));
}

/** @param {Context} context */
async function runVue(context) {
  const folder = await makeProject(context, 'Vue', {
    'index.html': '<!doctype html><div id="app"></div><script type="module" src="/src/main.js"></script>',
    'src/main.js':
      "import { createApp } from 'vue'; import App from './App.vue'; createApp(App).mount('#app');",
  });
  await context.run(context.node, [context.find('vite/bin/vite.js'), 'build'], { cwd: folder });
  const { base } = await startSite(context, folder, join(folder, 'dist'));
  const browser = await openChromium(context);
  const suite = createSuite();
  await suite.test('the button logs in, and the page greets', async () => {
    await browser.open(base);
    assert.equal(await browser.read('p'), 'Nobody is logged in');
    await browser.click('tailchat-login .out button');
    await browser.fill('[name=email]', alice.email);
    await browser.fill('[name=password]', alice.password);
    await browser.click('form[action$="/login"] button');
    await browser.click('form[action$="/confirm"] button');
    await browser.click('tailchat-login .in button');
    await browser.click('tailchat-login .out button');
  });
  return { version: await context.versionOf('vue'), ...suite.outcome() };
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  { name: 'framework-hono', title: 'Hono', run: runHono },
  { name: 'framework-hono-vite', title: 'Hono, @hono/vite-build', run: runHonoVite },
  { name: 'framework-sveltekit', title: 'SvelteKit', run: runSvelteKit },
  { name: 'framework-nuxt', title: 'Nitro (Nuxt)', run: runNuxt },
  { name: 'framework-pages', title: 'Cloudflare Pages', run: runPages },
  { name: 'framework-vue', title: 'Vue', packages: ['browser'], run: runVue },
].map((row) => ({ ...row, kind: 'example' }));
