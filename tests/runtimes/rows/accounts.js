// Runs docs/accounts.md: links an account of the site to a Tailchat user, in Express and in Next.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { logIn } from '../../../testing/browser.js';
import { readText, startNode } from '../frameworks/checks.js';
import { makeProject } from '../frameworks/recipe.js';
import { createSuite } from '../suite.js';
import { alice, BASE_URL } from '../tailchat.js';
import { createVisitor } from '../visitor.js';

/** @typedef {import('../everywhere.js').Context} Context */

const DOCUMENT = 'docs/accounts.md';

/** PostgreSQL in WebAssembly. There is one per process, because Next loads a module more than once. */
const DB = `import { readFileSync } from 'node:fs';
  import { PGlite } from '@electric-sql/pglite';
  async function open() {
    const db = new PGlite();
    await db.exec(readFileSync('schema.sql', 'utf8'));
    await db.exec("insert into accounts (name) values ('Editor'), ('Guest')");
    return db;
  }
  export const db = { query: async (...asked) => (await (globalThis.opened ??= open())).query(...asked) };`;

/** The login of the site itself, with its own cookie. */
const OWN = `export async function accountOf(cookies) {
  const [, id] = /(?:^|; )own=(\\d+)/.exec(cookies ?? '') ?? [];
  return id && Number(id);
}`;

const FILES = { 'db.js': DB, 'own.js': OWN };
const SHARED = ['The tables', 'The functions', 'The login'];

/** @param {Context} context */
async function runExpress(context) {
  const folder = await makeProject(context, [...SHARED, 'Express'], FILES, undefined, DOCUMENT);
  const tailchat = await context.startTailchat();
  const url = await startNode(context, folder, tailchat, ['server.js']);
  return check(url, tailchat, await context.versionOf('express'));
}

/** @param {Context} context */
async function runNext(context) {
  const { dependencies } = JSON.parse(
    await readFile(new URL('../bundlers/next/package.json', import.meta.url), 'utf8'),
  );
  const pglite = await context.versionOf('@electric-sql/pglite');
  const manifest = {
    private: true,
    type: 'module',
    dependencies: { ...dependencies, '@electric-sql/pglite': pglite },
  };
  const files = {
    ...FILES,
    'package.json': JSON.stringify(manifest),
    'app/layout.js': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;',
    'next.config.js': "export default { serverExternalPackages: ['@electric-sql/pglite'] };",
  };
  const folder = await makeProject(context, [...SHARED, 'Next'], files, undefined, DOCUMENT);
  const next = join(folder, 'node_modules/next/dist/bin/next');
  await context.run(context.node, [next, 'build'], { cwd: folder, env: { NEXT_TELEMETRY_DISABLED: '1' } });
  const tailchat = await context.startTailchat();
  const url = await startNode(context, folder, tailchat, [next, 'start', '--hostname', '127.0.0.1']);
  return check(url, tailchat, dependencies.next);
}

/** @param {string} url @param {any} tailchat @param {string} version */
async function check(url, tailchat, version) {
  const { test, outcome } = createSuite();
  const connect = async (/** @type {string} */ own) => {
    const visitor = createVisitor(url, BASE_URL);
    const asked = await visitor.post('/account/connect', { cookie: own });
    return { visitor, asked };
  };
  /** @param {ReturnType<typeof createVisitor>} visitor */
  const finish = async (visitor) => {
    const led = await visitor.get('/auth/login?return_to=/account');
    return visitor.arrive(await logIn(visitor.atTailchat, led.headers.get('location') ?? '', alice));
  };
  /** @param {ReturnType<typeof createVisitor>} visitor */
  const greeting = async (visitor) => readText(await visitor.open('/account'));

  await test('nobody can ask for a link without an account', async () => {
    const { asked } = await connect('none=1');
    assert.deepEqual([asked.status, asked.headers.getSetCookie()], [401, []]);
  });
  await test('whoever asked is linked, and comes back to the account', async () => {
    const { visitor, asked } = await connect('own=1');
    assert.deepEqual([asked.status, asked.headers.get('location')], [303, '/auth/login?return_to=/account']);
    assert.deepEqual(await finish(visitor), { status: 302, location: '/account', cookies: true });
    assert.match(await greeting(visitor), /Hello Editor/);
    // The browser still has the cookie of the request, but the request has been used.
    assert.equal((await finish(visitor)).status, 302);
    assert.match(await greeting(visitor), /Hello Editor/);
  });
  await test('another browser logs in to the linked account', async () => {
    const visitor = createVisitor(url, BASE_URL);
    assert.equal((await finish(visitor)).status, 302);
    assert.match(await greeting(visitor), /Hello Editor/);
  });
  await test('a second account cannot take the same Tailchat user', async () => {
    const { visitor } = await connect('own=2');
    assert.deepEqual(await finish(visitor), { status: 403, location: null, cookies: true });
  });
  await test('a Tailchat user without an account gets one, also of two logins at once', async () => {
    const bob = { ...alice, _id: '64b1f0c2a5d3e97b4c8f1a99', email: 'bob@example.com', nickname: 'Bob' };
    tailchat.users.push(bob);
    const visitors = [1, 2].map(() => createVisitor(url, BASE_URL));
    const callbacks = await Promise.all(
      visitors.map(async (visitor) => {
        const led = await visitor.get('/auth/login?return_to=/account');
        return logIn(visitor.atTailchat, led.headers.get('location') ?? '', bob);
      }),
    );
    const arrived = await Promise.all(visitors.map((visitor, index) => visitor.arrive(callbacks[index])));
    assert.deepEqual(
      arrived.map(({ status }) => status),
      [302, 302],
    );
    for (const visitor of visitors) assert.match(await greeting(visitor), /Hello Bob/);
  });
  return { version, ...outcome() };
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  { name: 'accounts-express', title: 'Accounts, Express', run: runExpress },
  { name: 'accounts-next', title: 'Accounts, Next', heavy: true, timeout: 900_000, run: runNext },
].map((row) => ({ ...row, kind: 'example' }));
