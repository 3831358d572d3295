// Runs Next: the page is a client component, and the worker is a route handler in the Node runtime and in the edge runtime.
import assert from 'node:assert/strict';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MODULE_HEX } from '../bundlers/output.js';
import { checkPage } from '../bundlers/page_cases.js';
import { findPort } from '../ports.js';
import { checkWorker } from '../server_cases.js';
import { createSuite } from '../suite.js';
import { logIn } from '../../../testing/browser.js';
import { alice } from '../tailchat.js';

/** Creates the project, whose packages npm installs as for a user. @param {import('../everywhere.js').Context} context */
async function makeProject(context) {
  const folder = await context.makeFolder();
  await cp(join(context.folder, 'bundlers/next'), folder, { recursive: true });
  const quietly = [
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--prefer-offline',
    '--loglevel=error',
  ];
  await context.run('npm', ['install', ...quietly, context.tarball], { cwd: folder });
  return folder;
}

/** Checks that the build has both forms of the WebAssembly: a module beside the scripts, and bytes in a script. @param {string} built */
async function assertConditions(built) {
  const names = (await readdir(built, { recursive: true })).map((name) => join(built, name));
  assert.ok(
    names.some((name) => /\.wasm$/.test(name)),
    'no WebAssembly module: not the condition edge-light',
  );
  const scripts = names.filter((name) => /\.js$/.test(name));
  const texts = await Promise.all(scripts.map((name) => readFile(name, 'utf8')));
  assert.ok(
    texts.some((text) => text.includes(MODULE_HEX)),
    'no module in hex: not the condition default',
  );
}

/** @param {import('../suite.js').Suite} suite @param {import('playwright-core').Page} page */
const checkHook = ({ test }, page) =>
  test('the hook tells a component who is logged in', () =>
    page.waitForFunction((name) => document.getElementById('hook')?.textContent === name, alice.nickname));

/**
 * @param {import('../everywhere.js').Context} context
 * @param {string} prefix Next's own `basePath`: empty, or a path
 */
async function run(context, prefix) {
  const suite = createSuite();
  const folder = await makeProject(context);
  const next = [join(folder, 'node_modules/next/dist/bin/next')];
  const quiet = { NEXT_TELEMETRY_DISABLED: '1', NEXT_PUBLIC_PREFIX: prefix };
  await context.run(context.node, [...next, 'build'], { cwd: folder, env: quiet });
  await assertConditions(join(folder, '.next/server'));

  const port = await findPort();
  const origin = `http://localhost:${port}`;
  const base = origin + prefix;
  const home = prefix === '' ? `${base}/` : base; // Next removes the slash at the end of the address
  const tailchat = await context.startTailchat();
  const env = tailchat.environment(base);
  tailchat.apps[0].redirectUrls.push(home, `${base}/edge/callback`);
  const config = { apiUrl: env.TAILCHAT_API_URL, clientId: env.TAILCHAT_CLIENT_ID };
  await mkdir(join(folder, 'public'));
  await writeFile(join(folder, 'public/auth-config.json'), JSON.stringify(config));
  const args = [...next, 'start', '--hostname', '127.0.0.1', '--port', String(port)];
  const { says } = context.start(context.node, args, { cwd: folder, env: { ...env, ...quiet } });
  await says(/Ready in/);

  await checkPage(suite, context, base, { home, extra: checkHook });
  for (const basePath of [`${prefix}/auth`, `${prefix}/edge`]) {
    const url = `http://127.0.0.1:${port}`;
    const visitor = await checkWorker(suite, url, tailchat, { baseUrl: origin, basePath });
    await suite.test('a login that was not told where to ends at the site', async () => {
      const started = await visitor.get(`${basePath}/login`);
      const callback = await logIn(visitor.atTailchat, started.headers.get('location') ?? '');
      assert.equal((await visitor.arrive(callback)).location, `${prefix}/`);
    });
  }
  const { version } = JSON.parse(await readFile(join(folder, 'node_modules/next/package.json'), 'utf8'));
  return { version, condition: 'default, edge-light', ...suite.outcome() };
}

/** @param {string} name @param {string} title @param {string} prefix @returns {import('../everywhere.js').Row} */
const makeRow = (name, title, prefix) => ({
  name,
  title,
  kind: prefix === '' ? 'bundler' : 'check', // docs/runtimes.md has each bundler once
  packages: ['browser'],
  timeout: 600_000,
  run: (context) => run(context, prefix),
});

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  makeRow('bundle-next', 'Next', ''),
  makeRow('bundle-next-prefix', 'Next with basePath', '/docs'),
];
