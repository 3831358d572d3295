// Creates a project with `init` of the packed package, and logs in to it. Nothing in the project is edited.
import assert from 'node:assert/strict';
import { readFile, symlink, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { createBrowser, logIn } from '../../testing/browser.js';
import { readText } from './frameworks/checks.js';
import { assertPolicies } from './policies.js';
import { createSuite } from './suite.js';

/** @typedef {import('./everywhere.js').Context} Context */

/** The port of the templates. The mock has 11001. */
export const PORT = 8787;
const SITE = `http://localhost:${PORT}`;
const PORTS = [PORT, 11001];
const ALICE = { email: 'alice@example.com', password: 'demo-password' };
const DOCUMENT = new URL('../../docs/testing.md', import.meta.url);

/**
 * @param {Context} context
 * @param {{ name: string, oldest?: boolean, browser?: boolean, one?: boolean, framework?: boolean,
 *   env?: Record<string, string> }} template `oldest` for the oldest supported Node, `one` if one terminal
 *   is enough, `framework` if the framework sends the page, so that the site chooses its policy
 */
export async function runTemplate(
  context,
  { name, oldest = false, browser = false, one = false, framework = false, env: added = {} },
) {
  const suite = createSuite();
  const cwd = await context.makeFolder();
  const node = oldest ? context.find('node20/bin/node') : context.node;
  const env = { PATH: `${dirname(node)}${delimiter}${process.env.PATH}`, ...added };
  const cli = context.find('tailchat-login/cli/main.js');
  await context.run(context.node, [cli, 'init', name, '--yes', '--dir', cwd, '--package', context.tarball]);
  const quietly = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  await context.run('npm', ['install', ...quietly], { cwd, env });

  await Promise.all(PORTS.map(checkFree));
  // Three commands and one terminal: init, install, dev.
  if (one) await checkScript(context, suite, { script: 'dev', cwd, env, framework });
  const mock = context.start('npm', ['run', 'mock'], { cwd, env });
  await mock.says(/^Accounts:/m);
  await checkScript(context, suite, { script: 'dev', cwd, env, framework });
  await suite.test('the doctor finds no fault', () => context.run('npm', ['run', 'doctor'], { cwd, env }));
  const { scripts } = JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8'));
  if (scripts.build) await context.run('npm', ['run', 'build'], { cwd, env });
  if (scripts.start) await checkScript(context, suite, { script: 'start', cwd, env, framework });
  await mock.stop();

  if (browser) {
    await suite.test('the test of docs/testing.md passes in Chromium', () =>
      runPlaywright(context, cwd, { ...env, CI: '1' }),
    );
  }
  return suite.outcome();
}

/**
 * @param {Context} context
 * @param {import('./suite.js').Suite} suite
 * @param {{ script: string, cwd: string, env: Record<string, string>, framework: boolean }} how
 */
async function checkScript({ start }, suite, { script, cwd, env, framework }) {
  const site = start('npm', ['run', script], { cwd, env });
  // The project prints the address that people open. The cookies belong to that name of this machine.
  const address = script === 'dev' ? 'localhost' : '\\S+';
  await site.says(new RegExp(`(?:Listening on|Local:|Ready on):? +http://${address}:8787\\b`, 'i'));
  await checkLogin(suite, script, framework);
  await site.stop();
}

/** Checks that the port is free: the templates have fixed ports, which this row also tests. @param {number} port @returns {Promise<void>} */
function checkFree(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', () => reject(new Error(`port ${port} is taken: end what listens there`)));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve()));
  });
}

/** @param {import('./suite.js').Suite} suite @param {string} script @param {boolean} framework */
async function checkLogin({ test }, script, framework) {
  const visitor = createBrowser();
  const get = (/** @type {string} */ path) => visitor.get(new URL(path, SITE));
  /** The target of a redirect. @param {Response} response */
  const locationOf = (response) => new URL(response.headers.get('location') ?? '', SITE).href;

  await test(`${script}: the page is there, and nobody is logged in`, async () => {
    const page = await get('/');
    const text = await page.text();
    assert.match(text, /My site/);
    // A static page contains its own policy. Its proxy has to send HSTS.
    if (text.includes('id="who"')) assert.match(text, /http-equiv="Content-Security-Policy"/);
    else if (!framework) assertPolicies(page);
    assert.equal((await get('/auth/me')).status, 401);
  });

  await test(`${script}: a login leads to the mock and back with a session`, async () => {
    const begun = await get('/auth/login?return_to=/');
    const callback = await logIn(visitor, locationOf(begun), ALICE);
    assert.ok(callback.startsWith(`${SITE}/auth/callback?`), callback);
    const ended = await visitor.get(callback);
    assert.equal(ended.status, 302);
    assert.equal(locationOf(ended), `${SITE}/`);
    const { nickname, discriminator } = await (await get('/auth/me')).json();
    assert.deepEqual([nickname, discriminator], ['Alice', '6244']);
    const page = await readText(await get('/'));
    // A page that its script fills in is checked in a browser.
    if (!/id="(who|root)"/.test(page)) {
      assert.match(page, /(You are Alice#6244|Welcome, Alice)/);
      assert.match(await readText(await get('/account')), /Only you see this, Alice#6244/);
    }
  });

  await test(`${script}: a logout ends it`, async () => {
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
 * Uses Debian's Chromium instead of the one that Playwright would download.
 *
 * @param {Context} context
 * @param {string} cwd
 * @param {Record<string, string>} env
 */
async function runPlaywright(context, cwd, env) {
  await Promise.all(PORTS.map(checkFree)); // Playwright could mistake another server on the port for this one
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
