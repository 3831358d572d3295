// Runs tailchat-login/vite in a server that imitates Vite. Rows of test:everywhere run it in all versions of Vite.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { register } from 'node:module';
import { after, describe, test } from 'node:test';
import { createBrowser, logIn } from '../../testing/browser.js';

const hooks = `export const resolve = (name, context, next) => name === 'vite'
  ? { url: 'data:text/javascript,export const loadEnv = (...asked) => globalThis.loadEnv(...asked);', shortCircuit: true }
  : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
const { tailchatLogin } = await import('tailchat-login/vite');

const ALICE = { email: 'alice@example.com', password: 'demo-password' };
const OTHER = {
  TAILCHAT_API_URL: 'https://chat.example',
  TAILCHAT_CLIENT_ID: 'tc_1',
  TAILCHAT_CLIENT_SECRET: 'secret',
};

/** @type {(() => void)[]} */
const closing = [];
after(() => closing.forEach((close) => close()));

/**
 * Calls the plug-in as `vite dev` does.
 *
 * @param {any} plugin
 * @param {{ variables?: Record<string, string>, config?: object, resolved?: object }} [given]
 */
async function startVite(plugin, { variables = {}, config = {}, resolved = {} } = {}) {
  /** @type {unknown[]} */
  const asked = [];
  Object.assign(globalThis, { loadEnv: (/** @type {unknown[]} */ ...args) => (asked.push(args), variables) });
  const added = await plugin.config(config, { mode: 'development' });
  plugin.configResolved({ envPrefix: 'VITE_', ...resolved });
  /** @type {any[]} */
  const stack = [];
  const httpServer = createServer((req, res) => {
    const next = (/** @type {number} */ index) => (/** @type {unknown} */ error) =>
      error || index === stack.length
        ? res.writeHead(error ? 500 : 200).end('the page')
        : void stack[index](req, res, next(index + 1));
    next(0)();
  }).listen(0, '127.0.0.1');
  await once(httpServer, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (httpServer.address());
  const url = `http://localhost:${port}`;
  /** @type {string[]} */
  const said = [];
  const server = {
    httpServer,
    middlewares: { use: (/** @type {unknown} */ handler) => void stack.push(handler) },
    resolvedUrls: { local: [`${url}/`] },
    printUrls: () => void said.push(`Local: ${url}/`),
    config: {
      server: { port },
      preview: {},
      logger: { info: (/** @type {string} */ text) => said.push(text) },
    },
  };
  const close = () => void httpServer.close().closeAllConnections();
  closing.push(close);
  await plugin.configureServer(server);
  server.printUrls();
  return { url, said, asked, added, server, close };
}

/** @param {string} text */
const standInOf = (text) => /Tailchat: (http:\S+) \(a stand-in/.exec(text)?.[1] ?? '';

/** @param {string} url */
const isThere = (url) =>
  fetch(`${url}/open/jwks`).then(
    ({ ok }) => ok,
    () => false,
  );

/** @param {string} url */
async function enter(url) {
  const browser = createBrowser();
  const begun = await browser.get(`${url}/auth/login`);
  const callback = await logIn(browser, begun.headers.get('location') ?? '', ALICE);
  const ended = await browser.get(callback);
  assert.equal(ended.status, 302);
  return (await browser.get(`${url}/auth/me`)).json();
}

describe('tailchat-login/vite', () => {
  test("without a variable one logs in at a stand-in, and every other request is Vite's", async () => {
    const { url, said, asked, close } = await startVite(tailchatLogin(), { config: { root: '/site' } });
    assert.deepEqual(asked, [['development', '/site', 'TAILCHAT_']]);
    assert.equal((await enter(url)).nickname, 'Alice');
    assert.equal(await (await fetch(`${url}/authors`)).text(), 'the page');
    const standIn = standInOf(said.join('\n'));
    assert.equal(await isThere(standIn), true);
    close();
    while (await isThere(standIn));
  });

  test('a new server takes over the stand-in of the one that it replaces', async () => {
    const first = await startVite(tailchatLogin());
    const second = await startVite(tailchatLogin());
    assert.equal(standInOf(second.said.join('\n')), standInOf(first.said.join('\n')));
    first.close();
    assert.equal((await enter(second.url)).nickname, 'Alice');
    second.close();
    while (await isThere(standInOf(second.said.join('\n'))));
  });

  test('with the address of another Tailchat there is no stand-in', async () => {
    const { url, said } = await startVite(tailchatLogin(), { variables: OTHER });
    assert.match(said.join('\n'), /Tailchat: https:\/\/chat\.example$/);
    const { headers } = await fetch(`${url}/auth/login`, {
      redirect: 'manual',
      headers: { accept: 'text/html' },
    });
    assert.match(headers.get('location') ?? '', /^https:\/\/chat\.example\/open\/auth\?/);
  });

  test('what is missing or misspelt ends the start, and its message names it', async () => {
    const { TAILCHAT_CLIENT_SECRET, ...rest } = OTHER;
    await assert.rejects(startVite(tailchatLogin(), { variables: rest }), /TAILCHAT_CLIENT_SECRET/);
    const misspelt = { ...OTHER, TAILCHAT_BASEURL: 'x' };
    await assert.rejects(startVite(tailchatLogin(), { variables: misspelt }), /is TAILCHAT_BASE_URL meant/);
  });

  for (const envPrefix of ['', 'TAIL', ['VITE_', 'TAILCHAT_']])
    test(`an envPrefix that would show the secret is refused: ${JSON.stringify(envPrefix)}`, async () => {
      const started = startVite(tailchatLogin(), { resolved: { envPrefix } });
      await assert.rejects(started, /envPrefix .* would put TAILCHAT_CLIENT_SECRET into the page/);
    });

  test('TAILCHAT_BASE_URL says the base and the port, where the configuration does not', async () => {
    /** @param {string} baseUrl @param {object} [config] */
    const added = async (baseUrl, config) => {
      const variables = { ...OTHER, TAILCHAT_BASE_URL: baseUrl };
      return (await startVite(tailchatLogin(), { variables, config })).added;
    };
    const port = { port: 8787, strictPort: true };
    assert.deepEqual(await added('http://localhost:8787'), { server: port, preview: port });
    assert.deepEqual(await added('http://localhost:8787/docs'), {
      base: '/docs/',
      server: port,
      preview: port,
    });
    assert.deepEqual(await added('https://site.example/docs'), { base: '/docs/' });
    const own = { base: '/', server: { port: 1 }, preview: { port: 2 } };
    assert.deepEqual(await added('http://localhost:8787/docs', own), {});
    await assert.rejects(added('no address'), /TAILCHAT_BASE_URL/);
  });

  test('it serves the login that it is given, with the variables', async () => {
    /** @type {any} */
    let seen;
    const login = {
      handles: async (/** @type {any} */ { url }) => url === '/auth/me',
      fetch: async (/** @type {Request} */ _, /** @type {any} */ env) => ((seen = env), new Response('mine')),
    };
    const { url } = await startVite(tailchatLogin({ login, mock: false }), { variables: OTHER });
    assert.equal(await (await fetch(`${url}/auth/me`)).text(), 'mine');
    assert.equal(seen.TAILCHAT_BASE_URL, url);
    assert.equal(seen.TAILCHAT_CLIENT_ID, 'tc_1');
  });

  test('where Vite listens nowhere itself, the stand-in ends with the plug-in', async () => {
    const plugin = /** @type {any} */ (tailchatLogin());
    Object.assign(globalThis, { loadEnv: () => ({}) });
    await plugin.config({}, { mode: 'development' });
    /** @type {string[]} */
    const said = [];
    const logger = { info: (/** @type {string} */ text) => said.push(text) };
    const server = { httpServer: null, resolvedUrls: null, middlewares: { use() {} }, printUrls() {} };
    await plugin.configureServer(Object.assign(server, { config: { server: {}, preview: {}, logger } }));
    server.printUrls();
    const standIn = standInOf(said.join('\n'));
    assert.equal(await isThere(standIn), true);
    plugin.closeBundle();
    while (await isThere(standIn));
  });
});
