// A project as `init` leaves it, from the packed package, until somebody has logged in to it. Nothing is edited.
import assert from 'node:assert/strict';
import { readFile, symlink, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { createBrowser, logIn } from '../../testing/browser.js';
import { createSuite } from './suite.js';

/** @typedef {import('./everywhere.js').Context} Context */

const SITE = 'http://localhost:8787';
const PORTS = [8787, 11001];
const ALICE = { email: 'alice@example.com', password: 'demo-password' };
const DOCUMENT = new URL('../../docs/testing.md', import.meta.url);

/**
 * @param {Context} context
 * @param {{ name: string, browser?: boolean, env?: Record<string, string> }} template
 */
export async function runTemplate(context, { name, browser = false, env: added = {} }) {
  const suite = createSuite();
  const cwd = await context.makeFolder();
  const env = { PATH: `${dirname(context.node)}${delimiter}${process.env.PATH}`, ...added };
  const cli = context.find('tailchat-login/cli/main.js');
  await context.run(context.node, [cli, 'init', name, '--yes', '--dir', cwd, '--package', context.tarball]);
  const quietly = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  await context.run('npm', ['install', ...quietly], { cwd, env });

  await Promise.all(PORTS.map(checkFree));
  const mock = context.start('npm', ['run', 'mock'], { cwd, env });
  const site = context.start('npm', ['run', 'dev'], { cwd, env });
  await mock.says(/^Accounts:/m);
  await site.says(/Listening on|Local:|Ready on/i);
  await checkLogin(suite);
  await suite.test('the doctor finds no fault', () => context.run('npm', ['run', 'doctor'], { cwd, env }));
  await site.stop();
  await mock.stop();

  if (browser) {
    await suite.test('the test of docs/testing.md passes in Chromium', () =>
      runPlaywright(context, cwd, { ...env, CI: '1' }),
    );
  }
  return suite.outcome();
}

/** The templates' ports are part of what is tried. @param {number} port @returns {Promise<void>} */
function checkFree(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', () => reject(new Error(`port ${port} is taken: end what listens there`)));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve()));
  });
}

/** @param {import('./suite.js').Suite} suite */
async function checkLogin({ test }) {
  const visitor = createBrowser();
  const get = (/** @type {string} */ path) => visitor.get(new URL(path, SITE));
  /** Where a response leads. @param {Response} response */
  const locationOf = (response) => new URL(response.headers.get('location') ?? '', SITE).href;

  await test('the page is there, and nobody is logged in', async () => {
    assert.match(await (await get('/')).text(), /My site/);
    assert.equal((await get('/auth/me')).status, 401);
    assert.equal((await get('/elsewhere/')).status < 500, true);
  });

  await test('a login leads to the mock and back with a session', async () => {
    const begun = await get('/auth/login?return_to=/');
    const callback = await logIn(visitor, locationOf(begun), ALICE);
    assert.ok(callback.startsWith(`${SITE}/auth/callback?`), callback);
    const ended = await visitor.get(callback);
    assert.equal(ended.status, 302);
    assert.equal(locationOf(ended), `${SITE}/`);
    const { nickname, discriminator } = await (await get('/auth/me')).json();
    assert.deepEqual([nickname, discriminator], ['Alice', '6244']);
    assert.equal((await get('/')).status, 200);
  });

  await test('a logout ends it', async () => {
    const { status } = await visitor.post(`${SITE}/auth/logout`, {}, { 'x-tailchat-login': '1' });
    assert.equal(status, 204);
    assert.equal((await get('/auth/me')).status, 401);
  });
}

/** The files of docs/testing.md, each under the name in its first line. @returns {Promise<[string, string][]>} */
async function readDocument() {
  const text = await readFile(DOCUMENT, 'utf8');
  return [...text.matchAll(/^```js\n\/\/ (\S+\.js)\n([\s\S]*?)^```$/gm)].map(([, name, code]) => [
    name,
    code,
  ]);
}

/**
 * With Debian's Chromium in the place of the one that Playwright would download.
 *
 * @param {Context} context
 * @param {string} cwd
 * @param {Record<string, string>} env
 */
async function runPlaywright(context, cwd, env) {
  const files = await readDocument();
  assert.equal(files.length, 2);
  await mkdir(join(cwd, 'tests'));
  for (const [name, code] of files) await writeFile(join(cwd, name), code);
  await mkdir(join(cwd, 'node_modules/@playwright'));
  await symlink(context.find('@playwright/test'), join(cwd, 'node_modules/@playwright/test'));
  await writeFile(
    join(cwd, 'here.config.js'),
    `import config from './playwright.config.js';
const launchOptions = { executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] };
export default { ...config, use: { ...config.use, launchOptions } };
`,
  );
  const args = [context.find('@playwright/test/cli.js'), 'test', '--config', 'here.config.js'];
  assert.match(await context.run(context.node, args, { cwd, env }), /\b1 passed\b/);
}
