// Runs a page on another origin of the worker's site, as www.site.example is beside auth.site.example. Here the origins
// differ only in their port, so a browser treats them as one site too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchBrowser, logInAtTailchat, openProfile } from '../support/browser.js';
import { alice, startSite } from '../support/site.js';

const PAGE = `<!doctype html>
<meta charset="utf-8">
<script type="module">
  import { login, logout, user } from '/tailchat-login/web/index.js';
  const basePath = new URLSearchParams(location.search).get('worker');
  Object.assign(window, {
    ask: () => user({ basePath }).then((someone) => someone?.nickname ?? 'nobody', ({ code }) => code),
    leave: () => logout({ basePath }).then(() => 'left', ({ code }) => code),
    enter: () => login({ basePath }),
    enterAt: (returnTo) => login({ basePath, returnTo }),
  });
  document.title = 'ready';
</script>`;

/** @param {import('playwright-core').Page} page @param {'ask' | 'leave' | 'enter'} name */
const call = (page, name) => page.evaluate((name) => /** @type {any} */ (window)[name](), name);

test('a page of an allowed origin logs in, asks and logs out; one of another origin is told nothing', async (t) => {
  const site = await startSite({ sibling: true, files: { 'sibling.html': PAGE } });
  t.after(() => site.close());
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const { context } = await openProfile(browser);
  const [allowed, other] = site.siblings.map(
    (origin) => `${origin}/sibling.html?${new URLSearchParams({ worker: `${site.base}/auth` })}`,
  );
  const open = async (/** @type {string} */ address) => {
    const page = await context.newPage();
    await page.goto(address);
    await page.waitForFunction(() => document.title === 'ready');
    return page;
  };

  const page = await open(allowed);
  assert.equal(await call(page, 'ask'), 'nobody');
  await call(page, 'enter');
  await logInAtTailchat(page);
  await page.waitForURL(allowed);
  await page.waitForFunction(() => document.title === 'ready');
  assert.equal(await call(page, 'ask'), alice.nickname);

  const stranger = await open(other);
  assert.equal(await call(stranger, 'ask'), 'worker_unreachable');
  assert.equal(await call(stranger, 'leave'), 'worker_unreachable');
  assert.equal(await call(page, 'ask'), alice.nickname);

  assert.equal(await call(page, 'leave'), 'left');
  assert.equal(await call(page, 'ask'), 'nobody');

  // A path belongs to the page's origin, and not to the worker's.
  await page.evaluate((to) => /** @type {any} */ (window).enterAt(to), `/sibling.html?worker=x#/welcome`);
  await page.waitForURL(`${site.siblings[0]}/sibling.html?worker=x#/welcome`);
});
