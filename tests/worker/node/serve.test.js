// Runs the worker on Node, over real sockets.
import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createLogin } from 'tailchat-login/worker';
import { createBrowser, logIn } from '../../../testing/browser.js';
import { serve } from '../../../worker/node/serve.js';
import { startFault } from '../../support/faults.js';
import { alice, startWorld } from '../../support/kit.js';

const BASE_URL = 'http://localhost:8787'; // as in the app's list at Tailchat; the server listens on another port

describe('serve', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let server;
  /** @type {string[]} */
  const lines = [];
  const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
  before(async () => {
    world = await startWorld();
    for (const [path, text] of Object.entries({
      'outside.txt': 'outside',
      'site/index.html': '<h1>index</h1>',
      'site/app.js': 'app',
      'site/auth/login': 'not the route',
      'site/.secret': 'secret',
      'lib/core.js': 'core',
    })) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    symlinkSync(join(folder, 'outside.txt'), join(folder, 'site/link.txt'));
    server = await serve({
      login: world.makeLogin({ baseUrl: BASE_URL }),
      port: 0,
      staticDir: join(folder, 'site'),
      mounts: [{ path: '/lib/', dir: join(folder, 'lib') }],
      log: (line) => lines.push(line),
    });
  });
  after(async () => {
    await server.close();
    await world.close();
    rmSync(folder, { recursive: true });
  });

  /** Sends bytes as they are and reads until the end. @param {string} head */
  function raw(head, { url = server.url } = {}) {
    const { port } = new URL(url);
    return new Promise((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(head.replaceAll('\n', '\r\n')));
      let text = '';
      socket.on('data', (chunk) => (text += chunk));
      socket.on('error', () => {});
      socket.on('close', () => resolve(text));
    });
  }

  test('runs a whole login, with each Set-Cookie on a line of its own', async () => {
    const browser = createBrowser();
    const begun = await browser.get(`${server.url}/auth/login?return_to=/inbox&moved=1`);
    const callback = await logIn(browser, begun.headers.get('location') ?? '', alice);
    const response = await browser.get(callback.replace(BASE_URL, server.url));
    assert.equal(response.status, 302);
    assert.equal(response.headers.get('location'), '/inbox');
    assert.equal(response.headers.getSetCookie().length, 2);
    const me = await browser.get(`${server.url}/auth/me`);
    assert.equal((await me.json()).sub, alice._id);
  });

  test('logs method, path, status and time, and no query', async () => {
    lines.length = 0;
    await fetch(`${server.url}/auth/callback?code=SECRET&state=SECRET`);
    assert.equal(lines.length, 1);
    assert.match(lines[0], /^GET \/auth\/callback 400 \d+ms$/);
  });

  test('answers /healthz', async () => {
    const response = await fetch(`${server.url}/healthz`);
    assert.deepEqual([response.status, await response.text()], [200, 'ok']);
    assert.equal((await fetch(`${server.url}/healthz`, { method: 'HEAD' })).status, 200);
    assert.equal((await fetch(`${server.url}/healthz`, { method: 'POST' })).status, 405);
  });

  test('serves the button in one file, to pages of every host', async () => {
    const address = `${server.url}/auth/button.js`;
    const { status, headers } = await fetch(address, { headers: { origin: 'https://other.example' } });
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^text\/javascript/);
    for (const [name, value] of [
      ['access-control-allow-origin', '*'],
      ['cross-origin-resource-policy', 'cross-origin'],
      ['x-content-type-options', 'nosniff'],
      ['cache-control', 'no-cache'],
    ])
      assert.equal(headers.get(name), value, name);
    const again = await fetch(address, { headers: { 'if-none-match': headers.get('etag') ?? '' } });
    assert.equal(again.status, 304);
    assert.equal((await fetch(address, { method: 'HEAD' })).status, 200);
    assert.equal((await fetch(address, { method: 'POST' })).status, 405);
    for (const path of [
      '/auth/button.js/',
      '/auth/core.wasm',
      '/auth/../core.js',
      '/button.js',
      '/button.min.js',
    ])
      assert.equal((await fetch(server.url + path)).status, 404, path);
  });

  test('serves the button below a prefix, removed by a proxy or not, and whatever a gate says', async () => {
    const login = world.makeLogin({ baseUrl: `${BASE_URL}/app` });
    const gate = { require: async () => ({ user: null, headers: new Headers(), response: new Response() }) };
    for (const prefixStripped of [false, true]) {
      const own = await serve({ login, gate, port: 0, prefix: '/app', prefixStripped, basePath: '/auth' });
      const path = prefixStripped ? '/auth/button.js' : '/app/auth/button.js';
      const text = await (await fetch(own.url + path)).text();
      await own.close();
      assert.match(text, /^\/\*! tailchat-login /);
    }
  });

  test('serves files at their mounts, and the routes before any file', async () => {
    const index = await fetch(`${server.url}/`);
    assert.equal(await index.text(), '<h1>index</h1>');
    assert.equal(index.headers.get('x-content-type-options'), 'nosniff');
    assert.match(index.headers.get('content-type') ?? '', /^text\/html/);
    assert.equal(await (await fetch(`${server.url}/lib/core.js`)).text(), 'core');
    assert.equal((await fetch(`${server.url}/lib/app.js`)).status, 404);
    const login = await fetch(`${server.url}/auth/login`, { redirect: 'manual' });
    assert.equal(login.status, 302);
    const head = await fetch(`${server.url}/app.js`, { method: 'HEAD' });
    assert.deepEqual([head.status, head.headers.get('content-length')], [200, '3']);
  });

  for (const path of [
    '/../outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e/outside.txt',
    '/%2e%2e%2foutside.txt',
    '/..\\outside.txt',
    '/lib/../../outside.txt',
    '/lib/%2e%2e%2f..%2foutside.txt',
    '//etc/passwd',
    '/lib//etc/passwd',
    '/%00',
    '/link.txt',
    '/.secret',
    '/nothing',
  ]) {
    test(`serves nothing at ${path}`, async () => {
      const text = await raw(`GET ${path} HTTP/1.1\nHost: localhost\nConnection: close\n\n`);
      assert.match(text, /^HTTP\/1\.1 40[04] /);
      assert.doesNotMatch(text, /outside|root:|secret\r?$/m);
    });
  }

  test('takes no Host and no request target for its own address', async () => {
    for (const target of ['/auth/login', 'http://evil.example/auth/login', '//evil.example/auth/login']) {
      const text = await raw(`GET ${target} HTTP/1.1\nHost: evil.example\nConnection: close\n\n`);
      const location = /^location: (.*)$/im.exec(text)?.[1];
      if (target.startsWith('//')) assert.match(text, /^HTTP\/1\.1 404 /);
      else assert.equal(location, `${BASE_URL}/auth/login?return_to=%2F&moved=1`);
    }
  });

  test('answers HEAD without a body', async () => {
    for (const path of ['/auth/login', '/auth/nothing', '/nothing']) {
      const text = await raw(`HEAD ${path} HTTP/1.1\nHost: localhost\nConnection: close\n\n`);
      assert.match(text, /^HTTP\/1\.1 40[45] /);
      assert.equal(text.split('\r\n\r\n')[1], '');
    }
  });

  test('counts cookies over several Cookie headers', async () => {
    const begun = await fetch(`${server.url}/auth/login?moved=1`, { redirect: 'manual' });
    const pair = begun.headers.getSetCookie()[0].split(';')[0];
    const text = await raw(
      `GET /auth/me HTTP/1.1\nHost: localhost\nConnection: close\nAccept: application/json\nCookie: ${pair}\nCookie: ${pair}\n\n`,
    );
    assert.match(text, /cookie_repeated/);
  });

  test('refuses headers that are too large, and lives on', async () => {
    const text = await raw(`GET /auth/me HTTP/1.1\nHost: localhost\nCookie: ${'a'.repeat(40_000)}\n\n`);
    assert.match(text, /^HTTP\/1\.1 431 /);
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
  });

  test('finishes a login whose client went away, for the next one', async () => {
    /** @type {() => void} */
    let release = () => {};
    /** @type {(value?: unknown) => void} */
    let asked = () => {};
    const held = new Promise((resolve) => (release = () => resolve(undefined)));
    const reached = new Promise((resolve) => (asked = resolve));
    const slow = /** @type {typeof fetch} */ (
      async (input, init) => {
        asked();
        await held;
        return fetch(input, init);
      }
    );
    const other = await serve({ login: world.makeLogin({ baseUrl: BASE_URL, fetch: slow }), port: 0 });
    const browser = createBrowser();
    const begun = await browser.get(`${other.url}/auth/login?return_to=/inbox&moved=1`);
    const callback = await logIn(browser, begun.headers.get('location') ?? '', alice);
    const { pathname, search } = new URL(callback);
    const cookie = browser.cookies.header(other.url);
    const before = world.countRedeemed();
    const socket = connect(Number(new URL(other.url).port), '127.0.0.1', () =>
      socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n\r\n`),
    );
    await reached;
    socket.destroy();
    release();
    const response = await browser.get(`${other.url}${pathname}${search}`);
    assert.equal(response.headers.get('location'), '/inbox');
    assert.equal(world.countRedeemed() - before, 1);
    await other.close();
  });

  test('close() lets a request under way finish, and frees the port', async () => {
    /** @type {(value?: unknown) => void} */
    let asked = () => {};
    const reached = new Promise((resolve) => (asked = resolve));
    /** @type {(response: Response) => void} */
    let reply = () => {};
    const login = {
      fetch: () => {
        asked();
        return new Promise((/** @type {(response: Response) => void} */ resolve) => (reply = resolve));
      },
    };
    const other = await serve({ login, port: 0 });
    const answered = fetch(`${other.url}/auth/me`);
    await reached;
    const closed = other.close();
    reply(new Response('finished'));
    assert.equal(await (await answered).text(), 'finished');
    await closed;
    await assert.rejects(fetch(`${other.url}/healthz`));
  });

  test('says what is wrong with a port, a folder or a mount', async () => {
    const login = createLogin(() => world.config);
    const taken = await startFault(() => {});
    const port = Number(new URL(taken.url).port);
    await assert.rejects(serve({ login, port }), { code: 'EADDRINUSE' });
    await taken.close();
    await assert.rejects(serve({ login, port: 0, staticDir: join(folder, 'none') }), /no such folder/);
    await assert.rejects(serve({ login, port: 0, mounts: [{ path: 'lib', dir: folder }] }), /slash/);
  });

  test('with spa a page that is no file is index.html, and never below basePath', async () => {
    const other = await serve({
      login: world.makeLogin({ baseUrl: BASE_URL }),
      port: 0,
      staticDir: join(folder, 'site'),
      spa: true,
    });
    const html = { accept: 'text/html,application/xhtml+xml' };
    /** @param {string} path @param {RequestInit} [init] */
    const ask = async (path, init) => {
      const response = await fetch(`${other.url}${path}`, { redirect: 'manual', ...init });
      return [response.status, response.status === 200 ? await response.text() : ''];
    };
    try {
      for (const path of ['/', '/welcome', '/a/b.c?x=1', '/authors'])
        assert.deepEqual(await ask(path, { headers: html }), [200, '<h1>index</h1>'], path);
      assert.deepEqual(await ask('/welcome', { headers: html, method: 'HEAD' }), [200, '']);
      assert.deepEqual(await ask('/app.js', { headers: html }), [200, 'app']);
      assert.deepEqual(await ask('/missing.js'), [404, '']);
      for (const path of ['/auth', '/auth/missing'])
        assert.deepEqual(await ask(path, { headers: html }), [404, ''], path);
      assert.deepEqual(await ask('/.secret', { headers: html }), [200, '<h1>index</h1>']);
      assert.deepEqual(await ask('/welcome', { headers: html, method: 'POST' }), [405, '']);
    } finally {
      await other.close();
    }
  });
});
