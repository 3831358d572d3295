// Readers run some lines of the documents unchanged. These tests check the effects of the lines, and not only their form.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { listening, start } from '../support/command.js';
import { startFront } from '../support/front.js';
import { KEY, startWorld } from '../support/kit.js';
import { blocksOf, DOCUMENTS, read, root } from './documents.js';

const work = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
after(() => rmSync(work, { recursive: true }));
const blocks = DOCUMENTS.flatMap(blocksOf);

/** The one block of a document that has the text. @param {string} document @param {string} text */
function block(document, text) {
  const found = blocksOf(document).filter(({ code }) => code.includes(text));
  assert.equal(found.length, 1, `${document}: one block with ${text}`);
  return found[0].code;
}

/** Imports code where the package's own name resolves. @param {string} name @param {string} code */
async function load(name, code) {
  mkdirSync(`${root}/build/readme`, { recursive: true });
  const file = `${root}/build/readme/${name}.mjs`;
  writeFileSync(file, code);
  return import(pathToFileURL(file).href);
}

const keyed = blocks.filter(({ code }) => /TAILCHAT_SESSION_KEYS=\$/.test(code));

test('the start scripts are found', () =>
  assert.deepEqual([...new Set(keyed.map(({ document }) => document))].sort(), [
    'README.md',
    'README.zh-CN.md',
    'examples/bun/README.md',
    'examples/deno/README.md',
    'examples/node/README.md',
  ]));

for (const { document, code } of keyed)
  test(`${document}: a second start has the key of the first`, () => {
    const cwd = mkdtempSync(join(work, 'start-'));
    const lines = code.split('\n').filter((line) => /session\.key|SESSION_KEYS/.test(line));
    const ours = `{ shift; '${process.execPath}' '${root}/cli/main.js' "$@"; }`;
    const script = [`npx() ${ours}`, `bunx() ${ours}`, ...lines, 'echo "$TAILCHAT_SESSION_KEYS"'].join('\n');
    const begin = () => execFileSync('sh', ['-c', script], { cwd, encoding: 'utf8' });
    const first = begin();
    assert.match(first, /^[\w-]{43}\n$/);
    assert.equal(begin(), first);
    assert.equal(statSync(join(cwd, 'session.key')).mode & 0o77, 0, 'the key is for its owner alone');
  });

test('no example, template or document makes a key in a setting', () => {
  const files = ['examples', 'templates'].flatMap((folder) =>
    readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.includes('node_modules') && statSync(`${root}/${folder}/${name}`).isFile())
      .map((name) => `${folder}/${name}`),
  );
  for (const name of new Set([...files, ...DOCUMENTS]))
    assert.doesNotMatch(read(name), /SESSION_KEYS["']?\s*[=:]\s*["']?(?:\$\((?!cat )|`(?!cat ))/, name);
});

test('the service worker leaves the routes to the network, and nothing else', async () => {
  const { workbox } = await load('service-worker', block('docs/page.md', 'navigateFallbackDenylist'));
  // Workbox compares path and query.
  const denied = (/** @type {string} */ path) =>
    workbox.navigateFallbackDenylist.some((/** @type {RegExp} */ pattern) => pattern.test(path));
  for (const path of ['/auth/login?return_to=%2F', '/auth/callback?code=c&state=s']) assert.ok(denied(path));
  for (const path of ['/', '/authors', '/docs/auth/', '/welcome?to=/auth/']) assert.ok(!denied(path), path);
});

test('in a frame of another site the button opens a tab, where the login starts', async (t) => {
  const world = await startWorld();
  t.after(() => world.close());
  const login = world.makeLogin();
  /** @type {any[]} */
  const opened = [];
  const button = /** @type {any} */ ({});
  const window = {
    top: 'of another site',
    self: 'ours',
    open: (/** @type {any} */ ...given) => opened.push(given),
  };
  Object.assign(globalThis, { window, button, location: { pathname: '/a b' } });
  t.after(() => ['window', 'button', 'location'].forEach((name) => Reflect.deleteProperty(globalThis, name)));
  await load('framed', block('docs/page.md', 'window.top'));
  button.onclick();
  assert.deepEqual(opened, [['/auth/login?return_to=%2Fa%20b', '_blank', 'noopener']]);
  const ask = (/** @type {string} */ dest, /** @type {string} */ site) =>
    login.fetch(
      new Request(new URL(opened[0][0], world.config.baseUrl), {
        headers: { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': dest, 'sec-fetch-site': site },
      }),
    );
  assert.equal((await ask('document', 'same-origin')).status, 302);
  const refused = await ask('iframe', 'cross-site');
  assert.equal(refused.status, 403);
  assert.match(await refused.text(), /navigation_required/);
});

test('with NODE_EXTRA_CA_CERTS serve redeems codes at a Tailchat of a private CA, and without it does not', async (t) => {
  const world = await startWorld();
  const front = await startFront(() => Number(new URL(world.tailchat.url).port));
  t.after(() => Promise.all([front.close(), world.close()]));
  const [, variable] = /^export (\w+)=/.exec(block('docs/deployments.md', 'NODE_EXTRA_CA_CERTS')) ?? [];
  const file = join(work, 'ca.pem');
  writeFileSync(file, front.cert);
  for (const [env, redeemed] of /** @type {[Record<string, string>, number][]} */ ([
    [{}, 0],
    [{ [variable]: file }, 1],
  ])) {
    const server = start(['serve', '--port', '0'], {
      TAILCHAT_API_URL: front.url,
      TAILCHAT_CLIENT_ID: world.config.clientId,
      TAILCHAT_CLIENT_SECRET: world.config.clientSecret,
      TAILCHAT_BASE_URL: 'http://localhost:8787',
      TAILCHAT_SESSION_KEYS: KEY,
      ...env,
    });
    try {
      const url = await listening(server);
      const ask = (/** @type {string} */ path, headers = {}) =>
        fetch(new URL(path, url), { headers, redirect: 'manual' });
      const begun = await ask('/auth/login?moved=1');
      const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
      const cookie = begun.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
      const query = new URLSearchParams({ code: 'wrong', state, iss: front.url });
      await ask(`/auth/callback?${query}`, { cookie: cookie.join('; ') });
      assert.equal(world.countRedeemed(), redeemed, server.output.error);
    } finally {
      server.child.kill();
      await server.ended;
    }
  }
});
