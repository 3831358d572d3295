// The checks for a site in every framework.
import assert from 'node:assert/strict';
import { logIn } from '../../../testing/browser.js';
import { findPort } from '../ports.js';
import { checkWorker } from '../server_cases.js';
import { createSuite } from '../suite.js';
import { alice, BASE_URL } from '../tailchat.js';
import { createVisitor } from '../visitor.js';

/** @typedef {import('../everywhere.js').Context} Context */
/** @typedef {import('../suite.js').Suite} Suite */

/** The text of a page, without the escapes and marks of its framework. @param {Response} response */
export async function readText(response) {
  const text = (await response.text()).replaceAll(/<!--.*?-->/g, '');
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** @param {string} url @param {any} tailchat @param {string} version @param {{ greeting?: string, nobody?: string }} [texts] */
export async function check(url, tailchat, version, { greeting, nobody } = {}) {
  const suite = createSuite();
  await checkGreeting(suite, url, tailchat, { greeting, nobody });
  return { version, ...suite.outcome() };
}

/** @param {Suite} suite @param {string} url @param {any} tailchat @param {{ greeting?: string, nobody?: string }} [texts] */
export async function checkGreeting(
  suite,
  url,
  tailchat,
  { greeting = '/', nobody = 'Nobody is logged in' } = {},
) {
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

/**
 * @param {Context} context
 * @param {string} cwd
 * @param {any} tailchat
 * @param {string[]} args
 * @param {{ node?: string, local?: boolean }} [how] local: baseUrl is the address on which the site listens, for a browser
 * @returns {Promise<string>} the address on which it listens
 */
export async function startNode(context, cwd, tailchat, args, { node = context.node, local = false } = {}) {
  const port = String(await findPort());
  const url = local ? `http://localhost:${port}` : `http://127.0.0.1:${port}`;
  const added = { PORT: port, HOST: '127.0.0.1', NODE_ENV: 'production' };
  const env = { ...tailchat.environment(local ? url : BASE_URL), ...added };
  const { ended, output } = context.start(node, args, { cwd, env });
  const gone = ended.then(() => Promise.reject(new Error(`it ended: ${output()}`)));
  // Each framework prints something else when it listens, or nothing.
  while (!(await Promise.race([gone, fetch(url).catch(() => undefined)])));
  return url;
}

/**
 * Checks a page that only users may see.
 *
 * @param {Suite} suite
 * @param {string} url
 * @param {any} tailchat
 * @param {{ path?: string, text?: string, script?: boolean }} [page] script: whether a script gets 401
 */
export async function checkGuarded(
  { test },
  url,
  tailchat,
  { path = '/account?page=2', text = `Only you see this, ${alice.nickname}`, script = true } = {},
) {
  const visitor = createVisitor(url, BASE_URL);
  await test('a page for users leads to the login and back to its whole address', async () => {
    if (script) assert.equal((await visitor.get(path, { accept: 'application/json' })).status, 401);
    const led = await visitor.open(path);
    const callback = await logIn(visitor.atTailchat, led.headers.get('location') ?? '', alice);
    const arrived = { status: 302, location: path, cookies: true };
    assert.deepEqual(await visitor.arrive(callback), arrived);
    const page = await readText(await visitor.open(path));
    assert.ok(page.includes(text), page);
  });
}
