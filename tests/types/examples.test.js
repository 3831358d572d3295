// Runs the examples in the declarations unchanged, as an editor shows them.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { register } from 'node:module';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import ts from 'typescript';
import { listEntries } from '../../scripts/reach.js';
import { root } from '../../scripts/setup/process.js';
import { createBrowser, logIn } from '../../testing/browser.js';
import { alice, APP, BASE_URL, createVisitor, KEY, startWorld } from '../support/kit.js';
import { listen } from '../support/listen.js';
import { BOT, guild } from '../support/tailchat_api.js';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { openPage } from '../web/page.js';

/** The parts of other packages that the examples need. Rows of test:everywhere run the real frameworks. @type {Record<string, string>} */
const OTHERS = {
  express: `export default () => {
    const stack = [];
    const app = (req, res) => {
      res.send = (text) => res.end(text);
      const next = (index) => (error) => error || index === stack.length
        ? res.writeHead(error ? 500 : 404).end()
        : stack[index][0] === undefined || stack[index][0] === req.url
          ? stack[index][1](req, res, next(index + 1)) : next(index + 1)();
      next(0)();
    };
    app.use = (handler) => stack.push([undefined, handler]);
    app.get = (path, ...handlers) => stack.push(...handlers.map((handler) => [path, handler]));
    return app;
  };`,
  'next/headers.js': 'export const headers = async () => globalThis.example.headers;',
  'next/navigation': 'export const redirect = (to) => { throw new Error(to); };',
  'next/server.js':
    'export const NextResponse = { next: () => new Response() }; export const after = () => {};',
};
const hooks = `const OTHERS = ${JSON.stringify(OTHERS)};
  export const resolve = (name, context, next) => name in OTHERS
    ? { url: 'data:text/javascript,' + encodeURIComponent(OTHERS[name]), shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

/** `entry name` -> code. @type {Map<string, string>} */
const examples = new Map();
for (const [subpath, { types }] of listEntries().filter(([, target]) => target.types)) {
  const file = resolve(root, types);
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  source.forEachChild((node) => {
    for (const tag of ts.getJSDocTags(node).filter((one) => one.tagName.text === 'example')) {
      const { name } = /** @type {ts.FunctionDeclaration | ts.ClassDeclaration} */ (node);
      examples.set(join(subpath, String(name?.text)), ts.getTextOfJSDocComment(tag.comment) ?? '');
    }
  });
}

const folder = join(root, 'build/examples');
let copies = 0;

/**
 * Runs an example.
 *
 * @param {string} name
 * @param {Record<string, unknown>} given the values that the example leaves to its reader
 * @param {string[]} [taken] the names that it declares
 */
async function run(name, given = {}, taken = []) {
  const code = examples.get(name);
  assert.ok(code, `${name} has no example`);
  waiting.delete(name);
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(code, { compilerOptions });
  Object.assign(globalThis, { example: given });
  const names = Object.keys(given).filter((one) => code.includes(one));
  const text = `const { ${names.join(', ')} } = globalThis.example;\n${outputText}\nexport const taken = { ${taken.join(', ')} };\n`;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name.replaceAll(/\W+/g, '_')}_${(copies += 1)}.mjs`);
  writeFileSync(file, text);
  return import(pathToFileURL(file).href);
}

/** The answer of a server to a request for its public host name. @param {string} url @param {Record<string, string>} headers */
const ask = (url, headers) =>
  new Promise((resolve, reject) => {
    const options = { agent: false, headers: { 'x-tailchat-login': '1', ...headers } };
    get(url, options, async (response) => {
      let text = '';
      for await (const part of response.setEncoding('utf8')) text += part;
      resolve(text);
    }).on('error', reject);
  });

/** The examples that have not run. */
const waiting = new Set(examples.keys());

describe('the examples', () => {
  /** @type {import('../support/kit.js').World} */
  let world;
  /** @type {Record<string, string>} */
  let env;
  const { fetch } = globalThis;
  before(async () => {
    world = await startWorld();
    env = {
      TAILCHAT_API_URL: world.config.apiUrl,
      TAILCHAT_EMBEDDED_IN: 'https://chat.example',
      TAILCHAT_CLIENT_ID: world.config.clientId,
      TAILCHAT_CLIENT_SECRET: world.config.clientSecret,
      TAILCHAT_SESSION_KEYS: KEY,
      TAILCHAT_BASE_URL: BASE_URL,
    };
    Object.assign(process.env, env);
  });
  after(async () => {
    globalThis.fetch = fetch;
    await world.close();
  });
  const client = () => ({
    apiUrl: world.config.apiUrl,
    clientId: APP.appId,
    clientSecret: APP.appSecret,
    redirectUri: `${BASE_URL}/page`,
  });
  /** Does a login through the example's fetch handler. @param {any} worker @param {object} [with_] */
  const visit = (worker, with_ = env) =>
    createVisitor(
      /** @type {any} */ ({ fetch: (/** @type {Request} */ request) => worker.fetch(request, with_, {}) }),
    );

  test('of the client', async () => {
    const comeBackFrom = (/** @type {string} */ url) => logIn(createBrowser(), url, alice);
    const { taken } = await run('createClient', { ...client(), comeBackFrom }, ['user', 'returnTo']);
    assert.deepEqual([taken.user.sub, taken.returnTo], [alice._id, '/inbox']);
    await run('ready', client(), ['client']);
  });

  test('of the providers', async () => {
    const comeBackFrom = async (/** @type {URL} */ url) => new URL(await logIn(createBrowser(), url, alice));
    for (const name of ['authjs', 'better-auth']) await run(`providers/${name}/tailchat`, client(), []);
    await run('providers/passport/tailchat', client(), ['strategy']);
    for (const name of ['arctic', 'openid-client']) {
      const { taken } = await run(`providers/${name}/tailchat`, { ...client(), comeBackFrom }, ['user']);
      assert.equal(taken.user.sub, alice._id);
    }
  });

  test('of the claims for other programs', async () => {
    const headers = { authorization: `Bearer ${'x'.repeat(43)}` };
    const { taken } = await run('oidc/createOidc', { ...client(), headers }, ['userinfo']);
    assert.equal(taken.userinfo.status, 401);
    await run('oidc/readOidcEnv', {}, ['oidc']);
  });

  test('of the worker', async () => {
    const { default: worker } = await run('worker/createLogin');
    const visitor = visit(worker);
    await visitor.enter();
    assert.equal(await (await visitor.get('/')).text(), `Hello ${alice.nickname}`);
    const request = new Request(BASE_URL, { headers: { cookie: visitor.header() } });
    const { taken } = await run('worker/withSession', { request, env }, ['answer']);
    assert.equal(await taken.answer.text(), 'Hello');
    assert.match(taken.answer.headers.get('vary'), /Cookie/);
    assert.equal((await run('worker/readEnv', {}, ['login'])).taken.login.fetch.length > 0, true);
    const checked = await run('worker/checkEnvironment', {}, ['baseUrl', 'basePath']);
    assert.deepEqual(checked.taken, { baseUrl: BASE_URL, basePath: '/auth' });
  });

  test('of the stores and the verifier', async () => {
    const kept = new Map();
    const redis = {
      get: async (/** @type {string} */ key) => kept.get(key) ?? null,
      set: async (/** @type {string} */ key, /** @type {string} */ value) => (kept.set(key, value), 'OK'),
      del: async (/** @type {string} */ key) => Number(kept.delete(key)),
    };
    const memory = await run('store/memory/createMemoryStore', {}, ['login']);
    const verified = await run('verify/createVerifier', client(), ['login']);
    const stored = await run('store/redis/createRedisStore', { client: redis }, ['login']);
    const own = await run('store/createStore', { own: createMemoryStore() }, ['login']);
    for (const { taken } of [memory, verified, stored, own]) {
      const visitor = visit(taken.login);
      await visitor.enter();
      assert.equal((await visitor.get('/auth/me')).status, 200);
    }
    assert.ok([...kept.keys()].some((key) => key.startsWith('my-site:')));
  });

  test('of the stores at Cloudflare', async () => {
    const values = new Map();
    const SESSIONS = {
      getWithMetadata: async (/** @type {string} */ key) => values.get(key) ?? { value: null },
      put: async (/** @type {string} */ key, /** @type {string} */ value, /** @type {object} */ given) =>
        void values.set(key, { value, ...given }),
      delete: async (/** @type {string} */ key) => void values.delete(key),
    };
    const { taken } = await run('store/kv/createKvStore', {}, ['login']);
    const visitor = visit(taken.login, { ...env, SESSIONS });
    await visitor.enter();
    assert.ok(values.size > 0);

    const objects = await run('store/durable-objects/createDurableObjectStore', {}, ['login']);
    const stub = { fetch: async () => Response.json({ result: null }, { status: 200 }) };
    const namespace = { idFromName: (/** @type {string} */ name) => name, get: () => stub };
    const asked = await objects.taken.login.session(new Request(BASE_URL), { ...env, SESSIONS: namespace });
    assert.equal(asked.user, null);
    assert.equal(typeof objects.LoginStore, 'function');
  });

  test('of the page', async () => {
    const button = /** @type {{ onclick?: () => unknown }} */ ({});
    /** @type {string[]} */
    const shown = [];
    const show = (/** @type {string} */ text) => void shown.push(text);
    const someone = { sub: '1', nickname: 'Ann', discriminator: '0001' };
    const page = openPage(`${BASE_URL}/page`, (url) =>
      url.endsWith('/session') ? Response.json(someone) : Response.json({}),
    );
    await run('web/login', { button });
    button.onclick?.();
    await run('web/user', { show });
    await run('web/isFramed', { show });
    await run('web/logout', { button });
    await button.onclick?.();
    await run('web/start', { button, ...client() });
    await button.onclick?.();
    await run('web/finish', { show });
    assert.deepEqual(shown, ['Ann#0001']);
    assert.match(page.visited[0], /^\/auth\/login\?return_to=%2Finbox$/);
    assert.ok(page.visited[1].startsWith(`${world.config.apiUrl}/open/auth?`));
    globalThis.fetch = fetch;
  });

  test('of the button and the hook', async () => {
    const element = new EventTarget();
    /** @type {unknown[]} */
    const appended = [];
    const document = {
      createElement: () => element,
      body: { append: (/** @type {unknown} */ one) => void appended.push(one) },
    };
    /** @type {string[]} */
    const shown = [];
    await run('button/TailchatLoginElement', {
      document,
      show: (/** @type {string} */ text) => void shown.push(text),
    });
    element.dispatchEvent(new CustomEvent('tailchat-login', { detail: { user: { nickname: 'Ann' } } }));
    assert.deepEqual([shown, appended], [['Ann'], [element]]);
    const { Account } = await run('react/useTailchatUser');
    assert.match(
      renderToString(createElement(Account, { initialUser: { sub: '1', nickname: 'Ann' } })),
      /Ann/,
    );
  });

  test('of the frameworks', async () => {
    const visitor = visit(world.makeLogin());
    await visitor.enter();
    const cookie = visitor.header();
    const { host } = new URL(BASE_URL);
    for (const [name, path, text] of [
      ['express/router', '/auth/me', /Alice/],
      ['express/requireUser', '/account', new RegExp(`Hello ${alice._id}`)],
      ['express/readUser', '/', new RegExp(`Hello ${alice._id}`)],
    ]) {
      const { taken } = await run(String(name), {}, ['app']);
      const served = await listen(createServer(taken.app));
      try {
        assert.match(await ask(`${served.url}${path}`, { cookie, host }), /** @type {RegExp} */ (text));
      } finally {
        await served.close();
      }
    }
    const headers = new Headers({ cookie, host });
    const { auth } = await run('next/createNextLogin', { headers });
    Object.assign(globalThis, { example: { headers } });
    assert.equal((await auth()).sub, alice._id);
    const { default: configuration } = await run('vite/tailchatLogin');
    assert.equal(configuration.plugins[0].name, 'tailchat-login');
  });

  test('of the servers and of the groups', async () => {
    /** @type {string[]} */
    const shown = [];
    const show = (/** @type {string} */ text) => void shown.push(text);
    await run('node/listen', { show });
    await run('testing/startTailchat', { show });
    /** @type {any[]} */
    const added = [];
    const context = { addCookies: async (/** @type {any[]} */ cookies) => void added.push(...cookies) };
    await run('testing/createSessionCookie', { context });
    assert.match(added[0].name, /tailchat/);
    for (const url of shown) assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const group = guild;
    const { apiUrl } = world.config;
    const sub = alice._id;
    await assert.rejects(run('groups/createGroups', { apiUrl, ...BOT, sub, group, show }), {
      code: /^groups_unavailable|group_unknown$/,
    });
    const { taken } = await run('groups/readGroupsEnv', {}, ['groups']);
    assert.equal(typeof taken.groups.of, 'function');
    assert.equal(typeof (await run('panels/createPanels', {}, ['login'])).taken.login.fetch, 'function');
    const { panels } = (await run('panels/readPanelsEnv', {}, ['panels'])).taken;
    assert.deepEqual(panels.embeddedIn, ['https://chat.example']);
    const save = async () => new Response();
    const asks = new Request(BASE_URL, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } });
    const { answer } = (await run('panels/isSameOrigin', { request: asks, save }, ['answer'])).taken;
    assert.equal(answer.status, 403);
    const request = new Request(`${BASE_URL}/auth/check`);
    assert.equal((await run('gate/createGate', { request }, ['answer'])).taken.answer.status, 400);
    const asking = run('verify/verifyAssertion', { request });
    await assert.rejects(asking, { code: 'assertion_invalid' });
  });

  test('have all run', () => {
    assert.deepEqual([...waiting], []);
  });
});
