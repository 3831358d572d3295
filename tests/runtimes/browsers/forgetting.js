// Checks the effect of `Clear-Site-Data: "cache"`, which a logout over https sends, in a real browser. The browser requests
// cached pages again, also after Back, and keeps the storage and the other cookies of the site.
import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import { launch } from 'puppeteer-core';
import { createLogin } from 'tailchat-login/worker';
import { startFront } from '../../support/front.js';
import { listen } from '../../support/listen.js';
import { createSuite } from '../suite.js';

/** @typedef {{ open: (url: string) => Promise<unknown>, see: (selector: string, text: RegExp) => Promise<string>, back: () => Promise<unknown> }} Tab */

const PAGE = (/** @type {number} */ number) => `<!doctype html>
<link rel="icon" href="data:," />
<h1>${number}</h1>
<p></p>
<script>
  const kept = async () => (await fetch('/kept')).text();
  async function leave() {
    const before = [await kept(), await kept()];
    localStorage.setItem('kept', 'yes');
    document.cookie = 'site=kept; Secure; Path=/';
    const init = { method: 'POST', headers: { 'X-Tailchat-Login': '1' } };
    const { status } = await fetch(location.hash.slice(1), init);
    const seen = { status, before, after: await kept() };
    document.querySelector('p').textContent =
      JSON.stringify({ ...seen, stored: localStorage.getItem('kept'), cookie: document.cookie });
  }
  if (location.hash) leave();
</script>`;

/** A site on https that counts its requests. A browser may cache its answers for an hour. */
async function startSite() {
  let kept = 0;
  let pages = 0;
  /** @type {ReturnType<typeof createLogin>} */
  let login;
  const server = await listen(
    createServer(async ({ url = '', method, headers }, outgoing) => {
      if (url.startsWith('/auth/')) {
        const init = { method, headers: /** @type {Record<string, string>} */ (headers) };
        const response = await login.fetch(new Request(new URL(url, front.url), init));
        return outgoing.writeHead(response.status, [...response.headers].flat()).end(await response.text());
      }
      const type = url === '/kept' ? 'text/plain' : 'text/html';
      outgoing.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=3600' });
      if (url === '/kept') outgoing.end(`${(kept += 1)}`);
      else if (url === '/no-logout') outgoing.end();
      else outgoing.end(PAGE((pages += 1)));
    }),
  );
  const front = await startFront(() => server.port);
  login = createLogin({
    apiUrl: 'https://chat.example',
    clientId: 'tc_1',
    clientSecret: 'secret',
    sessionKeys: 'a2V5LW51bWJlci1vbmUtZm9yLXRlc3RzLW9ubHktISE',
    baseUrl: front.url,
  });
  const close = async () => {
    await front.close();
    await server.close();
  };
  return { url: front.url, cert: front.cert, close };
}

/** Polls, because a driver gets no event if the browser restores a page from its memory. @param {() => Promise<string | null>} read @param {RegExp} text */
async function poll(read, text) {
  for (const until = Date.now() + 20_000; Date.now() < until;) {
    const found = await read().catch(() => null); // there is no element between two pages
    if (found !== null && text.test(found)) return found;
  }
  throw new Error(`no ${text} was seen`);
}

/** Chromium caches nothing of a server that it does not trust, so it is started with the key of the certificate. @type {(context: import('../everywhere.js').Context, cert: string) => Promise<Tab>} */
async function openChromium({ after, makeFolder }, cert) {
  const key = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  const known = createHash('sha256').update(key).digest('base64');
  const browser = await chromium.launchPersistentContext(await makeFolder(), {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: ['--no-sandbox', '--disable-gpu', `--ignore-certificate-errors-spki-list=${known}`],
  });
  after(() => browser.close());
  const page = await browser.newPage();
  return {
    open: (url) => page.goto(url),
    back: () => page.evaluate('history.back()'),
    see: (selector, text) => poll(() => page.locator(selector).textContent(), text),
  };
}

/** @type {(context: import('../everywhere.js').Context, cert: string) => Promise<Tab>} */
async function openFirefox({ after }) {
  const how = { browser: /** @type {const} */ ('firefox'), executablePath: '/usr/bin/firefox-esr' };
  const browser = await launch({ ...how, acceptInsecureCerts: true });
  after(() => browser.close());
  const page = await browser.newPage();
  return {
    open: (url) => page.goto(url),
    back: () => page.evaluate('history.back()'),
    see: (selector, text) => poll(() => page.$eval(selector, (element) => element.textContent), text),
  };
}

const OPENERS = { chromium: openChromium, firefox: openFirefox };

/**
 * @param {import('../everywhere.js').Context} context
 * @param {keyof typeof OPENERS} name
 */
export async function checkForgetting(context, name) {
  const suite = createSuite();
  for (const [path, status, forgets] of /** @type {const} */ ([
    ['/auth/logout', 204, true],
    ['/no-logout', 200, false], // shows that the header clears the cache, and not the browser by itself
  ]))
    await suite.test(`${path}: ${forgets ? 'what was cached is forgotten' : 'it is not'}`, async () => {
      const site = await startSite();
      context.after(site.close);
      const tab = await OPENERS[name](context, site.cert);
      await tab.open(`${site.url}/who`);
      await tab.see('h1', /^1$/);
      await tab.open(`${site.url}/#${path}`);
      const seen = JSON.parse(await tab.see('p', /./));
      const after = forgets ? '2' : '1';
      assert.deepEqual(seen, { status, before: ['1', '1'], after, stored: 'yes', cookie: 'site=kept' });
      await tab.back();
      // The tab leaves the second page.
      assert.equal(await tab.see('h1', /^[^2]$/), forgets ? '3' : '1', 'Back');
    });
  return suite.outcome();
}
