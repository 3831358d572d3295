// Runs the app in workerd itself and in Cloudflare's tools, always without nodejs_compat.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assertCondition } from '../condition.js';
import { checkApp } from '../server_cases.js';
import { createSuite } from '../suite.js';
import { bundle, NEWEST, serve } from '../workerd.js';

/** Not later than the date of the workerd in miniflare. */
const DATE = '2026-07-01';

/** @param {import('../everywhere.js').Context} context */
async function bundleApp({ after }) {
  const bundled = await bundle('./app/workerd.js');
  after(bundled.remove);
  assertCondition(bundled.inputs, 'workerd');
  return bundled.folder;
}

/** @param {string} url @param {any} tailchat @param {string} version */
async function check(url, tailchat, version) {
  const suite = createSuite();
  await checkApp(suite, url, tailchat);
  return { version, condition: 'workerd', ...suite.outcome() };
}

/** @param {import('../everywhere.js').Context} context */
async function runWorkerd(context) {
  const folder = await bundleApp(context);
  const tailchat = await context.startTailchat();
  const served = await serve({ folder, env: tailchat.environment(), date: NEWEST });
  context.after(served.close);
  return check(served.url, tailchat, await context.versionOf('workerd'));
}

/** @param {import('../everywhere.js').Context} context */
async function runMiniflare(context) {
  const { Miniflare } = await import('miniflare');
  const folder = await bundleApp(context);
  const tailchat = await context.startTailchat();
  const miniflare = new Miniflare({
    port: 0,
    modulesRoot: folder,
    scriptPath: join(folder, 'worker.js'),
    modules: true,
    modulesRules: [{ type: 'CompiledWasm', include: ['**/*.wasm'] }],
    compatibilityDate: DATE,
    bindings: tailchat.environment(),
  });
  context.after(() => miniflare.dispose());
  const { origin } = await miniflare.ready;
  return check(origin, tailchat, await context.versionOf('miniflare'));
}

/** `wrangler deploy --dry-run` shows the bundle. `wrangler dev` serves the same code. @param {import('../everywhere.js').Context} context */
async function runWrangler(context) {
  const folder = await context.makeFolder();
  const tailchat = await context.startTailchat();
  const config = join(folder, 'wrangler.json');
  const main = join(context.folder, 'app/workerd.js');
  const vars = tailchat.environment();
  await writeFile(config, JSON.stringify({ name: 'app', main, compatibility_date: DATE, vars }));
  const wrangler = [context.find('wrangler/bin/wrangler.js')];
  const options = {
    cwd: folder,
    env: { CI: '1', WRANGLER_SEND_METRICS: 'false', XDG_CONFIG_HOME: folder },
  };

  const metafile = join(folder, 'bundle.json');
  const dry = [
    'deploy',
    '--dry-run',
    '--config',
    config,
    '--outdir',
    join(folder, 'out'),
    '--metafile',
    metafile,
  ];
  await context.run(context.node, [...wrangler, ...dry], options);
  const { default: meta } = await import(metafile, { with: { type: 'json' } });
  assertCondition(Object.keys(meta.inputs), 'workerd');

  const dev = ['dev', '--config', config, '--ip', '127.0.0.1', '--port', '0', '--inspector-port', '0'];
  const { says } = context.start(context.node, [...wrangler, ...dev], options);
  const [, url] = await says(/Ready on (http:\S+)/);
  return check(url, tailchat, await context.versionOf('wrangler'));
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  { name: 'workerd', kind: 'runtime', title: 'workerd', run: runWorkerd },
  { name: 'miniflare', kind: 'runtime', title: 'miniflare', run: runMiniflare },
  { name: 'wrangler-dev', kind: 'runtime', title: 'wrangler dev', run: runWrangler },
];
