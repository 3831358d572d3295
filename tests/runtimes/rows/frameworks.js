// docs/frameworks.md: each recipe in its framework, to a finished login.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { logIn } from '../../../testing/browser.js';
import { openChromium } from '../browsers/chromium.js';
import { startSite } from '../bundlers/site.js';
import { makeProject } from '../frameworks.js';
import { findPort } from '../ports.js';
import { checkWorker } from '../server_cases.js';
import { createSuite } from '../suite.js';
import { alice, BASE_URL } from '../tailchat.js';
import { createVisitor } from '../visitor.js';
import { bundle, NEWEST, serve } from '../workerd.js';

/** @typedef {import('../everywhere.js').Context} Context */

/** What a page says, whatever its framework escapes and marks. @param {Response} response */
async function readText(response) {
  const text = (await response.text()).replaceAll(/<!--.*?-->/g, '');
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** @param {string} url @param {any} tailchat @param {string} version @param {{ greeting?: string, nobody?: string }} [texts] */
async function check(url, tailchat, version, { greeting, nobody } = {}) {
  const suite = createSuite();
  await checkGreeting(suite, url, tailchat, { greeting, nobody });
  return { version, ...suite.outcome() };
}

/** @param {import('../suite.js').Suite} suite @param {string} url @param {any} tailchat @param {{ greeting?: string, nobody?: string }} [texts] */
async function checkGreeting(suite, url, tailchat, { greeting = '/', nobody = 'Nobody is logged in' } = {}) {
  await suite.test('it greets nobody', async () => {
    const text = await readText(await createVisitor(url, BASE_URL).get(greeting));
    assert.ok(text.includes(nobody), text);
  });
  const visitor = await checkWorker(suite, url, tailchat);
  await suite.test('it greets who has logged in', async () => {
    const text = await readText(await visitor.get(greeting));
    assert.ok(text.includes(`Hello ${alice.nickname}`), text);
  });
}

/** @param {Context} context @param {string} cwd @param {any} tailchat @param {string[]} args @param {string} [node] */
async function startNode(context, cwd, tailchat, args, node = context.node) {
  const port = String(await findPort());
  const env = { ...tailchat.environment(), PORT: port, HOST: '127.0.0.1', NODE_ENV: 'production' };
  const { ended, output } = context.start(node, args, { cwd, env });
  const url = `http://127.0.0.1:${port}`;
  const gone = ended.then(() => Promise.reject(new Error(`it ended: ${output()}`)));
  // What it says when it listens, if anything, is each framework's own.
  while (!(await Promise.race([gone, fetch(url).catch(() => undefined)])));
  return url;
}

/** Next wants its packages inside the project. @param {Context} context */
async function runNext(context) {
  const manifest = await readFile(join(context.folder, 'bundlers/next/package.json'), 'utf8');
  const folder = await makeProject(context, 'Next', {
    'package.json': manifest,
    'app/layout.js': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;',
  });
  const next = join(folder, 'node_modules/next/dist/bin/next');
  const env = { NEXT_TELEMETRY_DISABLED: '1' };
  await context.run(context.node, [next, 'build'], { cwd: folder, env });
  const tailchat = await context.startTailchat();
  const url = await startNode(context, folder, tailchat, [next, 'start', '--hostname', '127.0.0.1']);
  return check(url, tailchat, JSON.parse(manifest).dependencies.next, { nobody: 'Log in with Tailchat' });
}

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

/**
 * A server of middlewares, on the oldest Node: there an answer of several cookies is the most easily broken.
 *
 * @param {string} heading of its recipe
 * @param {string} name of its package here
 */
function runMiddlewares(heading, name) {
  return async (/** @type {Context} */ context) => {
    const renamed = name === 'express-4' ? { express: name } : undefined;
    const folder = await makeProject(context, heading, { 'variants.js': await readVariants() }, renamed);
    const tailchat = await context.startTailchat();
    const node = context.find('node20/bin/node');
    const url = await startNode(context, folder, tailchat, ['server.js'], node);
    const suite = createSuite();
    await checkGreeting(suite, url, tailchat);
    await checkGuarded(suite, url, tailchat);
    if (heading === 'Express')
      await checkVariants(suite, await startNode(context, folder, tailchat, ['variants.js'], node), tailchat);
    return { version: await context.versionOf(name), ...suite.outcome() };
  };
}

const readVariants = () => readFile(new URL('../frameworks/express.js', import.meta.url), 'utf8');

/** @param {import('../suite.js').Suite} suite @param {string} url @param {any} tailchat */
async function checkGuarded({ test }, url, tailchat) {
  const visitor = createVisitor(url, BASE_URL);
  await test('a page for users leads to the login and back to its whole address', async () => {
    assert.equal((await visitor.get('/account', { accept: 'application/json' })).status, 401);
    const led = await visitor.open('/account?page=2');
    const callback = await logIn(visitor.atTailchat, led.headers.get('location') ?? '', alice);
    assert.deepEqual(await visitor.arrive(callback), {
      status: 302,
      location: '/account?page=2',
      cookies: true,
    });
    const page = await (await visitor.open('/account?page=2')).text();
    assert.equal(page, `Only you see this, ${alice.nickname}`);
  });
}

/** @param {import('../suite.js').Suite} suite @param {string} url @param {any} tailchat */
async function checkVariants(suite, url, tailchat) {
  await checkWorker(suite, url, tailchat);
  await suite.test('a login that the page started ends behind a body parser', async () => {
    const headers = { 'x-tailchat-login': '1', 'content-type': 'application/json' };
    const body = '{"url":"https://app.example/","transaction":{}}';
    const response = await fetch(`${url}/auth/exchange`, { method: 'POST', headers, body });
    assert.deepEqual(await response.json(), { error: 'request_invalid' });
    const large = JSON.stringify({ url: 'x'.repeat(50_000) });
    assert.equal((await fetch(`${url}/auth/exchange`, { method: 'POST', headers, body: large })).status, 413);
  });
  await suite.test("other paths are the site's own", async () => {
    assert.equal(await (await fetch(`${url}/elsewhere`)).text(), 'the site');
  });
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

/** Nitro, which is Nuxt's server. @param {Context} context */
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
  const bindings = Object.entries(tailchat.environment()).flatMap((entry) => ['--binding', entry.join('=')]);
  const args = [context.find('wrangler/bin/wrangler.js'), 'pages', 'dev', 'public', '--ip', '127.0.0.1']
    .concat('--port', String(await findPort()), '--inspector-port', String(await findPort()))
    .concat('--compatibility-date', '2026-07-01', bindings);
  const env = { CI: '1', WRANGLER_SEND_METRICS: 'false', XDG_CONFIG_HOME: folder };
  const { says } = context.start(context.node, args, { cwd: folder, env });
  const [, url] = await says(/Ready on (http:\S+)/);
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
  { name: 'framework-next', title: 'Next', timeout: 600_000, run: runNext },
  { name: 'framework-hono', title: 'Hono', run: runHono },
  { name: 'framework-express', title: 'Express 5', run: runMiddlewares('Express', 'express') },
  { name: 'framework-express-4', title: 'Express 4', run: runMiddlewares('Express', 'express-4') },
  { name: 'framework-fastify', title: 'Fastify', run: runMiddlewares('Fastify', 'fastify') },
  { name: 'framework-sveltekit', title: 'SvelteKit', run: runSvelteKit },
  { name: 'framework-nuxt', title: 'Nitro (Nuxt)', run: runNuxt },
  { name: 'framework-pages', title: 'Cloudflare Pages', run: runPages },
  { name: 'framework-vue', title: 'Vue', packages: ['browser'], run: runVue },
].map((row) => ({ ...row, kind: 'example' }));
