// Checks what `login` answers to the real requests of a browser for a picture, a frame, a prefetch and a service worker.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { launchBrowser, logInAtTailchat, openProfile, seeAlice, seeView } from '../support/browser.js';
import { startSite } from '../support/site.js';

const SERVICE_WORKER = `
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate')
    event.respondWith(fetch(event.request).catch(() => new Response('offline')));
});`;

const EMPTY = '<!doctype html><meta charset="utf-8"><title>Empty</title>';

describe('of all that a browser asks for, login', { timeout: 180_000 }, () => {
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {import('../support/browser.js').Site} */
  let site;
  /** @type {import('../support/browser.js').Profile} */
  let profile;
  /** @type {import('../support/browser.js').Page} */
  let page;

  before(async () => {
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    site = await startSite({ files: { 'sw.js': SERVICE_WORKER, 'empty.html': EMPTY } });
    profile = await openProfile(browser);
    page = await profile.context.newPage();
  });
  afterEach(async () => {
    await profile.context.close();
    await site.close();
  });
  after(() => browser.close());

  const logins = () => site.asked.filter(({ path }) => path === '/auth/login');
  const cookies = async () => (await profile.context.cookies(site.base)).filter(({ value }) => value !== '');

  /**
   * @param {string} tag
   * @param {string} attribute
   * @param {string} address
   */
  const embed = (tag, attribute, address) =>
    page.evaluate(
      ([tag, attribute, address]) =>
        new Promise((resolve) => {
          const element = document.createElement(tag);
          element.onload = element.onerror = resolve;
          element.setAttribute(attribute, address);
          document.body.append(element);
        }),
      [tag, attribute, address],
    );

  for (const [tag, attribute, dest] of [
    ['img', 'src', 'image'],
    ['script', 'src', 'script'],
    ['video', 'src', 'video'],
    ['object', 'data', 'object'],
    ['embed', 'src', 'embed'],
  ])
    test(`refuses a ${tag}`, async () => {
      await page.goto(`${site.base}/empty.html`);
      const answered = page.waitForResponse((response) => response.url().includes('/auth/login'));
      void embed(tag, attribute, '/auth/login').catch(() => {}); // a failed embed fires no event
      assert.equal((await answered).status(), 403);
      assert.deepEqual(
        logins().map((login) => [login.dest, login.status]),
        [[dest, 403]],
      );
      assert.deepEqual(await cookies(), []);
      assert.deepEqual(site.tailchat.requests, []);
    });

  test('refuses a fetch and a prefetch', async () => {
    await page.goto(`${site.base}/empty.html`);
    const fetched = await page.evaluate(async () => (await fetch('/auth/login')).json());
    assert.deepEqual(fetched, { error: 'navigation_required' });
    const answered = page.waitForResponse((response) => response.url().endsWith('/auth/login?ahead'));
    await page.evaluate(() => {
      const link = Object.assign(document.createElement('link'), {
        rel: 'prefetch',
        href: '/auth/login?ahead',
      });
      document.head.append(link);
    });
    assert.equal((await answered).status(), 503);
    assert.deepEqual(await cookies(), []);
  });

  test('refuses a frame of another site, and lets a page of ours ask in one who is there', async () => {
    // 127.0.0.1 is another site than localhost.
    await page.goto(`${site.base.replace('localhost', '127.0.0.1')}/empty.html`);
    await embed('iframe', 'src', `${site.base}/auth/login?prompt=none`);
    assert.deepEqual(
      logins().map(({ dest, site: from, status }) => ({ dest, from, status })),
      [{ dest: 'iframe', from: 'cross-site', status: 403 }],
    );

    await page.goto(`${site.base}/empty.html`);
    await embed('iframe', 'src', '/auth/login?prompt=none&return_to=/empty.html');
    await page.waitForFunction(() => frames[0]?.location.pathname === '/empty.html');
    assert.deepEqual(
      site.asked.slice(-2).map(({ path, dest, status }) => ({ path, dest, status })),
      [
        { path: '/auth/login', dest: 'iframe', status: 302 },
        { path: '/auth/callback', dest: 'iframe', status: 302 },
      ],
    );
  });

  test('is not asked by a frame whose session has ended: it says so, and its link opens at the top', async (t) => {
    const { createLogin } = await import('tailchat-login/worker');
    const { serve } = await import('srvx/node');
    const login = createLogin({
      ...site.config,
      clientSecret: 'none',
      sessionKeys: randomBytes(32).toString('base64url'),
      baseUrl: 'http://localhost:1',
    });
    const server = serve({
      port: 0,
      hostname: '127.0.0.1',
      silent: true,
      gracefulShutdown: false,
      async fetch(request) {
        const { pathname, host } = new URL(request.url);
        if (pathname === '/panel') {
          const headers = new Headers(request.headers);
          // The worker's address is known when it listens.
          headers.set('referer', String(headers.get('referer')).replace(host, 'localhost:1'));
          const asked = new Request('http://localhost:1/panel', { headers });
          return (await login.require(asked)).response ?? new Response('in');
        }
        const body = '<!doctype html><title>Outer</title><iframe src="/panel"></iframe>';
        return new Response(body, { headers: { 'content-type': 'text/html' } });
      },
    });
    await server.ready();
    t.after(() => server.close(true));
    await page.goto(`http://localhost:${new URL(String(server.url)).port}/outer?a=1`);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { name: 'You have been logged out' }).waitFor();
    assert.equal(await frame.locator('a.again').getAttribute('href'), '/outer?a=1');
    await Promise.all([page.waitForNavigation(), frame.locator('a.again').click()]);
    assert.equal(new URL(page.url()).search, '?a=1');
  });

  test('answers a navigation that a network-first service worker passes on', async () => {
    await page.goto(`${site.base}/empty.html`);
    await page.evaluate(async () => {
      const controlled = new Promise((resolve) => (navigator.serviceWorker.oncontrollerchange = resolve));
      await navigator.serviceWorker.register('/sw.js');
      await controlled;
    });
    await page.goto(site.base);
    await seeView(page, 'out');
    await page.locator('#login').click();
    await logInAtTailchat(page);
    await seeAlice(page);
    const steps = site.asked.filter(({ path }) => ['/auth/login', '/auth/callback'].includes(path));
    assert.deepEqual(
      steps.map(({ mode, dest, status }) => ({ mode, dest, status })),
      Array(2).fill({ mode: 'navigate', dest: 'empty', status: 302 }),
    );
  });
});
