// Follows the whole guide in an empty folder, in Chromium: mock, `serve --gate`, and the nginx file and program of the example.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { createContext } from '../../runtimes/context.js';
import { findPort } from '../../runtimes/ports.js';
import { launchBrowser, openProfile } from '../../support/browser.js';
import { listening, start } from '../../support/command.js';
import { KEY } from '../../support/kit.js';
import { MOCK_GROUP } from '../../../testing/mock.js';
import { startNginx } from './proxies.js';

/** @typedef {import('playwright-core').Page} Page */

const EXAMPLES = new URL('../../../examples/gate/', import.meta.url);
const DEADLINE_MILLISECONDS = 60_000;

/** Puts the mock's group and role into the rules of the example, as the guide says. @param {string} host */
function fillRules(host) {
  const ids = ['64b1f0c2a5d3e97b4c8f1a10/64b1f0c2a5d3e97b4c8f1a11', `${MOCK_GROUP.id}/${MOCK_GROUP.staff}`];
  return readFileSync(new URL('rules.json', EXAMPLES), 'utf8')
    .replaceAll('wiki.example', host)
    .replaceAll(ids[0], ids[1]);
}

/** @param {import('node:test').TestContext} t */
async function setUp(t) {
  const { context, end } = createContext('');
  t.after(end);
  const folder = await context.makeFolder();
  const run = (/** @type {string[]} */ args, env = {}, options = {}) => {
    const started = start(args, env, { cwd: folder, ...options });
    t.after(() => started.child.kill());
    return started;
  };
  const [port, programPort] = [await findPort(), await findPort()];
  const mock = run(['mock', '--port', '0']);
  await listening(mock, /^(TAILCHAT_API_URL=\S+)$/m);
  const printed = [...mock.output.out.matchAll(/^(TAILCHAT_\w+)=(\S+)$/gm)].map(([, name, value]) => [
    name,
    value,
  ]);
  const env = {
    ...Object.fromEntries(printed),
    TAILCHAT_BASE_URL: `http://localhost:${port}`,
    TAILCHAT_SESSION_KEYS: KEY,
    TAILCHAT_GROUPS_CACHE_SECONDS: '1',
  };
  await writeFile(join(folder, 'rules.json'), fillRules(`localhost:${port}`));
  const gate = run(['serve', '--gate', 'rules.json', '--port', '0'], env);
  run([], { PORT: `${programPort}` }, { program: fileURLToPath(new URL('program.js', EXAMPLES)) });
  const place = { port, gate: new URL(await listening(gate)).host, program: `127.0.0.1:${programPort}` };
  await startNginx(context)(place);
  return { wiki: `${env.TAILCHAT_BASE_URL}/wiki/`, controls: `${env.TAILCHAT_API_URL}/stand-in`, gate };
}

const read = (/** @type {Page} */ page) => page.locator('body').innerText();

/** Reloads the address until its page matches the pattern. @param {Page} page @param {string} address @param {RegExp} said */
async function openUntil(page, address, said) {
  const end = Date.now() + DEADLINE_MILLISECONDS;
  let text = '';
  do {
    await page.goto(address);
    text = await read(page);
  } while (!said.test(text) && Date.now() < end);
  assert.match(text, said);
}

/** @param {Page} page @param {string} address @param {string} nickname */
async function logIn(page, address, nickname) {
  await page.goto(address);
  await page.getByRole('button', { name: nickname }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await page.waitForURL(address);
}

test('the role moves from Alice to Bob, and so does the wiki', { timeout: 180_000 }, async (t) => {
  const { wiki, controls, gate } = await setUp(t);
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const open = async () => (await openProfile(browser)).context.newPage();
  const [alice, bob, admin] = [await open(), await open(), await open()];

  const reads = (/** @type {string} */ name) => new RegExp(`"X-Tailchat-Nickname",\\s+"${name}"`);
  const turnedAway =
    /those who have the role “staff” in the Tailchat group “Guild”. Those who run the group can give it/;
  await logIn(alice, wiki, 'Alice');
  await openUntil(alice, wiki, reads('Alice'));
  await logIn(bob, wiki, 'Bob');
  await openUntil(bob, wiki, turnedAway);

  for (const what of ['Take staff from Alice', 'Give staff to Bob']) {
    await admin.goto(controls);
    await admin.getByRole('button', { name: what }).click();
    await admin.getByRole('button', { name: what }).waitFor({ state: 'detached' });
  }
  await openUntil(bob, wiki, reads('Bob'));
  await openUntil(alice, wiki, turnedAway);
  assert.equal(gate.child.exitCode, null);
});
